import { layoutStyle } from "./style-layout.ts";
import { partsStyle } from "./style-parts.ts";
import { themeRules } from "./theme.ts";

const baseStyle = `
*,*::before,*::after { box-sizing: border-box }
html { scroll-padding-top: 104px; -webkit-text-size-adjust: 100% }
body {
  margin: 0; background: var(--canvas); color: var(--text);
  font: 14px/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1, h2, h3, h4, h5, h6, p, ul, dl, dd, figure, pre { margin: 0; padding: 0 }
h1, h2, h3, h4, h5, h6 { font-weight: 500; unicode-bidi: isolate; overflow-wrap: anywhere }
ul { list-style: none }
a { color: var(--link); text-underline-offset: 3px }
code, pre, .uid, .at, .ref {
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 12px;
}
code, .name, .label, .text, .subject, .at, .uid { unicode-bidi: isolate; overflow-wrap: anywhere }
:not(pre) > code { background: var(--grey-tint); border-radius: 3px; padding: 1px 4px }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
[hidden] { display: none !important }
.hidden {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.page { max-width: 1480px; margin: 0 auto; padding: 0 24px 64px }
.skip { position: absolute; left: -9999px; z-index: 3; padding: 8px 12px; background: var(--surface) }
.skip:focus { left: 24px; top: 8px }
small { font-size: 12px; color: var(--soft); font-weight: 400 }
button {
  font: inherit; font-size: 13px; color: var(--text); background: var(--surface); cursor: pointer;
  border: 1px solid var(--line); border-radius: 4px; padding: 4px 10px; min-height: 30px;
}
button:hover { border-color: var(--soft) }
kbd {
  font: inherit; font-size: 12px; color: var(--soft); background: var(--raised); border: 1px solid var(--line);
  border-radius: 3px; padding: 0 5px;
}

.head { padding: 24px 0 16px }
.head-line { display: flex; align-items: center; justify-content: space-between; min-height: 32px }
.brand { display: flex; align-items: center; gap: 8px; color: var(--soft); font-size: 13px; font-weight: 500 }
.brand svg { fill: var(--orange-edge) }
.head h1 { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 4px 16px; margin: 8px 0 20px; font-size: 24px; line-height: 1.3 }
.head h1 .to { color: var(--soft) }
.ref-side small { display: block; margin-top: 2px; line-height: 1.6 }
.tiles { display: grid; grid-template-columns: repeat(4, minmax(88px, 1fr)) minmax(190px, 1.6fr); gap: 8px }
.tile { background: var(--surface); border: 1px solid var(--line); border-radius: 4px; padding: 8px 14px 10px }
.tile dt { color: var(--soft); font-size: 12px }
.tile dd { font-size: 26px; font-weight: 500; line-height: 1.25; font-variant-numeric: tabular-nums }
.tile.added dd { color: var(--green) }
.tile.removed dd { color: var(--red) }
.tile.changed dd { color: var(--orange) }
.tile.unchanged dd, .tile.zero dd, .tile.none dd { color: var(--soft) }
.tile.destroys { background: var(--alarm); border-color: var(--alarm) }
.tile.destroys dt, .tile.destroys dd { color: var(--on-alarm) }
.tile.breaks-links { background: var(--red-tint); border-color: var(--red-edge) }
.tile.breaks-links dt, .tile.breaks-links dd { color: var(--red) }
.tile.data { background: var(--orange-tint); border-color: var(--orange-edge) }
.tile.data dt, .tile.data dd { color: var(--orange) }
.tile.presentation dd { color: var(--blue) }
.tile.cosmetic dd { color: var(--purple) }

.tools {
  display: none; position: sticky; top: 0; z-index: 2; margin: 0 -24px; padding: 10px 24px;
  background: var(--canvas); border-bottom: 1px solid var(--line);
}
.js .tools { display: block }
.tools-line { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px }
.tools-line + .tools-line { margin-top: 8px }
.find { position: relative; flex: 1 1 240px; max-width: 360px }
.find input {
  width: 100%; font: inherit; font-size: 13px; color: var(--text); background: var(--surface);
  border: 1px solid var(--line); border-radius: 4px; padding: 4px 34px 4px 10px; min-height: 32px;
}
.find input::placeholder { color: var(--soft); opacity: 1 }
.find input::-webkit-search-cancel-button { display: none }
.find kbd { position: absolute; right: 8px; top: 6px }
.chips { display: flex; flex-wrap: wrap; gap: 4px }
.chip { border-radius: 15px; padding: 2px 10px; min-height: 28px }
.chip .n { color: var(--soft); font-size: 12px; margin-left: 3px; font-variant-numeric: tabular-nums }
.chip[aria-pressed=true] { background: var(--text); border-color: var(--text); color: var(--surface) }
.chip[aria-pressed=true] .n { color: inherit }
.buttons { display: none; gap: 4px; margin-left: auto }
.js .buttons { display: flex }
.bare .tools { display: none }
.result { color: var(--soft); font-size: 12px }

dialog {
  color: var(--text); background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 20px 24px;
  min-width: 300px; box-shadow: 0 12px 40px rgba(0, 0, 0, .35);
}
dialog::backdrop { background: rgba(0, 0, 0, .5) }
dialog h2 { font-size: 16px; margin-bottom: 12px }
dialog dl div { display: grid; grid-template-columns: 72px 1fr; padding: 4px 0 }
dialog button { margin-top: 16px }

@media (max-width: 720px) {
  .page { padding: 0 12px 48px }
  .tools { position: static; margin: 0 -12px; padding: 10px 12px }
  html { scroll-padding-top: 12px }
  .head h1 { font-size: 20px; flex-direction: column }
  .head h1 .to { rotate: 90deg }
  .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)) }
  .tile { padding: 6px 10px 8px }
  .tile.worst { grid-column: 1 / -1; display: flex; align-items: baseline; justify-content: space-between }
  .tile dd { font-size: 20px }
  .find { max-width: none; flex-basis: 100% }
  .find + .result + .buttons { margin-left: 0 }
  .result:empty { display: none }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth } }
@media print {
  body { font-size: 12px }
  .tools, .skip, dialog { display: none !important }
  .page { max-width: none; padding: 0 }
  .dashboard, .panel, .item { break-inside: avoid-page }
  .dashboard { content-visibility: visible !important; break-inside: auto }
  .dashboard::details-content { content-visibility: visible; height: auto }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
`;

/** The one style sheet of the page. */
export function pageStyle(): string {
  const text = [themeRules(), baseStyle, layoutStyle, partsStyle].join("\n");
  return text.replace(/\s*\n\s*/g, "\n").trim();
}
