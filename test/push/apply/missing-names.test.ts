import { expect, test } from "vitest";
import { missingNames } from "../../../src/push/apply/missing-names.ts";
import type { Action } from "../../../src/push/plan.ts";
import { dashboardAction, dataSourceAction, settings } from "../actions.ts";

const base = { version: 1, revision: "1", hash: "0" };
const secrets = { httpHeaderValue1: "Bearer ${TOKEN}", basicAuthPassword: "${PASSWORD}", plain: "tenant" };
const wanted = settings("prom", { url: "http://${HOST}:${PORT}", basicAuthUser: "${USER}" });

interface Case {
  readonly name: string;
  readonly action: Action;
  readonly updateSecrets?: boolean;
  readonly missing: readonly string[];
}

test.each<Case>([
  {
    name: "creating needs all",
    action: dataSourceAction({ uid: "prom", settings: wanted, secrets }),
    missing: ["HOST", "PASSWORD", "PORT", "TOKEN"],
  },
  {
    name: "updating keeps secrets",
    action: dataSourceAction({ uid: "prom", settings: wanted, secrets, base }),
    missing: ["HOST", "PORT"],
  },
  {
    name: "updating the secrets needs them",
    action: dataSourceAction({ uid: "prom", secrets, base }),
    updateSecrets: true,
    missing: ["PASSWORD", "TOKEN"],
  },
  {
    name: "deleting needs none",
    action: dataSourceAction({ uid: "prom", kind: "delete", secrets, base }),
    missing: [],
  },
  {
    name: "what is left needs none",
    action: dataSourceAction({ uid: "prom", kind: "unchanged", secrets, base }),
    missing: [],
  },
  {
    name: "dashboards need none",
    action: dashboardAction({ uid: "d", document: { title: "${NAME}" } }),
    missing: [],
  },
])("$name", ({ action, updateSecrets, missing }) => {
  const env = (name: string) => (name === "USER" ? "" : undefined);
  expect(
    missingNames({ actions: [action] }, env, updateSecrets === undefined ? {} : { updateSecrets }),
  ).toEqual(missing);
});
