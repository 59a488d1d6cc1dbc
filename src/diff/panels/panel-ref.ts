import type { PanelRef } from "../model.ts";
import type { NormalPanel } from "../normal/normal-form.ts";

/** A panel of a list as a report names it. */
export function panelRef(panels: readonly NormalPanel[], index: number): PanelRef {
  const { id, key, title, type, row, position } = panels[index] ?? missing;
  const holder = row === undefined ? undefined : panels[row]?.title;
  return {
    index,
    ...(id === undefined ? {} : { id }),
    ...(key === undefined ? {} : { key }),
    title,
    type,
    ...(holder === undefined ? {} : { row: holder }),
    position,
  };
}

const missing: NormalPanel = {
  id: undefined,
  key: undefined,
  title: "",
  type: "",
  row: undefined,
  position: { x: 0, y: 0, w: 0, h: 0 },
  targets: [],
  overrides: [],
  transformations: [],
  links: [],
  fields: {},
};
