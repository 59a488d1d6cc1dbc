/** The colours of the page, as Grafana has them; texts keep a contrast of 4.5 to what they stand on. */

/** A colour by day and by night. */
export type Colour = readonly [light: string, dark: string];

/** All colours by their name in the style sheet. */
export const colours: Readonly<Record<string, Colour>> = {
  canvas: ["#f4f5f5", "#111217"],
  surface: ["#ffffff", "#181b1f"],
  raised: ["#f4f5f7", "#22252b"],
  line: ["#dcdfe4", "#2f333b"],
  text: ["#24292e", "#d3d3e0"],
  soft: ["#5a6068", "#a3a6b5"],
  link: ["#1f5fd6", "#7ba8ff"],
  green: ["#17703a", "#7ecb74"],
  red: ["#bb1528", "#ff8593"],
  orange: ["#944500", "#ffa64d"],
  blue: ["#1f5cbf", "#82acff"],
  purple: ["#7d2fa6", "#d0a3e8"],
  "green-tint": ["#e3f3e7", "#1b2c22"],
  "red-tint": ["#fde9eb", "#391f26"],
  "orange-tint": ["#fff0de", "#36281a"],
  "blue-tint": ["#e7effd", "#1d2840"],
  "purple-tint": ["#f4e9fa", "#2e2439"],
  "grey-tint": ["#e9ebee", "#2a2d34"],
  "green-edge": ["#37a04a", "#73bf69"],
  "red-edge": ["#e02f44", "#f2495c"],
  "orange-edge": ["#ff8f1f", "#ff9830"],
  "blue-edge": ["#3274d9", "#5794f2"],
  "purple-edge": ["#a352cc", "#b877d9"],
  alarm: ["#c4162a", "#f2495c"],
  "on-alarm": ["#ffffff", "#111217"],
};

/** The variables of the style sheet: by day, by night, and as somebody chose. */
export function themeRules(): string {
  const rules = (side: 0 | 1): string =>
    Object.entries(colours)
      .map(([name, pair]) => `--${name}:${pair[side]}`)
      .join(";");
  return [
    `:root{color-scheme:light;${rules(0)}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${rules(1)}}}`,
    `@media screen{:root[data-theme=dark]{color-scheme:dark;${rules(1)}}}`,
  ].join("\n");
}
