import { commentText } from "./comment-text.mjs";
import { Failure } from "./failure.mjs";
import { ApiError } from "./rest-api.mjs";
import { stickComment } from "./sticky-comment.mjs";

/** @import { Board } from "./sticky-comment.mjs" */

/**
 * A report on its way to a pull request.
 *
 * @typedef {object} Publication
 * @property {() => Promise<Board>} open Reaches the comments.
 * @property {string} markdown The report, with its marker.
 * @property {readonly string[]} footer What stands below it, as Markdown.
 * @property {number} limit How many characters a comment can have.
 * @property {boolean} mayCreate Whether there is something to say, so that a new comment is made.
 * @property {boolean} isRequired Whether it is a failure when nothing can be written.
 */

/**
 * @typedef {object} Published
 * @property {"done" | "notice" | "warning"} level A notice where the token may not comment, as in forks.
 * @property {string} message What was done, or why nothing was.
 */

/**
 * Writes the comment. What goes wrong with it does not fail the job, unless it is required.
 *
 * @param {Publication} publication
 * @returns {Promise<Published>}
 */
export async function publishComment({ open, markdown, footer, limit, mayCreate, isRequired }) {
  try {
    const done = await stickComment(await open(), commentText(markdown, footer, limit), mayCreate);
    return { level: "done", message: `Comment of dash diff: ${done}.` };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const message = `The comment could not be written (${error.message}).`;
    if (isRequired) throw new Failure(message, 3);
    return { level: error.status === 403 || error.status === 404 ? "notice" : "warning", message };
  }
}
