/** The style of what is told in words: what breaks, dashboards, panels, queries, other objects. */
export const partsStyle: string = `
main > section, .drift { margin-top: 28px }
h2 { font-size: 18px; margin-bottom: 10px }
h2 .count { color: var(--soft); font-size: 14px; margin-left: 4px }
.lead { color: var(--soft); margin-bottom: 12px }

.impact, .kind {
  display: inline-block; white-space: nowrap; font-size: 11px; font-weight: 500; line-height: 18px;
  border-radius: 9px; padding: 0 8px; border: 1px solid transparent;
}
.impact { border-radius: 3px; padding: 0 6px }
.impact.destroys { background: var(--alarm); color: var(--on-alarm) }
.impact.breaks-links { background: var(--red-tint); color: var(--red); border-color: var(--red-edge) }
.impact.data, .kind.changed, .kind.renamed { background: var(--orange-tint); color: var(--orange) }
.impact.presentation, .kind.moved { background: var(--blue-tint); color: var(--blue) }
.impact.cosmetic, .kind.resized { background: var(--purple-tint); color: var(--purple) }
.impact.none, .kind.quiet { background: var(--grey-tint); color: var(--soft) }
.kind.added { background: var(--green-tint); color: var(--green) }
.kind.removed { background: var(--red-tint); color: var(--red) }
.dot { display: inline-block; width: 7px; height: 7px; border-radius: 50%; margin-left: 8px; vertical-align: middle; background: var(--soft) }
.dot.destroys, .dot.breaks-links { background: var(--red-edge) }
.dot.data { background: var(--orange-edge) }
.dot.presentation { background: var(--blue-edge) }
.dot.cosmetic { background: var(--purple-edge) }

.notes ul { background: var(--blue-tint); border-left: 3px solid var(--blue-edge); border-radius: 4px; padding: 10px 14px }
.notes { margin-top: 16px !important }

.breaks > ul { background: var(--surface); border: 1px solid var(--line); border-radius: 4px; overflow: hidden }
.break { display: grid; grid-template-columns: 88px minmax(0, 1fr) auto; gap: 4px 12px; align-items: baseline; padding: 9px 14px; border-left: 3px solid var(--red-edge) }
.break + .break { border-top: 1px solid var(--line) }
.break .impact { justify-self: start }
.subject { font-weight: 500; margin-right: 6px }
.subject a { font-weight: 500 }
.at, .uid { color: var(--soft) }

.dashboard {
  background: var(--surface); border: 1px solid var(--line); border-radius: 4px; margin-bottom: 8px;
  content-visibility: auto; contain-intrinsic-size: auto 70px;
}
.dashboard:target, .panel:target { border-color: var(--link) }
summary { cursor: pointer }
.dashboard > summary {
  display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; padding: 12px 16px 12px 36px;
  position: relative; list-style: none; border-radius: 4px;
}
.dashboard > summary::-webkit-details-marker { display: none }
.dashboard > summary::before {
  content: ""; position: absolute; left: 16px; top: 20px; width: 7px; height: 7px; rotate: -45deg;
  border-right: 1.5px solid var(--soft); border-bottom: 1.5px solid var(--soft);
}
.dashboard[open] > summary::before { rotate: 45deg; top: 18px }
.dashboard > summary:hover { background: var(--raised) }
.dashboard > summary:focus-visible { outline-offset: -2px }
.dashboard[open] > summary { border-bottom: 1px solid var(--line); border-radius: 4px 4px 0 0 }
h3 { font-size: 16px }
.end { margin-left: auto; display: flex; align-items: center; gap: 10px }
.tally { font-size: 12px; font-weight: 500; font-variant-numeric: tabular-nums; display: flex; gap: 8px }
.tally .added { color: var(--green) }
.tally .removed { color: var(--red) }
.tally .changed { color: var(--orange) }
.about { flex-basis: 100%; display: flex; flex-wrap: wrap; gap: 0 8px; font-size: 12px; color: var(--soft); overflow-wrap: anywhere }
.about > :not(:last-child)::after { content: "·"; margin-left: 8px }
.body { padding: 16px }
.body > :last-child, .group > :last-child { margin-bottom: 0 }
.warnings { background: var(--red-tint); border-left: 3px solid var(--red-edge); border-radius: 4px; padding: 8px 14px; margin-bottom: 16px }
.warnings code { background: var(--surface) }

.group { margin-bottom: 16px }
h4 { font-size: 13px; color: var(--soft); margin-bottom: 6px }
.group > ul { border: 1px solid var(--line); border-radius: 4px }
.group > ul > li { padding: 7px 12px; position: relative; padding-right: 110px }
.group > ul > li + li { border-top: 1px solid var(--line) }
.group > ul > li > .impact { position: absolute; right: 12px; top: 8px }
.name { font-weight: 500 }
.label { color: var(--soft); margin-right: 6px }
.old { color: var(--red) }
.new { color: var(--green) }
.to { color: var(--soft) }
.changes { margin-top: 4px; display: grid; grid-template-columns: fit-content(40%) minmax(0, 1fr); gap: 2px 14px }
.changes > li { display: contents }
.changes .label { margin: 0 }

.panel { border: 1px solid var(--line); border-left-width: 3px; border-radius: 4px; padding: 10px 14px 12px; margin-bottom: 8px }
.panel.added { border-left-color: var(--green-edge) }
.panel.removed { border-left-color: var(--red-edge) }
.panel.changed, .panel.renamed { border-left-color: var(--orange-edge) }
.panel.moved { border-left-color: var(--blue-edge) }
.panel.resized { border-left-color: var(--purple-edge) }
.panel.pair { background: var(--raised) }
.panel > header { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px }
h5 { font-size: 14px }
.type { color: var(--soft); font-size: 12px }
.where { color: var(--soft); font-size: 12px }
.part { margin-top: 10px }
h6 { font-size: 12px; color: var(--soft); margin-bottom: 2px }
.entries > li { padding: 2px 0 }
.entries .changes { margin: 0 0 2px 14px }
.panel > .changes { margin-top: 8px }

.queries { margin-top: 8px; display: grid; gap: 8px }
.query { background: var(--raised); border-radius: 4px; padding: 8px 12px; min-width: 0 }
.query-head { display: flex; align-items: center; gap: 8px }
.query-head .dot { margin: 0 }
.ref { font-weight: 600 }
.query .facts { display: flex; flex-wrap: wrap; gap: 2px 20px; margin-top: 4px }
.query .facts li { position: relative; padding-left: 12px }
.query .facts li::before { content: ""; position: absolute; left: 0; top: 9px; width: 4px; height: 4px; border-radius: 50%; background: var(--soft) }
pre { white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2 }
.expression { background: var(--surface); border: 1px solid var(--line); border-radius: 3px; padding: 6px 10px; margin-top: 6px }
ins { background: var(--green-tint); color: var(--green); text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; border-radius: 2px }
del { background: var(--red-tint); color: var(--red); text-decoration: line-through; border-radius: 2px }
.definition { margin-top: 8px; font-size: 12px }
.definition summary { color: var(--soft) }
.definition pre { background: var(--raised); border-radius: 4px; padding: 8px 12px; margin-top: 6px }
.quiet { color: var(--soft); font-size: 12px }
p.quiet { margin-bottom: 16px }
.quiet + .quiet { margin-top: -10px }
p.quiet:target { color: var(--text) }

.noise { color: var(--soft); font-size: 12px; margin-top: 12px; padding: 0 2px }
.noise b { color: var(--text); font-weight: 500; margin-right: 6px }
.objects { margin-top: 28px }
.objects > ul { background: var(--surface); border: 1px solid var(--line); border-radius: 4px }
.object { padding: 9px 14px }
.object + .object { border-top: 1px solid var(--line) }
.line { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px }
.drift .objects { margin-top: 12px }

.scroll { overflow-x: auto; margin-bottom: 12px }
.conflicts { width: 100%; border-collapse: collapse; background: var(--surface); border: 1px solid var(--line); border-radius: 4px }
.conflicts caption { text-align: left; color: var(--soft); font-size: 13px; font-weight: 500; padding-bottom: 6px }
.conflicts th, .conflicts td { text-align: left; vertical-align: top; padding: 8px 14px; border-top: 1px solid var(--line); font-weight: 400 }
.conflicts thead th { color: var(--soft); font-size: 12px; border-top: 0 }

.empty { text-align: center; background: var(--surface); border: 1px solid var(--line); border-radius: 4px; padding: 48px 16px 56px }
.empty p { color: var(--soft) }
.empty .tick { color: var(--green); font-size: 36px; line-height: 1.2; margin-bottom: 4px }
.lost { color: var(--soft); text-align: center; padding: 40px 0 }

@media (max-width: 720px) {
  .break { grid-template-columns: minmax(0, 1fr) }
  .dashboard > summary { padding: 10px 12px 10px 30px }
  .dashboard > summary::before { left: 12px }
  .body { padding: 12px }
  .end { margin-left: 0; flex-wrap: wrap; gap: 4px 10px }
  .conflicts th, .conflicts td { padding: 8px 10px }
}
`;
