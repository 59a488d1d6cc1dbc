import type { Answer } from "./answers.ts";
import { toObject, toText } from "./json-view.ts";
import type { WriteResult } from "./model.ts";
import { toRefused, toStale } from "./write-result.ts";

/** What refusals of the resource API mean, where that differs from the classic one. */
export function resourceRefusal(answer: Answer): WriteResult | undefined {
  const { status, message } = answer;
  if (status === 404) {
    if (isAboutFolder(answer)) {
      return toRefused(answer, "Push again: the folder that it belongs in was deleted meanwhile.");
    }
    return answer.body === undefined ? undefined : toStale(answer, "It was deleted meanwhile.");
  }
  if (status === 400 && /refresh interval is too low/i.test(message)) {
    return toRefused(answer, "Raise `refresh` to what this Grafana allows (`min_refresh_interval`).");
  }
  if ((status === 400 || status === 403) && /provisioned/i.test(message)) {
    return toRefused(answer, "It comes from a provisioning file: change it there.");
  }
  if ((status === 400 || status === 403) && /managed by|repository/i.test(message)) {
    return toRefused(answer, "Another tool keeps it, such as Git Sync: change it there.");
  }
  return undefined;
}

function isAboutFolder({ body, message }: Answer): boolean {
  const { group, kind } = toObject(toObject(body)["details"]);
  return (
    toText(group) === "folder.grafana.app" || toText(kind) === "folders" || message.startsWith("folders.")
  );
}
