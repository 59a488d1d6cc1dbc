import type { Plugin } from "esbuild";

/** Names the virtual modules that hold groups of entries. */
export const groupNamespace = "dash-group";

/**
 * How many entries share one output file. V8 keeps the tagged templates of a file in a list that it searches
 * from the start for each of them, which makes a single file of 1,000 dashboards take 8 s instead of 0.5 s;
 * and each output file costs about 3 ms to import.
 */
const entriesPerGroup = 25;

/** The entries in portions, in their order. */
export function groupEntries(entries: readonly string[]): readonly (readonly string[])[] {
  const groups: (readonly string[])[] = [];
  for (let start = 0; start < entries.length; start += entriesPerGroup) {
    groups.push(entries.slice(start, start + entriesPerGroup));
  }
  return groups;
}

/**
 * Makes each group a module that exports a table of functions, one for each entry, that evaluate the entry.
 * `require` keeps an entry inside its group's file, but cannot load one that waits at its top level
 * (`awaiting`): those are imported, from a file of their own.
 */
export function groupsPlugin(
  root: string,
  groups: readonly (readonly string[])[],
  awaiting: ReadonlySet<string>,
): Plugin {
  return {
    name: "dash-groups",
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${groupNamespace}:`) }, (args) => ({
        path: args.path.slice(groupNamespace.length + 1),
        namespace: groupNamespace,
      }));
      build.onLoad({ filter: /.*/, namespace: groupNamespace }, (args) => ({
        contents: groupModule(groups[Number(args.path)] ?? [], awaiting),
        resolveDir: root,
        loader: "js",
      }));
    },
  };
}

/** One entry on each line, so that an error's line tells the entry. */
function groupModule(entries: readonly string[], awaiting: ReadonlySet<string>): string {
  const lines = entries.map((file) => {
    const load = awaiting.has(file) ? "import" : "require";
    const specifier = file.startsWith("../") ? file : `./${file}`;
    return `${JSON.stringify(file)}: () => ${load}(${JSON.stringify(specifier)}),`;
  });
  return `export const load = {\n${lines.join("\n")}\n};\n`;
}

/** The entry that a line of a group's module belongs to. */
export function entryAtLine(group: readonly string[], line: number): string | undefined {
  return group[line - 2];
}
