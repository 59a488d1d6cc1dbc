/** Puts a colour or weight on a text; the plain palette returns the text itself. */
export interface Palette {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

const plain = (text: string): string => text;

/** No colours: for files, pipes and `NO_COLOR`. */
export const plainPalette: Palette = {
  red: plain,
  yellow: plain,
  green: plain,
  cyan: plain,
  bold: plain,
  dim: plain,
};

const style =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

/** The colours of a terminal. */
export const terminalPalette: Palette = {
  red: style(31, 39),
  yellow: style(33, 39),
  green: style(32, 39),
  cyan: style(36, 39),
  bold: style(1, 22),
  dim: style(2, 22),
};

/** Whether to colour: as https://no-color.org and `FORCE_COLOR` say, else on a terminal only. */
export function choosePalette(isTTY: boolean, env: Readonly<Record<string, string | undefined>>): Palette {
  if ((env["NO_COLOR"] ?? "") !== "") return plainPalette;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined && forced !== "0" && forced !== "false") return terminalPalette;
  return isTTY && env["TERM"] !== "dumb" ? terminalPalette : plainPalette;
}
