import type { Json, JsonObject } from "../schema/json.ts";
import { type Answer, isSuccess } from "./answers.ts";
import type { WriteAnswer } from "./connection.ts";
import { toNumber, toObject, toText } from "./json-view.ts";
import type { WriteResult } from "./model.ts";
import { permissionHint } from "./refusals.ts";

/** What is particular to a kind of write. */
export interface WriteReading {
  /** What a success says. */
  readonly written: (body: JsonObject) => WriteResult;
  /** Answers that mean something else here than in general. */
  readonly particular?: (answer: Answer) => WriteResult | undefined;
}

/** What became of a write, by its answer. */
export function toWriteResult(answer: WriteAnswer, { written, particular }: WriteReading): WriteResult {
  if ("lost" in answer) return { kind: "uncertain", message: answer.lost };
  if (answer.isPage && isSuccess(answer)) {
    return { kind: "uncertain", message: "A page for people came in place of Grafana's answer." };
  }
  if (isSuccess(answer)) return written(toObject(answer.body));
  return particular?.(answer) ?? toGeneralResult(answer);
}

/** The result for a success that tells the uid and the version of what was written. */
export function toWritten(wantedUid: string, uid: Json | undefined, version: Json | undefined): WriteResult {
  if (uid === wantedUid) return { kind: "written", version: toNumber(version) };
  const message =
    toText(uid) === ""
      ? `Grafana answered without saying what it did with \`${wantedUid}\`.`
      : `Grafana wrote to \`${toText(uid)}\` in place of \`${wantedUid}\`.`;
  return { kind: "refused", status: 200, message, hint: "Look at both in Grafana, and at its log." };
}

/** The result for a change of the object by somebody else. */
export function toStale(answer: Pick<Answer, "message">, otherwise: string): WriteResult {
  return { kind: "stale", message: answer.message || otherwise };
}

/** The result for a clear no. */
export function toRefused(answer: Pick<Answer, "status" | "message">, hint?: string): WriteResult {
  const message = answer.message || `Grafana answered with status ${answer.status}.`;
  return { kind: "refused", status: answer.status, message, ...(hint !== undefined && { hint }) };
}

function toGeneralResult(answer: Answer): WriteResult {
  const { status } = answer;
  // Not even 500 says that nothing was stored: Grafana connects library panels after it stored a dashboard.
  if (status >= 500 || status === 408) {
    return { kind: "uncertain", message: answer.message || `The answer had status ${status}.` };
  }
  if (status === 409 || status === 412) return toStale(answer, "It was changed by somebody else meanwhile.");
  return toRefused(answer, hintFor(answer));
}

function hintFor(answer: Answer): string | undefined {
  if (answer.status === 403) {
    return answer.isPage
      ? "A proxy in front of Grafana does not let it through: look at the proxy's log."
      : permissionHint(answer);
  }
  return statusHints[answer.status];
}

const statusHints: Readonly<Record<number, string>> = {
  404: "Push again: something that it needs was deleted meanwhile.",
  405: "A proxy in front of Grafana does not let this method through.",
  413: "A proxy in front of Grafana limits the size of requests (nginx: `client_max_body_size`): raise it.",
  429: "Push again later, or with a lower `--concurrency`.",
};
