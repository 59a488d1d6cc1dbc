import { describe, expect, test } from "vitest";
import type { DataSourceSettings, StoredDataSource } from "../../../src/grafana/model.ts";
import { dataSourceHash } from "../../../src/push/compare/content-hash.ts";
import type { BundledDataSource } from "../../../src/schema/bundle.ts";
import { bundleOf, dataSourceOf } from "../../provision/small-bundle.ts";
import { haveDataSource, settings } from "../actions.ts";
import { faultyGrafana, type FaultyGrafana } from "../faulty-grafana.ts";
import { actionOn, plan, type PlanOptions } from "../planning.ts";

const code = (more: Partial<BundledDataSource> = {}): BundledDataSource =>
  dataSourceOf({ isDefault: false, jsonData: { httpMethod: "POST" }, ...more });

/** What the code says, as Grafana stores it. */
const stored = (more: Partial<DataSourceSettings> = {}): DataSourceSettings =>
  settings("prometheus", { name: "Prometheus", ...more });

function have(
  grafana: FaultyGrafana,
  wanted: DataSourceSettings,
  more: Partial<StoredDataSource> & { readonly secretValues?: Readonly<Record<string, string>> } = {},
): void {
  haveDataSource(grafana, wanted, more.secretValues ?? {});
  const present = grafana.dataSourcesByUid.get(wanted.uid);
  if (present !== undefined) grafana.dataSourcesByUid.set(wanted.uid, { ...present, ...more });
}

/** What is planned for the one data source of the code, with the notes. */
async function planned(
  grafana: FaultyGrafana,
  source: BundledDataSource,
  options: PlanOptions = {},
): Promise<Record<string, unknown>> {
  const { actions, notes } = await plan(grafana, bundleOf([], [source]), options);
  const action = actionOn({ actions }, source.uid);
  return { ...action, ...(action.conflict === undefined ? {} : { reason: action.conflict.reason }), notes };
}

const nobody = { owner: { kind: "nobody" } } as const;

describe("a data source that exists", () => {
  interface Case {
    readonly name: string;
    readonly code?: Partial<BundledDataSource>;
    readonly server?: Partial<DataSourceSettings>;
    readonly more?: Partial<StoredDataSource>;
    readonly expected: object;
  }
  test.each<Case>([
    { name: "equal and ours", expected: { kind: "unchanged", changes: [] } },
    { name: "equal and nobody's", more: nobody, expected: { kind: "adopt" } },
    { name: "equal and provisioned", more: { readOnly: true, ...nobody }, expected: { kind: "unchanged" } },
    {
      name: "equal and another project's",
      more: { owner: { kind: "dash", project: "x" } },
      expected: { kind: "unchanged" },
    },
    {
      name: "changed in the code",
      code: { url: "http://new:9090", jsonData: { httpMethod: "GET", timeInterval: "30s" } },
      expected: {
        kind: "update",
        changes: [
          "url: `http://prometheus:9090` → `http://new:9090`",
          "httpMethod: `POST` → `GET`",
          "timeInterval: none → `30s`",
        ],
        previous: stored(),
      },
    },
    {
      name: "with a setting that the code dropped",
      server: { jsonData: { httpMethod: "POST", timeInterval: "30s" } },
      expected: { kind: "update", changes: ["timeInterval: `30s` → none"] },
    },
    {
      name: "changed by somebody",
      server: { url: "http://theirs" },
      more: { hash: "0000000000000000" },
      expected: { kind: "conflict", reason: "edited", conflict: { forcible: true } },
    },
    {
      name: "saved by somebody with the defaults of the page",
      server: { jsonData: { httpMethod: "POST", cacheLevel: "Low", tlsSkipVerify: false, serverName: null } },
      more: { hash: "0000000000000000" },
      expected: { kind: "unchanged" },
    },
    {
      name: "saved by somebody with another value of the page",
      server: { jsonData: { httpMethod: "POST", cacheLevel: "High" } },
      more: { hash: "0000000000000000" },
      expected: { kind: "conflict", reason: "edited", changes: ["cacheLevel: `High` → none"] },
    },
    {
      name: "different and nobody's",
      server: { url: "http://theirs" },
      more: nobody,
      expected: { kind: "conflict", reason: "unmanaged", conflict: { forcible: true } },
    },
    {
      name: "different and provisioned",
      server: { url: "http://theirs" },
      more: { readOnly: true },
      expected: { kind: "conflict", reason: "provisioned", conflict: { forcible: false } },
    },
    {
      name: "of another type",
      server: { type: "loki" },
      expected: { kind: "conflict", reason: "identity", conflict: { forcible: false } },
    },
    {
      name: "with a user that no log-in uses",
      server: { basicAuthUser: "old" },
      more: { hash: "0000000000000000" },
      expected: { kind: "unchanged" },
    },
    {
      name: "with a password in its address, which no line shows",
      server: { url: "http://user:hunter2@old/" },
      expected: { kind: "update", changes: ["url: `http://user:***@old/` → `http://prometheus:9090`"] },
    },
  ])("$name", async ({ code: wanted, server, more, expected }) => {
    const grafana = faultyGrafana();
    have(grafana, stored(server), more);
    expect(await planned(grafana, code(wanted))).toMatchObject(expected);
  });

  test("is taken over by force where that is allowed, and only there", async () => {
    for (const [more, kind] of [
      [nobody, "update"],
      [{ hash: "0000000000000000" }, "update"],
      [{ readOnly: true }, "conflict"],
      [{ owner: { kind: "dash", project: "x" } }, "conflict"],
    ] as const) {
      const grafana = faultyGrafana();
      have(grafana, stored({ url: "http://theirs" }), more);
      expect(await planned(grafana, code(), { force: true })).toMatchObject({ kind });
    }
  });
});

test("a name that another data source has is a conflict, whether the own one exists or not", async () => {
  for (const exists of [false, true]) {
    const grafana = faultyGrafana();
    if (exists) have(grafana, stored({ name: "Old" }));
    have(grafana, settings("other", { name: "Prometheus" }), nobody);
    expect(await planned(grafana, code(), { force: true })).toMatchObject({
      kind: "conflict",
      reason: "identity",
      conflict: { hint: 'Write `uid: "other"` in the configuration to use that one, or another `name`.' },
    });
  }
});

describe("the default flag", () => {
  const holder = settings("main", { name: "Main", isDefault: true });
  const note = "`Main` stays the default data source";
  test.each([
    {
      name: "is given where nobody has it",
      code: { isDefault: true },
      held: false,
      expected: { kind: "create", settings: { isDefault: true }, notes: [] },
    },
    {
      name: "stays with the one that has it",
      code: { isDefault: true },
      held: true,
      expected: { kind: "create", settings: { isDefault: false }, notes: [expect.stringContaining(note)] },
    },
    {
      name: "is taken when the configuration claims it",
      code: { isDefault: true, claimsDefault: true as const },
      held: true,
      expected: {
        kind: "create",
        settings: { isDefault: true },
        changes: ["becomes the default data source instead of `Main`"],
        notes: [],
      },
    },
  ])("$name", async ({ code: more, held, expected }) => {
    const grafana = faultyGrafana();
    if (held) have(grafana, holder, nobody);
    expect(await planned(grafana, code(more))).toMatchObject(expected);
  });

  test("of an existing data source stays as it is, unless claimed", async () => {
    const grafana = faultyGrafana();
    have(grafana, stored({ isDefault: true }));
    expect(await planned(grafana, code())).toMatchObject({
      kind: "unchanged",
      settings: { isDefault: true },
    });
    have(grafana, stored());
    have(grafana, holder, nobody);
    expect(await planned(grafana, code({ isDefault: true }))).toMatchObject({
      kind: "unchanged",
      settings: { isDefault: false },
      notes: [expect.stringContaining(note)],
    });
    expect(await planned(grafana, code({ isDefault: true, claimsDefault: true }))).toMatchObject({
      kind: "update",
      changes: ["becomes the default data source instead of `Main`"],
    });
  });
});

describe("secrets", () => {
  const withSecret = code({ secureJsonData: { basicAuthPassword: "${PASSWORD}" } });
  const env = { PASSWORD: "hunter2" };

  test("of a new data source are planned as references", async () => {
    const action = await planned(faultyGrafana(), withSecret, { env });
    expect(action).toMatchObject({ kind: "create", secrets: { basicAuthPassword: "${PASSWORD}" } });
    expect(JSON.stringify(action)).not.toContain("hunter2");
  });

  test.each([
    {
      has: false,
      updateSecrets: false,
      set: true,
      kind: "update",
      changes: ["secret basicAuthPassword is set"],
    },
    { has: true, updateSecrets: false, set: true, kind: "unchanged", changes: [] },
    {
      has: true,
      updateSecrets: true,
      set: true,
      kind: "update",
      changes: ["secret basicAuthPassword is sent again"],
    },
    { has: true, updateSecrets: false, set: false, kind: "unchanged", changes: [] },
    { has: false, updateSecrets: false, set: false, kind: "unchanged", changes: [] },
  ])(
    "that Grafana has: $has, all to be sent: $updateSecrets, set here: $set: $kind",
    async ({ has, updateSecrets, set, kind, changes }) => {
      const grafana = faultyGrafana();
      have(grafana, stored(), { secrets: has ? ["basicAuthPassword"] : [] });
      const action = await planned(grafana, withSecret, { updateSecrets, env: set ? env : {} });
      expect(action).toMatchObject({ kind, changes });
      expect(action["secrets"]).toEqual(kind === "update" ? { basicAuthPassword: "${PASSWORD}" } : {});
      expect(action["notes"]).toEqual(
        has || set ? [] : [expect.stringContaining("`PASSWORD` is not set here")],
      );
    },
  );

  test("of a provisioned data source are none of our business", async () => {
    const grafana = faultyGrafana();
    have(grafana, stored(), { readOnly: true });
    expect(await planned(grafana, withSecret, { env, updateSecrets: true })).toMatchObject({
      kind: "unchanged",
    });
  });
});

describe("references", () => {
  const wanted = code({ url: "http://${HOST}:9090", basicAuth: true, basicAuthUser: "${USER_NAME}" });
  const env = { HOST: "prometheus", USER_NAME: "dash" };

  test("are compared by their values and planned as they are written", async () => {
    const grafana = faultyGrafana();
    const present = stored({ basicAuth: true, basicAuthUser: "dash" });
    have(grafana, present);
    expect(await planned(grafana, wanted, { env })).toMatchObject({
      kind: "unchanged",
      settings: { url: "http://${HOST}:9090" },
      hash: dataSourceHash(present),
    });
    expect(await planned(grafana, wanted, { env: { ...env, HOST: "other" } })).toMatchObject({
      kind: "update",
      changes: ["url: `http://prometheus:9090` → `http://${HOST}:9090`"],
    });
  });

  test("hide their values in what Grafana has", async () => {
    const grafana = faultyGrafana();
    have(grafana, stored({ url: "http://prometheus/k3y-of-the-proxy/old", jsonData: {} }));
    const keyed = code({ url: "http://prometheus/${PROXY_KEY}/new" });
    const action = await planned(grafana, keyed, { env: { PROXY_KEY: "k3y-of-the-proxy" } });
    expect(action).toMatchObject({
      kind: "update",
      changes: [
        "url: `http://prometheus/${PROXY_KEY}/old` → `http://prometheus/${PROXY_KEY}/new`",
        "httpMethod: none → `POST`",
      ],
      previous: { url: "http://prometheus/${PROXY_KEY}/old" },
    });
    expect(JSON.stringify(action)).not.toContain("k3y");
  });

  test("that are not set are one error before anything is read", async () => {
    const grafana = faultyGrafana();
    await expect(planned(grafana, wanted)).rejects.toMatchObject({
      code: "config-invalid",
      message: expect.stringContaining("`HOST`, `USER_NAME`") as string,
    });
    expect(grafana.log).toEqual([]);
  });
});

test("a data source of another organisation is an error", async () => {
  await expect(planned(faultyGrafana(), code({ orgId: 2 }))).rejects.toMatchObject({
    code: "config-invalid",
  });
  expect(await planned(faultyGrafana({ facts: { orgId: 2 } }), code({ orgId: 2 }))).toMatchObject({
    kind: "create",
  });
});
