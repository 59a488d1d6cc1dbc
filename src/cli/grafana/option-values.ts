import { DashError } from "../../base/dash-error.ts";
import type { CommandValues } from "../table.ts";

/** The value of an option that takes a text. */
export function textOption(values: CommandValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** The values of an option or argument that can be given several times. */
export function textsOption(values: CommandValues, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((text) => typeof text === "string") : [];
}

/** The value of an option that takes a whole number. */
export function wholeOption(
  values: CommandValues,
  name: string,
  { from, to, example }: { readonly from: number; readonly to: number; readonly example: string },
): number | undefined {
  const text = textOption(values, name);
  if (text === undefined) return undefined;
  const number = readWhole(text);
  if (number !== undefined && number >= from && number <= to) return number;
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const range = to === Number.MAX_SAFE_INTEGER ? `from ${from}` : `from ${from} to ${to}`;
  throw new DashError("usage", {
    message: `\`${flag} ${text}\` is no whole number ${range}.`,
    hint: `Write for example \`${flag} ${example}\`.`,
  });
}

/** A whole number in decimal digits; `undefined` for other texts. */
export function readWhole(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
