import fc from "fast-check";
import { expect, test } from "vitest";
import { DashError } from "../../../src/base/dash-error.ts";
import { requireSelected, selectBundle, type Selection } from "../../../src/push/planning/select.ts";
import { bundleOf, dashboardOf, dataSourceOf } from "../../provision/small-bundle.ts";

const bundle = bundleOf(
  [
    dashboardOf("team-a", ["Teams"]),
    dashboardOf("team-b", ["Teams", "B"]),
    dashboardOf("home", []),
    dashboardOf("a.c", ["Teamsters"]),
  ],
  [dataSourceOf(), dataSourceOf({ name: "long", title: "Long term", uid: "lt", isDefault: false })],
);

const select = (selection: Partial<Selection>): readonly string[] => {
  const { dashboards, dataSources } = selectBundle(bundle, { names: [], ...selection });
  return [...dashboards, ...dataSources].map(({ uid }) => uid);
};

test.each<{
  readonly name: string;
  readonly selection: Partial<Selection>;
  readonly expected: readonly string[];
}>([
  { name: "nothing said", selection: {}, expected: ["team-a", "team-b", "home", "a.c", "prometheus", "lt"] },
  { name: "a uid", selection: { names: ["home"] }, expected: ["home"] },
  { name: "a title", selection: { names: ["Title of home"] }, expected: ["home"] },
  { name: "a glob", selection: { names: ["team-*"] }, expected: ["team-a", "team-b"] },
  { name: "one character", selection: { names: ["team-?"] }, expected: ["team-a", "team-b"] },
  { name: "a glob over titles", selection: { names: ["Title*home"] }, expected: ["home"] },
  { name: "several", selection: { names: ["home", "lt"] }, expected: ["home", "lt"] },
  { name: "the logical name of a data source", selection: { names: ["long"] }, expected: ["lt"] },
  { name: "a dot is no wildcard", selection: { names: ["a.*"] }, expected: ["a.c"] },
  { name: "brackets are no pattern", selection: { names: ["[th]*"] }, expected: [] },
  {
    name: "a folder with those in it, but none that starts alike",
    selection: { folder: ["Teams"] },
    expected: ["team-a", "team-b"],
  },
  { name: "a folder in a folder", selection: { folder: ["Teams", "B"] }, expected: ["team-b"] },
  {
    name: "only dashboards",
    selection: { only: "dashboards" },
    expected: ["team-a", "team-b", "home", "a.c"],
  },
  { name: "only data sources", selection: { only: "datasources" }, expected: ["prometheus", "lt"] },
])("selects by $name", ({ selection, expected }) => {
  expect(select(selection)).toEqual(expected);
});

const require = (
  selection: Partial<Selection>,
  deletions: readonly { uid: string; title: string }[] = [],
): void => {
  const whole = { names: [], ...selection };
  requireSelected(bundle, whole, { selected: selectBundle(bundle, whole), deletions });
};

test("a name that selects nothing is a mistake with a proposal", () => {
  expect(() => require({ names: ["home", "taem-a"] })).toThrow("`taem-a`");
  expect(() => require({ names: ["x-*"] })).toThrow("`x-*`");
  expect(() => require({ names: ["home"], only: "datasources" })).toThrow("`home`");
  expect(() => require({ names: ["home"], folder: ["Teams"] })).toThrow("`home`");
  expect(() => require({ folder: ["Taems"] })).toThrow("`Taems`");
});

test("only names that the other options leave are proposed", () => {
  const hintOf = (selection: Partial<Selection>): string | undefined => {
    try {
      require(selection);
    } catch (error) {
      return error instanceof DashError ? error.hint : undefined;
    }
    return undefined;
  };
  expect(hintOf({ names: ["home"], only: "datasources" })).toBe(
    "Use one of `Long term`, `Prometheus`, `lt`, `prometheus`.",
  );
  expect(hintOf({ names: ["home"], folder: ["Teams", "B"] })).toBe("Use one of `Title of team-b`, `team-b`.");
});

test("a name may select what is only to be deleted", () => {
  require({ names: ["old-*"] }, [{ uid: "old-1", title: "Old" }]);
  require({ folder: ["Gone"] }, [{ uid: "old-1", title: "Old" }]);
});

test("a glob matches what the same regular expression matches", () => {
  const letters = fc
    .array(fc.constantFrom("a", "b", "😀", "*", "?"), { maxLength: 8 })
    .map((list) => list.join(""));
  fc.assert(
    fc.property(letters, letters, (glob, title) => {
      fc.pre(/[*?]/.test(glob));
      const pattern = new RegExp(`^${glob.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`, "u");
      const one = bundleOf([{ ...dashboardOf("0", []), title }]);
      expect(selectBundle(one, { names: [glob] }).dashboards.length === 1).toBe(
        pattern.test(title) || pattern.test("0"),
      );
    }),
  );
});

test("a name with many stars and a long title take no time", () => {
  const one = bundleOf([{ ...dashboardOf("u", []), title: "a".repeat(20_000) }]);
  expect(selectBundle(one, { names: [`${"*a".repeat(12)}*b`] }).dashboards).toEqual([]);
});
