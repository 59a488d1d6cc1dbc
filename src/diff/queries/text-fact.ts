import { quoted } from "./trees/wording.ts";

const short = 40;

/** What happened to a text that nobody understands: both texts where they are short. */
export function textFact(before: string, after: string, what: string): string {
  const [old, now] = [before.trim(), after.trim()];
  if (old === "" && now !== "") return `${what} added`;
  if (now === "" && old !== "") return `${what} removed`;
  const isShort = old.length < short && now.length < short && old !== now;
  return isShort ? `${quoted(old, short)} → ${quoted(now, short)}` : `${what} changed`;
}
