import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/read-config.ts";

const source = (text = ""): { readonly file: string; readonly text: string } => ({
  file: "dash.config.ts",
  text,
});
const minimal = { dataSources: { prometheus: { url: "http://prometheus:9090" } } };

const messages = (value: unknown, environment?: string): readonly string[] =>
  readConfig(value, source(), environment).problems.map(({ message, hint }) =>
    [message, hint].filter(Boolean).join(" "),
  );

test("a configuration with one data source gets every default", () => {
  expect(readConfig(minimal, source()).config).toMatchObject({
    project: "dash",
    dashboards: ["dashboards/**/*.{ts,mts,js,mjs,json}"],
    output: "provisioning",
    mountPath: "/etc/grafana/provisioning",
    dataSource: "prometheus",
    dataSources: [{ name: "prometheus", title: "Prometheus", uid: "prometheus", isDefault: true }],
  });
});

describe("a wrong configuration says what is wrong and what would be right", () => {
  test.each([
    { name: "missing export", value: undefined, expected: /has no default export/ },
    { name: "no object", value: "x", expected: /must be an object, not `x`/ },
    {
      name: "unknown member",
      value: { ...minimal, dashbords: [] },
      expected: /no member `dashbords`. Did you mean `dashboards`\?/,
    },
    { name: "missing data sources", value: {}, expected: /`dataSources` is missing/ },
    { name: "no data source", value: { dataSources: {} }, expected: /There is no data source/ },
    {
      name: "empty url",
      value: { dataSources: { a: { url: "" } } },
      expected: /`dataSources.a.url` must be a text, not empty/,
    },
    {
      name: "unknown flavour",
      value: { dataSources: { a: { url: "http://x", flavour: "mimr" } } },
      expected: /Did you mean `mimir`/,
    },
    {
      name: "bad duration",
      value: { dataSources: { a: { url: "http://x", scrapeInterval: "15 s" } } },
      expected: /duration such as `15s`/,
    },
    {
      name: "a url without scheme",
      value: { dataSources: { a: { url: "prometheus:9090" } } },
      expected: /`dataSources.a.url` must be an address that starts with `http:\/\/`/,
    },
    {
      name: "half an organisation",
      value: { dataSources: { a: { url: "http://x", orgId: 1.5 } } },
      expected: /`dataSources.a.orgId` must be a whole number from 1, not `1.5`/,
    },
    {
      name: "an exemplar that leads nowhere",
      value: { dataSources: { a: { url: "http://x", exemplars: [{}] } } },
      expected: /`dataSources.a.exemplars.0` has none of `dataSourceUid`, `url`/,
    },
    {
      name: "a time range in words",
      value: { ...minimal, defaults: { time: { from: "1h ago", to: "now" } } },
      expected: /`defaults.time.from` cannot be `1h ago`. Write a moment such as `now-6h`/,
    },
    {
      name: "a refresh that is a switch",
      value: { ...minimal, defaults: { refresh: false } },
      expected: /`defaults.refresh` must be a text, not `false`. Write a duration such as `30s`/,
    },
    {
      name: "a time zone that does not exist",
      value: { ...minimal, defaults: { timezone: "Europe/Berln" } },
      expected: /`defaults.timezone` cannot be `Europe\/Berln`/,
    },
    {
      name: "credentials in the address of a Grafana",
      value: {
        ...minimal,
        environments: { production: { url: "https://u:hunter2@grafana.example.com" } },
      },
      expected:
        /^`environments.production.url` holds credentials. Leave them out of the address; `GRAFANA_TOKEN`/,
    },
    {
      name: "a user in the address of a Grafana",
      value: { ...minimal, environments: { production: { url: "https://u@grafana.example.com" } } },
      expected: /holds credentials/,
    },
    {
      name: "a reference as the address of a Grafana",
      value: { ...minimal, environments: { production: { url: "${GRAFANA}" } } },
      expected: /`environments.production.url` must be the address of a Grafana: .* Write it whole/,
    },
    {
      name: "a query in the address of a Grafana",
      value: { ...minimal, environments: { production: { url: "https://grafana.example.com/?orgId=2" } } },
      expected: /`environments.production.url` must be the address of a Grafana/,
    },
    {
      name: "an organisation of Grafana that cannot be",
      value: { ...minimal, environments: { production: { orgId: 0 } } },
      expected: /`environments.production.orgId` must be a whole number from 1, not `0`/,
    },
    {
      name: "a header for Grafana that is no text",
      value: { ...minimal, environments: { production: { headers: { "X-Team": 1 } } } },
      expected: /`environments.production.headers.X-Team` must be a text, not `1`/,
    },
    {
      name: "unknown default",
      value: { ...minimal, defaults: { dataSource: "promtheus" } },
      expected: /Did you mean `prometheus`/,
    },
    {
      name: "two defaults",
      value: {
        dataSources: { a: { url: "http://x", isDefault: true }, b: { url: "http://y", isDefault: true } },
      },
      expected: /More than one data source is the default: `a`, `b`/,
    },
    {
      name: "same uid",
      value: { dataSources: { a: { url: "http://x", uid: "u" }, b: { url: "http://y", uid: "u" } } },
      expected: /have the same uid `u`/,
    },
    {
      name: "long uid",
      value: { dataSources: { a: { url: "http://x", uid: "u".repeat(41) } } },
      expected: /is no valid uid/,
    },
  ])("$name", ({ value, expected }) => {
    expect(messages(value).join("\n")).toMatch(expected);
  });

  test("an unknown environment", () => {
    const config = { ...minimal, environments: { staging: {}, production: {} } };
    expect(messages(config, "prodution").join()).toBe(
      "There is no environment `prodution`. Did you mean `production`?",
    );
  });

  test("a member named like one of every object", () => {
    expect(messages({ ...minimal, constructor: 1 }).join()).toMatch(/no member `constructor`/);
  });
});

describe("a secret in plain text is refused without being repeated", () => {
  test.each([
    { name: "as a password", options: { basicAuth: { user: "u", password: "hunter2" } } },
    { name: "in the address", options: { url: "https://u:hunter2@prometheus" } },
    { name: "in the address, with a slash", options: { url: "https://u:hunter2/@prometheus" } },
    { name: "in a header", options: { headers: { authorization: "Bearer hunter2" } } },
    { name: "in a cookie", options: { headers: { Cookie: "session=hunter2" } } },
    { name: "in a key", options: { headers: { "X-Api-Key": "hunter2" } } },
  ])("$name", ({ options }) => {
    const found = messages({ dataSources: { a: { url: "http://x", ...options } } });
    expect(found.join()).toMatch(/holds a secret in plain text|must be an address/);
    expect(found.join()).not.toContain("hunter2");
  });
});

test("a secret in a header for Grafana is refused without being repeated", () => {
  const environments = { production: { headers: { "X-Api-Key": "hunter2" } } };
  expect(messages({ ...minimal, environments })).toEqual([
    "`environments.production.headers.X-Api-Key` holds a secret in plain text. " +
      "Write a reference to an environment variable of the command instead, for example `${PROXY_KEY}`.",
  ]);
});

test("the chosen environment says where its Grafana is", () => {
  const staging = {
    url: "https://grafana.example.com/staging",
    orgId: 2,
    caFile: "ca.pem",
    headers: { "X-Api-Key": "${PROXY_KEY}", "X-Team": "a" },
  };
  const environments = { staging: { ...staging, dataSources: {} }, production: {} };
  const chosen = (name?: string): unknown =>
    readConfig({ ...minimal, environments }, source(), name).config?.environment;
  expect([chosen(), chosen("staging"), chosen("production")]).toEqual([
    undefined,
    { name: "staging", ...staging },
    { name: "production", headers: {} },
  ]);
});

test.each([
  { url: "${PROMETHEUS_URL}" },
  { url: "http://u:${PASSWORD}@prometheus" },
  { url: "HTTP://prometheus" },
  { scrapeInterval: "1m30s" },
  { headers: { "X-Scope": "team-a", Authorization: "Bearer ${TOKEN}" } },
  { exemplars: [{ url: "https://tempo/${__value.raw}" }] },
])("is right: %j", (options) => {
  expect(messages({ dataSources: { a: { url: "http://x", ...options } } })).toEqual([]);
});

test("the folder of all dashboards may be a list, and the refresh may be never", () => {
  const defaults = { folder: ["Platform", "A/B"], refresh: "" };
  expect(readConfig({ ...minimal, defaults }, source()).config?.defaults).toEqual(defaults);
});

test("a problem names the line that writes the member", () => {
  const text =
    'export default {\n  project: "x",\n  dataSources: {\n    prometheus: {\n      url: "",\n    },\n  },\n};\n';
  const [problem] = readConfig(
    { project: "x", dataSources: { prometheus: { url: "" } } },
    source(text),
  ).problems;
  expect(problem?.at).toEqual({ file: "dash.config.ts", line: 5, column: 7 });
});

test("an environment changes the members that it names", () => {
  const config = {
    ...minimal,
    environments: {
      production: {
        dataSources: { prometheus: { url: "http://mimir/prometheus", flavour: "mimir", tenant: "a" } },
      },
    },
  };
  const [dataSource] = readConfig(config, source(), "production").config?.dataSources ?? [];
  expect(dataSource).toMatchObject({
    url: "http://mimir/prometheus",
    jsonData: { prometheusType: "Mimir", httpHeaderName1: "X-Scope-OrgID" },
    secureJsonData: { httpHeaderValue1: "a" },
  });
});

test.each([
  { name: "says nothing", isDefault: undefined, expected: { isDefault: true } },
  { name: "says so", isDefault: true, expected: { isDefault: true, claimsDefault: true } },
  { name: "says no", isDefault: false, expected: { isDefault: false } },
])("a data source claims to be the default when it $name", ({ isDefault, expected }) => {
  const dataSources = { a: { url: "http://x", ...(isDefault === undefined ? {} : { isDefault }) } };
  const [dataSource] = readConfig({ dataSources }, source()).config?.dataSources ?? [];
  expect(dataSource?.isDefault).toBe(expected.isDefault);
  expect(dataSource?.claimsDefault).toBe(expected.claimsDefault);
});

test("an environment can claim the default for a data source", () => {
  const config = {
    ...minimal,
    environments: { staging: { dataSources: { prometheus: { isDefault: true } } } },
  };
  const claims = (environment?: string): unknown =>
    readConfig(config, source(), environment).config?.dataSources.map(({ claimsDefault }) => claimsDefault);
  expect([claims(), claims("staging")]).toEqual([[undefined], [true]]);
});

test("a project is named when the configuration names it, even as `dash`", () => {
  const named = (more: object): unknown => readConfig({ ...minimal, ...more }, source()).config?.named;
  expect([named({}), named({ project: "dash" })]).toEqual([false, true]);
});

test("secrets of a data source stay references", () => {
  const dataSources = {
    a: {
      url: "http://x",
      basicAuth: { user: "u", password: "${PASSWORD}" },
      headers: { Authorization: "Bearer ${TOKEN}" },
    },
  };
  const [dataSource] = readConfig({ dataSources }, source()).config?.dataSources ?? [];
  expect(dataSource?.secureJsonData).toEqual({
    basicAuthPassword: "${PASSWORD}",
    httpHeaderValue1: "Bearer ${TOKEN}",
  });
});
