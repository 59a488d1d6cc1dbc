import type { RegexReader } from "./regex-reader.ts";

/** Character classes and escapes of Go's RE2 dialect, as `regexp/syntax` of Go 1.19 reads them. */

const posixNames =
  /^\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit)$/;
const categories = /^(?:C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?|Any)$/;
// Scripts have aliases of four letters (`Grek`) that Go does not know; these four-letter names are no aliases.
const shortScripts: ReadonlySet<string> = new Set([
  "Ahom",
  "Cham",
  "Kawi",
  "Lisu",
  "Modi",
  "Newa",
  "Thai",
  "Toto",
]);

/** Reads `[...]`, the opening bracket already taken. */
export function readClass(reader: RegexReader): void {
  const from = reader.at - 1;
  reader.take("^");
  for (let first = true; first || reader.peek() !== "]"; first = false) {
    if (reader.atEnd()) return reader.fail("The class `[` is never closed", from);
    if (readPosixName(reader) || readClassEscape(reader)) continue;
    readRange(reader);
  }
  reader.take("]");
}

/** Reads `\d`, `\s`, `\w`, `\pL`, `\p{Greek}` and their opposites; false when something else is next. */
export function readClassEscape(reader: RegexReader): boolean {
  if (reader.peek() !== "\\") return false;
  const letter = reader.peek(1);
  if (/[dswDSW]/.test(letter)) {
    reader.at += 2;
    return true;
  }
  if (letter !== "p" && letter !== "P") return false;
  const from = reader.at;
  const name = reader.match(/\\[pP](?:\{\^?([^}]*)\}|([^{]))/y);
  const table = name?.[1] ?? name?.[2];
  if (table === undefined || !isUnicodeTable(table)) {
    reader.fail(`\`${name?.[0] ?? "\\p"}\` is no Unicode class of Go`, from);
  }
  return true;
}

/** Reads one escaped character such as `\.`, `\n`, `\x41`, `\012`. */
export function readEscape(reader: RegexReader): number {
  const from = reader.at;
  const octal = reader.match(/\\(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/y);
  if (octal !== undefined) return Number.parseInt(octal[0].slice(1), 8);
  const hex = reader.match(/\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/y);
  if (hex !== undefined) {
    const code = Number.parseInt(hex[1] ?? hex[2] ?? "", 16);
    if (code > 0x10ffff) reader.fail(`\`${hex[0]}\` is no character`, from);
    return code;
  }
  const control = reader.match(/\\[afnrtv]/y);
  if (control !== undefined) return "\x07\f\n\r\t\v".charCodeAt("afnrtv".indexOf(control[0].charAt(1)));
  const punctuation = reader.match(/\\[^\w\u0080-\uffff]/y) ?? reader.match(/\\_/y);
  if (punctuation !== undefined) return punctuation[0].charCodeAt(1);
  return failEscape(reader);
}

function failEscape(reader: RegexReader): number {
  const letter = reader.peek(1);
  const escape = `\`\\${letter}\``;
  if (letter === "") reader.fail("The expression ends with a lone `\\`", reader.at);
  else if (/[1-9]/.test(letter))
    reader.fail(`Backreferences such as ${escape} do not exist in RE2`, reader.at);
  else reader.fail(`RE2 knows no escape ${escape}`, reader.at);
  return 0;
}

function readPosixName(reader: RegexReader): boolean {
  const from = reader.at;
  const name = reader.match(/\[:([^]*?):\]/y);
  if (name === undefined) return false;
  if (!posixNames.test(name[1] ?? "")) reader.fail(`\`${name[0]}\` is no class of RE2`, from);
  return true;
}

function readRange(reader: RegexReader): void {
  const from = reader.at;
  const low = readClassCharacter(reader);
  if (reader.peek() !== "-" || reader.peek(1) === "]" || reader.peek(1) === "") return;
  reader.at += 1;
  const high = readClassCharacter(reader);
  if (high < low) reader.fail(`The range \`${reader.text.slice(from, reader.at)}\` runs backwards`, from);
}

function readClassCharacter(reader: RegexReader): number {
  if (reader.peek() === "\\") return readEscape(reader);
  const code = reader.text.codePointAt(reader.at) ?? 0;
  reader.at += code > 0xffff ? 2 : 1;
  return code;
}

function isUnicodeTable(name: string): boolean {
  if (categories.test(name)) return true;
  if (!/^[A-Z][A-Za-z]*(?:_[A-Z][a-z]*)*$/.test(name)) return false;
  if (name.length === 4 && !shortScripts.has(name)) return false;
  try {
    return new RegExp(`\\p{Script=${name}}`, "u").unicode;
  } catch {
    return false;
  }
}
