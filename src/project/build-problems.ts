import type { Location, Message } from "esbuild";
import type { Place } from "../base/place.ts";
import type { Problem, Severity } from "../base/problem.ts";
import type { BuildRule } from "./messages.ts";

/** esbuild's message as a problem. `packageName` tells the package that a module's URL belongs to. */
export function buildProblem(
  message: Message,
  severity: Severity,
  packageName: (url: string) => string,
): Problem {
  const at = message.location === null ? {} : placeOfLocation(message.location);
  return { severity, at, ...wording(message, severity, packageName) };
}

/** The start of the marked text, counted from 1 in UTF-16 units; esbuild counts bytes from 0. */
function placeOfLocation({ file, line, column, lineText }: Location): Place {
  const before = Buffer.from(lineText).subarray(0, column).toString();
  return { file: file.replaceAll("\\", "/"), line, column: before.length + 1 };
}

interface Wording {
  readonly rule: BuildRule;
  readonly message: string;
  readonly hint?: string;
}

function wording(message: Message, severity: Severity, packageName: (url: string) => string): Wording {
  if (severity === "warning") return { rule: "load-warning", message: sentence(message.text) };
  const unresolved = /^Could not resolve "(.*)"$/.exec(message.text)?.[1];
  if (unresolved !== undefined) return unresolvedWording(unresolved, message);
  const missing = /^No matching export in "(.*)" for import "(.*)"$/.exec(message.text);
  if (missing !== null) {
    const [, source = "", name = ""] = missing;
    const url = /^dash-package:(.*)$/.exec(source)?.[1];
    const from = url === undefined ? source : packageName(url);
    const suggestion = suggestionOf(message);
    return {
      rule: "load-missing-export",
      message: `\`${from}\` has no export \`${name}\`.`,
      ...(suggestion === undefined ? {} : { hint: `Did you mean \`${suggestion}\`?` }),
    };
  }
  return { rule: "load-syntax", message: sentence(message.text) };
}

function unresolvedWording(specifier: string, message: Message): Wording {
  const isRelative = /^[./]/.test(specifier);
  const text = isRelative
    ? `There is no file \`${specifier}\`.`
    : `The package \`${specifier}\` cannot be found.`;
  const suggestion = suggestionOf(message);
  const name = specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1);
  const install = `Run \`npm install ${name.join("/")}\`, or correct the name.`;
  const hint =
    suggestion !== undefined ? `Did you mean \`${suggestion}\`?` : isRelative ? undefined : install;
  return { rule: "load-unresolved", message: text, ...(hint === undefined ? {} : { hint }) };
}

function suggestionOf(message: Message): string | undefined {
  const suggestions = [message.location, ...message.notes.map((note) => note.location)];
  const suggestion = suggestions.map((location) => location?.suggestion).find(Boolean);
  return suggestion?.replace(/^["']|["']$/g, "");
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
