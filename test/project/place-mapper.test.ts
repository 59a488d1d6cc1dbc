import { pathToFileURL } from "node:url";
import path from "node:path";
import { expect, test } from "vitest";
import { createPlaceMapper } from "../../src/project/place-mapper.ts";
import { writeProject } from "./project-folder.ts";

// Line 1 is line 1, column 1 of a virtual module; line 2 is line 3, column 5 of a.ts.
const map = JSON.stringify({
  version: 3,
  sources: ["dash-group:0", "../dashboards/a.ts"],
  names: [],
  mappings: "AAAA;ACEI",
});

const cases: readonly {
  readonly name: string;
  readonly stack: string;
  readonly expected: object | undefined;
}[] = [
  {
    name: "takes the first frame of the user, from the top",
    stack:
      "Error: no\n    at f (file:///elsewhere/x.mjs:1:1)\n    at BUNDLE/x.mjs:2:1\n    at BUNDLE/x.mjs:1:1",
    expected: { file: "dashboards/a.ts", line: 3, column: 5 },
  },
  {
    name: "passes over modules that are no files",
    stack: "    at load (BUNDLE/x.mjs:1:1)\n    at async BUNDLE/x.mjs:2:9",
    expected: { file: "dashboards/a.ts", line: 3, column: 5 },
  },
  {
    name: "knows nothing of lines without a source",
    stack: "    at __init (BUNDLE/x.mjs:4:7)",
    expected: undefined,
  },
  { name: "knows nothing of files without a map", stack: "    at BUNDLE/y.mjs:1:1", expected: undefined },
  {
    name: "knows nothing of other stacks",
    stack: "Error\n    at node:internal/timers:5:1",
    expected: undefined,
  },
];

test.each(cases)("$name", ({ stack, expected }) => {
  const root = writeProject({ "out/x.mjs.map": map });
  const folder = path.join(root, "out");
  const folderUrl = `${pathToFileURL(folder).href}/`;
  const placeOf = createPlaceMapper({ folder, folderUrl }, root);
  expect(placeOf(stack.replaceAll("BUNDLE/", folderUrl))).toEqual(expected);
});
