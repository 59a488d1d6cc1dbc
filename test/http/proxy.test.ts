import { expect, test } from "vitest";
import { DashError } from "../../src/base/dash-error.ts";
import { proxyFor, type Environment } from "../../src/http/proxy.ts";

function proxyOf(url: string, environment: Environment): string | undefined {
  return proxyFor(new URL(url), environment)?.url.href;
}

const a = "http://a.test:3128/";
const b = "http://b.test:3128/";

const named: readonly (readonly [url: string, environment: Environment, proxy: string | undefined])[] = [
  ["http://grafana.test/", {}, undefined],
  ["http://grafana.test/", { HTTP_PROXY: a }, a],
  ["https://grafana.test/", { HTTP_PROXY: a }, undefined],
  ["https://grafana.test/", { HTTPS_PROXY: a }, a],
  ["https://grafana.test/", { ALL_PROXY: a }, a],
  ["https://grafana.test/", { HTTPS_PROXY: a, ALL_PROXY: b }, a],
  ["https://grafana.test/", { https_proxy: a, HTTPS_PROXY: b }, a],
  ["https://grafana.test/", { https_proxy: "", HTTPS_PROXY: b }, undefined],
  ["https://grafana.test/", { HTTPS_PROXY: " " }, undefined],
  ["https://grafana.test/", { HTTPS_PROXY: "a.test:3128" }, a],
  ["https://grafana.test/", { HTTPS_PROXY: "https://a.test" }, "https://a.test/"],
];

test.each(named)("to %s with %j the way is %s", (url, environment, proxy) => {
  expect(proxyOf(url, environment)).toBe(proxy);
});

test.each(["localhost", "grafana.localhost", "localhost.", "127.0.0.1", "127.1.2.3", "2130706433", "[::1]"])(
  "%s is never asked for through a proxy",
  (host) => {
    for (const scheme of ["http", "https"]) {
      expect(proxyOf(`${scheme}://${host}:3000/`, { ALL_PROXY: a })).toBeUndefined();
    }
  },
);

const exempt: readonly (readonly [list: string, url: string, isExempt: boolean])[] = [
  ["*", "https://grafana.test/", true],
  ["grafana.test", "https://grafana.test/", true],
  ["grafana.test", "https://eu.grafana.test/", true],
  ["grafana.test", "https://mygrafana.test/", false],
  [".grafana.test", "https://eu.grafana.test/", true],
  ["*.grafana.test", "https://eu.grafana.test/", true],
  ["GRAFANA.test.", "https://grafana.TEST./", true],
  ["other.test, grafana.test", "https://grafana.test/", true],
  ["other.test  grafana.test", "https://grafana.test/", true],
  ["grafana.test:443", "https://grafana.test/", true],
  ["grafana.test:3000", "https://grafana.test/", false],
  ["grafana.test:3000", "https://grafana.test:3000/", true],
  ["10.0.0.0/8", "https://10.1.2.3/", true],
  ["10.0.0.0/8", "https://11.1.2.3/", false],
  ["10.0.0.0/99", "https://10.1.2.3/", false],
  ["10.0.0.0/x", "https://10.1.2.3/", false],
  ["10.1.2.3", "https://10.1.2.3/", true],
  ["10.1.2.3", "https://110.1.2.3/", false],
  ["fd00::/8", "https://[fd00::1]/", true],
  ["[fd00::1]", "https://[fd00::1]/", true],
  ["[fd00::1]:443", "https://[fd00::1]/", true],
  ["[fd00::1]:80", "https://[fd00::1]/", false],
  ["fd00::1", "https://[fd00::2]/", false],
  ["10.0.0.0/8", "https://grafana.test/", false],
  [",", "https://grafana.test/", false],
  [".", "https://grafana.test/", false],
];

test.each(exempt)("with NO_PROXY=%s, %s goes without a proxy: %s", (list, url, isExempt) => {
  expect(proxyOf(url, { ALL_PROXY: a, NO_PROXY: list })).toBe(isExempt ? undefined : a);
});

test("the proxy's credentials are apart from its address", () => {
  const proxy = proxyFor(new URL("https://grafana.test"), {
    HTTPS_PROXY: "http://us%40er:p%20w@a.test:3128",
  });
  const authorization = `Basic ${Buffer.from("us@er:p w").toString("base64")}`;
  expect(proxy).toMatchObject({ url: new URL(a), authorization });
});

test.each(["socks5://user:t0psecret@a.test:1080", "http://user:t0psecret@a.test:port", "http://"])(
  "refuses the proxy %s without repeating it",
  (address) => {
    const refuse = (): unknown => proxyFor(new URL("https://grafana.test"), { https_proxy: address });
    expect(refuse).toThrow(DashError);
    expect(refuse).toThrow(
      "The environment variable HTTPS_PROXY is not the address of an http or https proxy.",
    );
  },
);
