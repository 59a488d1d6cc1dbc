import type { CallSite } from "../base/call-site.ts";
import { DashError } from "../base/dash-error.ts";
import type { Finding } from "./finding.ts";

/** What the author's code in `configure` was to change. */
interface Configured {
  /** What to call it: `panel` and its title. */
  readonly name: string;
  readonly part: string;
  readonly site: CallSite | undefined;
}

/** What was thrown while the author's `configure` ran, as a finding at what it was to change. */
export function configureFinding(error: unknown, { name, part, site }: Configured): Finding {
  const expected = error instanceof DashError;
  return {
    rule: "configure-throws",
    severity: "error",
    message: expected ? error.message : `\`configure\` of ${name} failed: ${messageOf(error)}`,
    hint: expected ? error.hint : "Correct the call in `configure` that the message is about.",
    part,
    site,
  };
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
