import { describe, expect, test } from "vitest";
import { readConnectionOptions } from "../../../src/cli/grafana/connection-options.ts";
import { chooseTarget } from "../../../src/cli/grafana/target.ts";
import { choose, refusal } from "./choose.ts";

const token = { GRAFANA_TOKEN: "glsa_x" };
const prod = { url: "https://grafana.example.com" };

describe("the address", () => {
  test.each([
    { name: "of the variable", env: { GRAFANA_URL: "http://a:3000" }, expected: "http://a:3000" },
    {
      name: "of the command line before that of the variable",
      flags: { url: "http://b" },
      env: { GRAFANA_URL: "http://a:3000" },
      expected: "http://b",
    },
    { name: "of the environment", environment: prod, expected: "https://grafana.example.com" },
    {
      name: "with a path, without final slashes",
      env: { GRAFANA_URL: "https://a/grafana//" },
      expected: "https://a/grafana",
    },
    {
      name: "in capitals and with the port of its scheme",
      env: { GRAFANA_URL: "HTTPS://A:443/Path" },
      expected: "https://a/Path",
    },
    {
      name: "of the environment, when the user named only its server",
      env: { GRAFANA_URL: "https://grafana.example.com:443" },
      environment: { url: "https://grafana.example.com/team-a/" },
      expected: "https://grafana.example.com/team-a",
    },
    {
      name: "that the user named with its path",
      env: { GRAFANA_URL: "https://grafana.example.com/team-b" },
      environment: { url: "https://grafana.example.com/team-a" },
      expected: "https://grafana.example.com/team-b",
    },
    {
      name: "of the user, when the environment has none",
      env: { GRAFANA_URL: "http://a" },
      environment: {},
      expected: "http://a",
    },
    { name: "of IPv6", env: { GRAFANA_URL: "http://[::1]:3000/" }, expected: "http://[::1]:3000" },
    {
      name: "of the environment, when the variable is empty",
      env: { GRAFANA_URL: "" },
      environment: prod,
      expected: "https://grafana.example.com",
    },
  ])("$name", ({ expected, ...given }) => {
    expect(choose(given).target.url).toBe(expected);
  });

  test.each([
    {
      name: "is nowhere",
      given: {},
      expected: /^usage: It is not said which Grafana is meant. Set `GRAFANA_URL`/,
    },
    {
      name: "is missing in the environment",
      given: { environment: {} },
      expected: /the environment `prod` has no `url`/,
    },
    {
      name: "has no scheme",
      given: { env: { GRAFANA_URL: "localhost:3000" } },
      expected: /^usage: `GRAFANA_URL` is no address that starts with `http:\/\/`/,
    },
    {
      name: "is no address",
      given: { flags: { url: "http://user:hunter2@" } },
      expected: /^usage: `--url` is no address/,
    },
    {
      name: "is of a page",
      given: { flags: { url: "http://a:3000/d/x?orgId=1" } },
      expected: /has a query or a fragment.* `http:\/\/a:3000`/,
    },
    {
      name: "has another scheme",
      given: { flags: { url: "file:///etc/passwd" } },
      expected: /^usage: `--url` is no address/,
    },
    {
      name: "holds a user only",
      given: { flags: { url: "http://hunter2@a" } },
      expected: /holds only half of a user and a password/,
    },
  ])("is refused when it $name", ({ given, expected }) => {
    expect(refusal(given)).toMatch(expected);
    expect(refusal(given)).not.toContain("hunter2");
  });

  test("names the environments when none was chosen", () => {
    const request = { options: readConnectionOptions({}), env: {}, environment: undefined };
    const choosing = (): unknown =>
      chooseTarget({ ...request, environments: ["b", "a"], cwd: "/", root: "/", readFile: () => "" });
    expect(choosing).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("are `a`, `b`: `--env NAME`.") }),
    );
  });
});

describe("a secret goes only to a server that the user named", () => {
  const pem = "-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----";
  const files = { "/cwd/c": pem };
  const secrets = [
    { name: "`GRAFANA_TOKEN`", env: token },
    { name: "`GRAFANA_USER`", env: { GRAFANA_USER: "u", GRAFANA_PASSWORD: "p" } },
    { name: "`--header`", flags: { header: ["X-Key: k"] } },
    { name: "`--header`", flags: { header: ["Authorization: Bearer k"] } },
    { name: "`headers`", env: { KEY: "k" }, headers: { "X-Key": "${KEY}" } },
    { name: "`headers`", env: { KEY: "k" }, headers: { "X-Key": "Bearer ${KEY}" } },
    { name: "`GRAFANA_CLIENT_CERT`", env: { GRAFANA_CLIENT_CERT: "c", GRAFANA_CLIENT_KEY: "c" } },
    { name: "`--client-cert`", flags: { clientCert: "c", clientKey: "c" } },
  ];

  test.each(secrets)("$name needs it named", ({ name, flags = {}, env = {}, headers = {} }) => {
    const found = refusal({ flags, env, environment: { ...prod, headers }, files });
    expect(found).toMatch(
      /^usage: The address of the environment `prod` stands in the configuration only, and /,
    );
    expect(found).toContain(
      `${name} would be sent there. When \`https://grafana.example.com\` is the server`,
    );
  });

  test.each(secrets)("$name goes where it is named", ({ flags = {}, env = {}, headers = {} }) => {
    const named = { ...env, GRAFANA_URL: "https://grafana.example.com" };
    expect(choose({ flags, env: named, environment: { ...prod, headers }, files }).trusted).toBe(true);
    const typed = { ...flags, url: "https://grafana.example.com/" };
    expect(choose({ flags: typed, env, environment: { ...prod, headers }, files }).trusted).toBe(true);
  });

  test.each([
    { name: "another host", url: "https://grafana.example.org" },
    { name: "a host below", url: "https://evil.grafana.example.com" },
    { name: "another port", url: "https://grafana.example.com:8443" },
    { name: "another scheme", url: "http://grafana.example.com" },
  ])("an environment at $name is refused, with and without secrets", ({ url }) => {
    for (const env of [{}, token]) {
      const found = refusal({ env: { ...env, GRAFANA_URL: url }, environment: prod });
      expect(found).toMatch(
        /^usage: The environment `prod` is at `https:\/\/grafana.example.com`, but `GRAFANA_URL` names another server/,
      );
    }
    expect(refusal({ flags: { url }, env: token, environment: prod })).toContain(
      "`--url` names another server",
    );
  });

  test("who types an address is not held to the variable", () => {
    const env = { ...token, GRAFANA_URL: "https://elsewhere" };
    const flags = { url: "https://grafana.example.com" };
    expect(choose({ flags, env, environment: prod }).target.url).toBe("https://grafana.example.com");
  });

  test("without secrets the address of the environment is enough, and values stay here", () => {
    const { target, trusted } = choose({ environment: { ...prod, headers: { "X-Team": "a" } } });
    expect({ headers: target.headers, trusted }).toEqual({ headers: { "X-Team": "a" }, trusted: false });
  });
});

describe("credentials", () => {
  const at = { GRAFANA_URL: "http://a" };

  test.each([
    { name: "none", env: at, expected: { kind: "none" } },
    { name: "a token", env: { ...at, ...token }, expected: { kind: "token", token: "glsa_x" } },
    {
      name: "a token with a line break",
      env: { ...at, GRAFANA_TOKEN: "x\n" },
      expected: { kind: "token", token: "x" },
    },
    {
      name: "a user",
      env: { ...at, GRAFANA_USER: "u", GRAFANA_PASSWORD: "p:ü" },
      expected: { kind: "basic", user: "u", password: "p:ü" },
    },
    {
      name: "of the address",
      env: { GRAFANA_URL: "http://u%40x:p%2F@a" },
      expected: { kind: "basic", user: "u@x", password: "p/" },
    },
    {
      name: "of the typed address before the variables",
      flags: { url: "http://u:p@b" },
      env: { ...at, ...token },
      expected: { kind: "basic", user: "u", password: "p" },
    },
    {
      name: "of the variable's address stay away from a typed one",
      flags: { url: "http://b" },
      env: { GRAFANA_URL: "http://u:p@a" },
      expected: { kind: "none" },
    },
    {
      name: "of a typed header before the variables",
      flags: { header: ["authorization:  Bearer x"] },
      env: { ...at, ...token },
      expected: { kind: "none" },
    },
    { name: "an empty token", env: { ...at, GRAFANA_TOKEN: "" }, expected: { kind: "none" } },
  ])("$name", ({ expected, ...given }) => {
    const { target } = choose(given);
    expect(target.credentials).toEqual(expected);
    expect(target.url).not.toMatch(/[@]|p%2F/);
  });

  test.each([
    {
      name: "a token and a user",
      given: { env: { ...at, ...token, GRAFANA_USER: "u", GRAFANA_PASSWORD: "hunter2" } },
      expected: "`GRAFANA_TOKEN` and `GRAFANA_USER` both say who you are.",
    },
    {
      name: "a token and an address with a user",
      given: { env: { ...token, GRAFANA_URL: "http://u:hunter2@a" } },
      expected: "`GRAFANA_URL` and `GRAFANA_TOKEN` both say who you are.",
    },
    {
      name: "a typed address with a user and a typed header",
      given: { flags: { url: "http://u:hunter2@a", header: ["Authorization: hunter2"] } },
      expected: "`--url` and `--header` both say who you are.",
    },
    {
      name: "a token and a header of the configuration",
      given: {
        env: { ...at, ...token, KEY: "hunter2" },
        environment: { headers: { Authorization: "Basic ${KEY}" } },
      },
      expected: "`GRAFANA_TOKEN` and `headers.Authorization` both say who you are.",
    },
    {
      name: "a user without a password",
      given: { env: { ...at, GRAFANA_USER: "u" } },
      expected: "`GRAFANA_USER` is set, but `GRAFANA_PASSWORD` is not.",
    },
    {
      name: "a password without a user",
      given: { env: { ...at, GRAFANA_PASSWORD: "hunter2" } },
      expected: "`GRAFANA_PASSWORD` is set, but `GRAFANA_USER` is not.",
    },
    {
      name: "a user with a colon",
      given: { env: { ...at, GRAFANA_USER: "u:v", GRAFANA_PASSWORD: "hunter2" } },
      expected: "`GRAFANA_USER` holds a colon",
    },
    {
      name: "a token of two words",
      given: { env: { ...at, GRAFANA_TOKEN: "Bearer hunter2" } },
      expected: "`GRAFANA_TOKEN` holds blanks",
    },
  ])("are refused: $name", ({ given, expected }) => {
    expect(refusal(given)).toContain(`usage: ${expected}`);
    expect(refusal(given)).not.toContain("hunter2");
  });
});
