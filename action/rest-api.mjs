/**
 * JSON over HTTP, for the few calls that a comment takes. What is worth it is tried again, within bounds: a job must
 * not hang on a comment. No redirection is followed, so that the token goes to no other server.
 */
import { setTimeout as sleep } from "node:timers/promises";

const maxAttempts = 3;
const timeoutMs = 30_000;
/** Whoever asks to wait longer than this is not waited for. */
const longestPauseMs = 20_000;

/** A call that was refused, or that got no answer. */
export class ApiError extends Error {
  /**
   * @param {string} message
   * @param {object} facts
   * @param {number} [facts.status] That of the answer; absent without one.
   * @param {number} [facts.pauseMs] After how long to look whether it worked, and to try again; absent where that is useless.
   */
  constructor(message, { status, pauseMs }) {
    super(message);
    this.status = status;
    this.pauseMs = pauseMs;
  }
}

/**
 * @typedef {object} ApiOptions
 * @property {string} address Where paths begin, without a slash at the end.
 * @property {Readonly<Record<string, string>>} headers What every request carries.
 * @property {string} token What no message may hold.
 */

/** @typedef {(method: string, path: string, body?: object) => Promise<unknown>} Api Gives the JSON of the answer. */

/**
 * @param {ApiOptions} options
 * @returns {Api}
 */
export function createApi(options) {
  return async (method, path, body) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await callOnce(options, { method, path, body, attempt });
      } catch (error) {
        if (!(error instanceof ApiError) || error.pauseMs === undefined) throw error;
        const isRefused = error.status === 429 || error.status === 403;
        // A lost answer to POST may mean that the thing was made: only the caller can look.
        if (method === "POST" && !isRefused) throw error;
        if (attempt === maxAttempts) throw withoutPause(error);
        await sleep(error.pauseMs);
      }
    }
  };
}

/**
 * @typedef {object} Call
 * @property {string} method As HTTP writes it, for example `PATCH`.
 * @property {string} path What follows the address, with its query.
 * @property {object | undefined} body What is sent as JSON.
 * @property {number} attempt From 1.
 */

/**
 * @param {ApiOptions} options
 * @param {Call} call
 * @returns {Promise<unknown>}
 */
async function callOnce({ address, headers, token }, { method, path, body, attempt }) {
  const pauseMs = 500 * 2 ** (attempt - 1);
  let response;
  let text;
  try {
    response = await fetch(`${address}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    text = await response.text();
  } catch (error) {
    throw new ApiError(`no answer: ${reasonOf(error, token)}`, { pauseMs });
  }
  if (!response.ok) {
    const message = `${response.status}: ${oneLine(messageOf(text), token)}`;
    throw new ApiError(message, { status: response.status, ...pauseOf(response, pauseMs) });
  }
  return text === "" ? undefined : parse(text, response.status);
}

/** @param {ApiError} error */
function withoutPause({ message, status }) {
  return new ApiError(message, status === undefined ? {} : { status });
}

/**
 * How long to wait before trying again; empty where that is useless.
 *
 * @param {Response} response
 * @param {number} usualMs
 * @returns {{ pauseMs?: number }}
 */
function pauseOf({ status, headers }, usualMs) {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  // GitHub answers 403 as well when too much was asked.
  const isLimited = status === 429 || (status === 403 && headers.has("retry-after"));
  if (!isLimited && ![502, 503, 504].includes(status)) return {};
  const pauseMs = Number.isNaN(seconds) ? usualMs : seconds * 1000;
  return pauseMs >= 0 && pauseMs <= longestPauseMs ? { pauseMs } : {};
}

/**
 * @param {string} text
 * @param {number} status
 * @returns {unknown}
 */
function parse(text, status) {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(`${status}: the answer is not JSON`, { status });
  }
}

/** @param {string} text */
function messageOf(text) {
  try {
    const { message, error } = JSON.parse(text);
    return String(message ?? error ?? "no message");
  } catch {
    return "the answer is not JSON";
  }
}

/**
 * @param {unknown} error
 * @param {string} token
 */
function reasonOf(error, token) {
  const { message, cause } = /** @type {Error} */ (error);
  return oneLine(cause instanceof Error ? cause.message : message, token);
}

/**
 * @param {string} text
 * @param {string} token
 */
function oneLine(text, token) {
  const safe = token === "" ? text : text.replaceAll(token, "***");
  return safe.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").slice(0, 300);
}
