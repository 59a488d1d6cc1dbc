import { describe, expect, test } from "vitest";
import { choose, refusal } from "./choose.ts";

describe("the organisation", () => {
  const at = { GRAFANA_URL: "http://a" };

  test.each([
    { name: "is not chosen", env: at, expected: undefined },
    { name: "is of the variable", env: { ...at, GRAFANA_ORG_ID: "3" }, expected: 3 },
    { name: "is of the environment", env: at, environment: { orgId: 2 }, expected: 2 },
    {
      name: "is of the command line before all others",
      flags: { org: "4" },
      env: { ...at, GRAFANA_ORG_ID: "3" },
      environment: { orgId: 2 },
      expected: 4,
    },
    {
      name: "may be said twice",
      env: { ...at, GRAFANA_ORG_ID: "2" },
      environment: { orgId: 2 },
      expected: 2,
    },
  ])("$name", ({ expected, ...given }) => {
    expect(choose(given).target.orgId).toBe(expected);
  });

  test.each(["0", "-1", "1.5", "two", "1e3", "9999999999999999999"])("cannot be %s", (org) => {
    expect(refusal({ flags: { org }, env: at })).toContain(
      `usage: \`--org ${org}\` is no whole number from 1.`,
    );
    expect(refusal({ env: { ...at, GRAFANA_ORG_ID: org } })).toContain("`GRAFANA_ORG_ID` is no whole number");
  });

  test("of the variable and of the environment must be the same", () => {
    expect(refusal({ env: { ...at, GRAFANA_ORG_ID: "3" }, environment: { orgId: 2 } })).toMatch(
      /`prod` is for the organisation `2`, but `GRAFANA_ORG_ID` says `3`. Leave `GRAFANA_ORG_ID` unset/,
    );
  });

  test("is not chosen by a header", () => {
    expect(refusal({ flags: { header: ["x-grafana-org-id: 2"] }, env: at })).toContain(
      "Give `--org` instead.",
    );
  });
});

describe("headers", () => {
  const at = { GRAFANA_URL: "http://a" };

  test("of the configuration get the values of the environment, and the command line's win", () => {
    const headers = { "X-Key": "${KEY}", "X-Team": "a", "X-Twice": "${KEY}-${KEY}" };
    const given = { flags: { header: ["x-team: b:c"] }, env: { ...at, KEY: "k" }, environment: { headers } };
    expect(choose(given).target.headers).toEqual({ "X-Key": "k", "X-Twice": "k-k", "x-team": "b:c" });
  });

  test.each([{ env: at }, { env: { ...at, KEY: "" } }])("need their variables: %j", ({ env }) => {
    expect(refusal({ env, environment: { headers: { "X-Key": "${KEY}" } } })).toBe(
      "usage: `environments.prod.headers.X-Key` refers to `KEY`, which is not set. Set `KEY` in the environment of the command.",
    );
  });

  test.each(["hunter2", ": hunter2", "a b: hunter2"])("need a name: %s", (line) => {
    const found = refusal({ flags: { header: [line] }, env: at });
    expect(found).toContain("A `--header` is not of the form `Name: value`.");
    expect(found).not.toContain("hunter2");
  });
});

describe("files in PEM form", () => {
  const at = { GRAFANA_URL: "https://a" };
  const certificate = "-----BEGIN CERTIFICATE-----\nx";
  const key = "-----BEGIN RSA PRIVATE KEY-----\nx";

  test.each([
    {
      name: "the command line's, from the working folder",
      flags: { caFile: "ca.pem" },
      path: "/cwd/ca.pem",
    },
    {
      name: "the variable's, from the working folder",
      env: { GRAFANA_CA_FILE: "ca.pem" },
      path: "/cwd/ca.pem",
    },
    {
      name: "the environment's, from the project folder",
      environment: { caFile: "ca.pem" },
      path: "/project/ca.pem",
    },
    {
      name: "an absolute one",
      flags: { caFile: "/etc/ca.pem" },
      environment: { caFile: "x" },
      path: "/etc/ca.pem",
    },
  ])("$name", ({ path, env = {}, ...given }) => {
    expect(choose({ ...given, env: { ...at, ...env }, files: { [path]: certificate } }).target.tls).toEqual({
      ca: certificate,
    });
  });

  test("a certificate with its key", () => {
    const flags = { clientCert: "c" };
    const env = { ...at, GRAFANA_CLIENT_KEY: "/k" };
    const files = { "/cwd/c": certificate, "/k": key };
    expect(choose({ flags, env, files }).target.tls).toEqual({ certificate, key });
  });

  test.each([
    {
      name: "that cannot be read",
      given: { flags: { caFile: "ca.pem" } },
      expected: "unreadable-input: The file that `--ca-file` names cannot be read (ENOENT). Check the path.",
    },
    {
      name: "of another kind",
      given: { environment: { caFile: "x" }, files: { "/project/x": "hunter2" } },
      expected:
        "unreadable-input: `environments.prod.caFile` names a file without a certificate in PEM form.",
    },
    {
      name: "with a certificate for a key",
      given: { flags: { clientCert: "c", clientKey: "c" }, files: { "/cwd/c": certificate } },
      expected: "unreadable-input: `--client-key` names a file without a private key in PEM form.",
    },
    {
      name: "with an encrypted key",
      given: {
        flags: { clientCert: "c", clientKey: "k" },
        files: { "/cwd/c": certificate, "/cwd/k": "-----BEGIN ENCRYPTED PRIVATE KEY-----" },
      },
      expected: "unreadable-input: `--client-key` names a private key that is encrypted.",
    },
    {
      name: "with a certificate without key",
      given: { flags: { clientCert: "c" }, files: { "/cwd/c": certificate } },
      expected: "usage: `--client-cert` gives the certificate of a client, but its key is missing.",
    },
    {
      name: "with a key without certificate",
      given: { env: { GRAFANA_CLIENT_KEY: "k" }, files: { "/cwd/k": key } },
      expected: "usage: `GRAFANA_CLIENT_KEY` gives the key of a client, but its certificate is missing.",
    },
  ])("are refused $name", ({ given, expected }) => {
    const found = refusal({ ...given, env: { ...at, ...("env" in given ? given.env : {}) } });
    expect(found).toContain(expected);
    expect(found).not.toContain("hunter2");
  });
});

test.each([
  { timeout: "30", expected: 30_000 },
  { timeout: "0.5", expected: 500 },
])("$timeout seconds are milliseconds", ({ timeout, expected }) => {
  expect(choose({ flags: { timeout }, env: { GRAFANA_URL: "http://a" } }).target.timeoutMs).toBe(expected);
});

test.each(["0", "-1", "abc", "3601", "NaN"])("a time-out cannot be %s", (timeout) => {
  expect(refusal({ flags: { timeout } })).toContain(`\`--timeout ${timeout}\` is no number of seconds.`);
});
