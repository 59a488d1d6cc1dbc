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
.box > svg > .frame {
  x: 2px; y: 2px; width: calc(100% - 4px); height: calc(100% - 4px); rx: 3px;
  fill: var(--surface); stroke: var(--line); stroke-width: 1px;
}
.box.unchanged > svg > .frame, .box.shifted > svg > .frame { fill: transparent }
.grid .unchanged text, .grid .shifted text, .grid text.origin { fill: var(--soft) }
.grid text.origin { font-size: 11px }
.box.edited > svg > .frame { stroke: var(--orange-edge); stroke-width: 1.5px }
.box.added > svg > .frame { stroke: var(--green-edge); stroke-width: 1.5px; fill: var(--green-tint) }
.box.removed > svg > .frame { stroke: var(--red-edge); stroke-width: 1.5px; fill: var(--red-tint) }
.box.moved > svg > .frame { stroke: var(--blue-edge); stroke-width: 1.5px; stroke-dasharray: 6 4 }
.box.resized > svg > .frame { stroke: var(--purple-edge); stroke-width: 1.5px }
.grid .row > svg > .frame { rx: 2px }
.grid .row.unchanged > svg > .frame, .grid .row.shifted > svg > .frame { stroke: none; fill: var(--grey-tint) }
.grid .row text { font-weight: 500; fill: var(--text) }
.grid .row path { fill: none; stroke: var(--soft); stroke-width: 1.5px }
.box .pill {
  x: calc(100% - 67px); width: 58px; height: 17px; rx: 8.5px; fill: #ff9830;
  stroke: var(--surface); stroke-width: 8px; paint-order: stroke;
}
.box.added .pill { stroke: var(--green-tint) }
.box.removed .pill { stroke: var(--red-tint) }
.box .pill.low { x: 9px; stroke: none }
.grid text.word { font-size: 11px; text-anchor: middle; fill: #111217 }
.box.added .pill { fill: #73bf69 }
.box.removed .pill { fill: #ff6b7d }
.box.moved .pill { fill: #82acff }
.box.resized .pill { fill: #c995e6 }
.arrow { stroke: var(--blue-edge); stroke-width: 1.25px; opacity: .6; pointer-events: none }
.defs path { fill: var(--blue-edge) }
a.box { cursor: pointer }
a.box:focus-visible { outline: none }
a.box:hover > svg > .frame, a.box:focus-visible > svg > .frame, .box.pair > svg > .frame { stroke-width: 3px; stroke-dasharray: none }
.box.unchanged.pair > svg > .frame, .box.shifted.pair > svg > .frame, a.box.shifted:hover > svg > .frame, a.box.shifted:focus-visible > svg > .frame {
  stroke: var(--soft); stroke-width: 2px;
}
a.box:focus-visible > svg > .frame { stroke: var(--link) }
@media (max-width: 900px) { .layout { grid-template-columns: 1fr } }
@media (max-width: 720px) { .box .low { display: none } }
`;
