import { HttpError } from "./errors.ts";

/** What the body of an answer says in JSON; throws an `unreadable` {@link HttpError} that names the redacted address. */
export function parseJson(body: Uint8Array, url: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new HttpError({
      failure: "unreadable",
      message: `\`${url}\` did not answer in JSON.`,
      hint: "Check the address: a proxy or a login page may answer in the server's place.",
    });
  }
}
