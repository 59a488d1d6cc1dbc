import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findFolderProblems, foldersOf, folderUid } from "../../src/provision/folders.ts";
import { dashboardOf } from "./small-bundle.ts";

describe("the uid of a folder", () => {
  test.each([
    { path: ["Containers"], expected: "containers" },
    { path: ["Team A", "Machines"], expected: "team-a-machines" },
    { path: ["CI/CD"], expected: "ci-cd" },
    { path: ["Café"], expected: /^cafe-[0-9a-f]{8}$/ },
    { path: ["日本"], expected: /^folder-[0-9a-f]{8}$/ },
    { path: ["!!!"], expected: /^folder-[0-9a-f]{8}$/ },
    { path: ["General"], expected: /^general-[0-9a-f]{8}$/ },
    { path: ["SharedWithMe"], expected: /^sharedwithme-[0-9a-f]{8}$/ },
    { path: ["nul"], expected: /^nul-[0-9a-f]{8}$/ },
    { path: ["a".repeat(40)], expected: "a".repeat(40) },
    { path: ["a".repeat(41)], expected: /^a{31}-[0-9a-f]{8}$/ },
    { path: [`${"a".repeat(30)} b ${"c".repeat(30)}`], expected: /^a{30}-[0-9a-f]{8}$/ },
  ])("of $path is $expected", ({ path, expected }) => {
    expect(folderUid(path)).toMatch(typeof expected === "string" ? new RegExp(`^${expected}$`) : expected);
  });

  test("is the same for both ways to write an accent", () => {
    expect(folderUid(["Cafe\u0301"])).toBe(folderUid(["Caf\u00e9"]));
  });

  test("is valid, unique without regard to case, and independent of the dashboards' order", () => {
    const title = fc.oneof(
      fc.constantFrom("A", "a", "B", "a b", "A-B", "A B", "é", "con"),
      fc.string({ unit: "binary" }),
    );
    const dashboard = fc.record({
      uid: fc.constantFrom("a", "A-b", "x", "a-b-a"),
      folder: fc.array(title, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(dashboard, { maxLength: 12 }), (dashboards) => {
        const folders = foldersOf(dashboards);
        const uids = [...dashboards.map(({ uid }) => uid), ...folders.map(({ uid }) => uid)].map((uid) =>
          uid.toLowerCase(),
        );
        const folderUids = uids.slice(dashboards.length);
        expect(new Set(folderUids).size).toBe(folders.length);
        for (const uid of folderUids) {
          expect(uid).toMatch(/^[a-z0-9-]{1,40}$/);
          expect(uids.slice(0, dashboards.length)).not.toContain(uid);
        }
        expect(foldersOf([...dashboards].reverse())).toEqual(folders);
      }),
    );
  });
});

describe("the folders of dashboards", () => {
  test("are those on the way to each, once, parents first", () => {
    const folders = foldersOf([
      dashboardOf("x", ["B", "C", "D"]),
      dashboardOf("y", ["A"]),
      dashboardOf("z", ["B", "C"]),
      dashboardOf("w", []),
    ]);
    expect(folders).toEqual([
      { uid: "a", title: "A", path: ["A"] },
      { uid: "b", title: "B", path: ["B"] },
      { uid: "b-c", title: "C", path: ["B", "C"] },
      { uid: "b-c-d", title: "D", path: ["B", "C", "D"] },
    ]);
  });

  test("give a contested uid to the outermost folder", () => {
    const [parent, outer, inner] = foldersOf([dashboardOf("x", ["A", "B"]), dashboardOf("y", ["A B"])]);
    expect(parent).toMatchObject({ uid: "a", path: ["A"] });
    expect(outer).toMatchObject({ uid: "a-b", path: ["A B"] });
    expect(inner?.uid).toMatch(/^a-b-[0-9a-f]{8}$/);
  });

  test("leave a dashboard its uid, because Grafana up to 11 keeps both in one table", () => {
    const [folder] = foldersOf([dashboardOf("Containers", ["Containers"])]);
    expect(folder?.uid).toMatch(/^containers-[0-9a-f]{8}$/);
  });
});

describe("titles that Grafana refuses", () => {
  test.each([[["General"]], [["general "]], [[" "]], [["A", ""]]])("are errors: %j", (path) => {
    expect(findFolderProblems(foldersOf([dashboardOf("x", path)]))).toMatchObject([
      { rule: "folder-title", severity: "error" },
    ]);
  });

  test("do not include `General` inside another folder", () => {
    expect(findFolderProblems(foldersOf([dashboardOf("x", ["A", "General"])]))).toEqual([]);
  });
});
