import { describe, expect, test } from "vitest";
import { missingPermissions } from "../../../src/push/apply/permissions.ts";
import type { Action, ActionKind } from "../../../src/push/plan.ts";

const commons = { changes: [], hash: "0" };

function dashboard(kind: ActionKind, uid = "overview", folderUid = "team"): Action {
  return { ...commons, object: "dashboard", kind, uid, title: uid, folderUid };
}

function folder(kind: ActionKind, uid = "team", parentUid = ""): Action {
  return { ...commons, object: "folder", kind, uid, title: uid, parentUid };
}

function dataSource(kind: ActionKind): Action {
  return { ...commons, object: "data-source", kind, uid: "prom", title: "Prometheus", secrets: {} };
}

interface Case {
  readonly name: string;
  readonly actions: readonly Action[];
  readonly granted: Readonly<Record<string, readonly string[]>>;
}

const check = ({ actions, granted }: Case) =>
  missingPermissions({ actions }, { permissions: new Map(Object.entries(granted)) });

describe("what is allowed", () => {
  test.each<Case>([
    {
      name: "nothing to write needs nothing",
      actions: [dashboard("unchanged"), dashboard("conflict")],
      granted: {},
    },
    { name: "a wildcard", actions: [dashboard("update")], granted: { "dashboards:write": ["dashboards:*"] } },
    {
      name: "the object's own scope",
      actions: [dashboard("update")],
      granted: { "dashboards:write": ["dashboards:uid:overview"] },
    },
    {
      name: "the folder's scope",
      actions: [dashboard("update")],
      granted: { "dashboards:write": ["folders:uid:team"] },
    },
    {
      name: "the scope of a folder that may be further up",
      actions: [dashboard("create")],
      granted: { "dashboards:create": ["folders:uid:division"] },
    },
    {
      name: "a dashboard in the root",
      actions: [dashboard("create", "overview", "")],
      granted: { "dashboards:create": ["folders:uid:general"] },
    },
    {
      name: "a dashboard in a folder that the plan creates",
      actions: [folder("create"), dashboard("create")],
      granted: { "folders:create": ["folders:uid:general"], "dashboards:create": ["folders:uid:general"] },
    },
    {
      name: "an action without a scope",
      actions: [dataSource("create")],
      granted: { "datasources:create": [""] },
    },
    {
      name: "a data source of that uid",
      actions: [dataSource("update")],
      granted: { "datasources:write": ["datasources:uid:prom"] },
    },
  ])("$name", (given) => {
    expect(check(given)).toBe(undefined);
  });

  test("everything, as far as is known, when the server does not tell", () => {
    expect(missingPermissions({ actions: [dashboard("create")] }, { permissions: undefined })).toBe(
      undefined,
    );
  });
});

describe("what is missing", () => {
  test.each<Case & { readonly lacks: string; readonly role: string }>([
    {
      name: "creating",
      actions: [dashboard("create")],
      granted: {},
      lacks: "dashboards:create",
      role: "Editor",
    },
    {
      name: "adopting",
      actions: [dashboard("adopt")],
      granted: {},
      lacks: "dashboards:write",
      role: "Editor",
    },
    {
      name: "deleting",
      actions: [dashboard("delete")],
      granted: { "dashboards:write": ["*"] },
      lacks: "dashboards:delete",
      role: "Editor",
    },
    {
      name: "moving without the right to create at the target",
      actions: [dashboard("move")],
      granted: { "dashboards:write": ["*"] },
      lacks: "dashboards:create",
      role: "Editor",
    },
    {
      name: "writing with the scope of another dashboard only",
      actions: [dashboard("update")],
      granted: { "dashboards:write": ["dashboards:uid:other"] },
      lacks: "dashboards:write",
      role: "Editor",
    },
    {
      name: "creating in a folder with the right for the root only",
      actions: [dashboard("create")],
      granted: { "dashboards:create": ["folders:uid:general"] },
      lacks: "dashboards:create",
      role: "Editor",
    },
    { name: "folders", actions: [folder("delete")], granted: {}, lacks: "folders:delete", role: "Editor" },
    {
      name: "data sources",
      actions: [dataSource("create")],
      granted: {},
      lacks: "datasources:create",
      role: "Admin",
    },
    {
      name: "another data source's scope",
      actions: [dataSource("update")],
      granted: { "datasources:write": ["datasources:uid:loki"] },
      lacks: "datasources:write",
      role: "Admin",
    },
  ])("$name", (given) => {
    const error = check(given);
    expect(error?.code).toBe("forbidden");
    expect(error?.message).toContain(`\`${given.lacks}\``);
    expect(error?.hint).toContain(`\`${given.role}\``);
  });

  test("one error names every permission, with an object that needs it", () => {
    const error = check({
      name: "",
      actions: [folder("create"), dataSource("create"), dashboard("create", "a"), dashboard("create", "b")],
      granted: {},
    });
    expect(error?.message).toBe(
      "The credentials do not allow this push: they lack `folders:create` (to create the folder `team`); " +
        "`datasources:create` (to create the data source `Prometheus`); " +
        "`dashboards:create` (to create the dashboard `a` and 1 more object). Nothing was written.",
    );
    expect(error?.hint).toBe(
      "Give the service account the role `Admin`, or a role with `dashboards:create`, `datasources:create`, `folders:create`.",
    );
  });
});
