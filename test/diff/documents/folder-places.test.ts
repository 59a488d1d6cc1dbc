import { describe, expect, test } from "vitest";
import { classic, folderResource, read, resource } from "./read-files.ts";

describe("the folder of a file", () => {
  function provider(folderTitle: string, directory: string, byDirectory = false): string {
    return `apiVersion: 1\nproviders:\n  - name: p\n    folder: ${JSON.stringify(folderTitle)}\n    options:\n      path: ${directory}\n      foldersFromFilesStructure: ${byDirectory}\n`;
  }

  test.each([
    {
      is: "that of the provider whose path ends alike",
      provider: provider("Team A", "/var/lib/grafana/dashboards/a"),
      file: "deploy/dashboards/a/x.json",
      titles: ["Team A"],
    },
    {
      is: "that of the provider also in directories below",
      provider: provider("Team A", "/var/lib/grafana/dashboards"),
      file: "dashboards/a/b/x.json",
      titles: ["Team A"],
    },
    {
      is: "the root where the provider says no other",
      provider: provider("", "/etc/dashboards"),
      file: "dashboards/x.json",
      titles: [],
    },
    {
      is: "its directory where the provider makes folders of them",
      provider: provider("", "/etc/dashboards", true),
      file: "dashboards/a/b/x.json",
      titles: ["b"],
    },
    {
      is: "the root for files beside those directories",
      provider: provider("", "/etc/dashboards", true),
      file: "dashboards/x.json",
      titles: [],
    },
    {
      is: "unknown where no provider fits",
      provider: provider("Team A", "/etc/dashboards"),
      file: "other/x.json",
      titles: [],
    },
    {
      is: "told with a dollar as it is meant",
      provider: provider("a $$b", "/etc/dashboards"),
      file: "dashboards/x.json",
      titles: ["a $b"],
    },
  ])("is $is", async ({ provider: text, file, titles }) => {
    const { side } = await read(["providers.yaml", text], [file, classic]);
    expect(side.dashboards.map(({ folder: found }) => found)).toEqual([titles]);
  });

  test("is that of the closest provider", async () => {
    const { side } = await read(
      ["all.yaml", provider("All", "/x/dashboards")],
      ["a.yaml", provider("Team A", "/x/dashboards/a")],
      ["dashboards/a/x.json", classic],
    );
    expect(side.dashboards[0]?.folder).toEqual(["Team A"]);
  });

  test("is that of the provider beside it, where two systems have the same paths", async () => {
    const { side } = await read(
      ["prod/dashboards.yaml", provider("Prod", "/x/dashboards")],
      ["test/dashboards.yaml", provider("Test", "/x/dashboards")],
      ["prod/dashboards/x.json", classic],
      ["test/dashboards/y.json", { ...classic, uid: "other" }],
    );
    expect(side.dashboards.map(({ folder: titles }) => titles)).toEqual([["Prod"], ["Test"]]);
  });

  test("is unknown when two providers fit alike", async () => {
    const { side } = await read(
      ["a.yaml", provider("A", "/x/dashboards")],
      ["b.yaml", provider("B", "/x/dashboards")],
      ["dashboards/x.json", classic],
    );
    expect(side.dashboards[0]?.folder).toEqual([]);
  });

  test("is found by its uid, wherever the folder is defined, with those around it", async () => {
    const { side } = await read(
      ["dashboard.json", resource("inner")],
      ["inner.json", folderResource("inner", "Inner", "outer")],
      ["outer.json", folderResource("outer", "Outer")],
    );
    expect(side.dashboards[0]?.folder).toEqual(["Outer", "Inner"]);
    expect(side.objects.map(({ value }) => value)).toEqual([
      { title: "Inner", parent: "outer" },
      { title: "Outer" },
    ]);
  });

  test("ends where folders hold each other", async () => {
    const { side } = await read(
      ["dashboard.json", resource("a")],
      ["a.json", folderResource("a", "A", "b")],
      ["b.json", folderResource("b", "B", "a")],
    );
    expect(side.dashboards[0]?.folder).toEqual(["B", "A"]);
  });
});
