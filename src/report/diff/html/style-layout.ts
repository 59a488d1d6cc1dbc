/** The style of the pictures of the layout: geometry of rectangles and badges, and what their states look like. */
export const layoutStyle: string = `
.defs { position: absolute }
.layout { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; margin-bottom: 20px }
.side { min-width: 0 }
.caption { font-weight: 500; margin-bottom: 8px }
.caption span { color: var(--soft); font-weight: 400; font-size: 12px; margin-left: 6px }
.absent {
  display: grid; place-items: center; min-height: 96px; color: var(--soft);
  border: 1px dashed var(--line); border-radius: 4px;
}
.grid { display: block; overflow: visible }
.grid text { font-size: 12px; fill: var(--text); unicode-bidi: isolate }
.box > svg > rect {
  x: 2px; y: 2px; width: calc(100% - 4px); height: calc(100% - 4px); rx: 3px;
  fill: var(--surface); stroke: var(--line); stroke-width: 1px;
}
.box.unchanged > svg > rect, .box.shifted > svg > rect { fill: transparent }
.grid .unchanged text, .grid .shifted text, .grid text.origin { fill: var(--soft) }
.grid text.origin { font-size: 11px }
.box.edited > svg > rect { stroke: var(--orange-edge); stroke-width: 1.5px }
.box.added > svg > rect { stroke: var(--green-edge); stroke-width: 1.5px; fill: var(--green-tint) }
.box.removed > svg > rect { stroke: var(--red-edge); stroke-width: 1.5px; fill: var(--red-tint) }
.box.moved > svg > rect { stroke: var(--blue-edge); stroke-width: 1.5px; stroke-dasharray: 6 4 }
.box.resized > svg > rect { stroke: var(--purple-edge); stroke-width: 1.5px }
.grid .row > svg > rect { rx: 2px }
.grid .row.unchanged > svg > rect, .grid .row.shifted > svg > rect { stroke: none; fill: var(--grey-tint) }
.grid .row text { font-weight: 500; fill: var(--text) }
.grid .row path { fill: none; stroke: var(--soft); stroke-width: 1.5px }
.pill { x: calc(100% - 66px); width: 58px; height: 17px }
.pill.low { x: 9px }
.pill rect { width: 58px; height: 17px; rx: 8.5px; fill: var(--orange-edge) }
.grid .pill text { font-size: 11px; text-anchor: middle; fill: #111217 }
.added .pill rect { fill: #73bf69 }
.removed .pill rect { fill: #ff6b7d }
.moved .pill rect { fill: #82acff }
.resized .pill rect { fill: #c995e6 }
.trace { pointer-events: none }
.trace rect { fill: none; stroke: var(--blue-edge); stroke-width: 1px; stroke-dasharray: 1 4; rx: 3px; opacity: .9 }
.trace line { stroke: var(--blue-edge); stroke-width: 1.25px; opacity: .55 }
.defs path { fill: var(--blue-edge) }
a.box { cursor: pointer }
a.box:focus-visible { outline: none }
a.box:hover > svg > rect, a.box:focus-visible > svg > rect, .box.pair > svg > rect { stroke-width: 3px; stroke-dasharray: none }
.box.unchanged.pair > svg > rect, .box.shifted.pair > svg > rect, a.box.shifted:hover > svg > rect, a.box.shifted:focus-visible > svg > rect {
  stroke: var(--soft); stroke-width: 2px;
}
a.box:focus-visible > svg > rect { stroke: var(--link) }
@media (max-width: 900px) { .layout { grid-template-columns: 1fr } }
`;
