import type { TLSSocket } from "node:tls";
import { rootCertificates } from "node:tls";
import { expect, test } from "vitest";
import { authoritiesWith } from "../../src/http/trust.ts";
import { clientOf, failure, refusal } from "./client-of.ts";
import { answerText, pem, serveSecurely } from "./server.ts";

const ca = pem("authority.pem");
const identity = { certificate: pem("client.pem"), key: pem("client.key.pem") };
const asksForCertificate = { ca, requestCert: true };

test.each([ca, new TextEncoder().encode(ca)])("trusts the given authority (%#)", async (authority) => {
  const server = await serveSecurely(answerText("{}"));
  const client = clientOf({ tls: { ca: authority } });
  for (let count = 0; count < 3; count++) await client.request({ url: server.address });
  expect(server.requests).toHaveLength(3);
  expect(server.connections()).toBe(1);
});

test("trusts the system's authorities besides the given one", () => {
  const authorities = authoritiesWith(ca);
  expect(authorities).toContain(ca);
  expect(authorities).toEqual(expect.arrayContaining([rootCertificates[0], rootCertificates.at(-1)]));
});

test("shows its certificate", async () => {
  const server = await serveSecurely(answerText("{}"), asksForCertificate);
  await clientOf({ tls: { ca, ...identity } }).request({ url: server.address });
  expect(certificateName(server.requests[0]?.socket)).toBe("Test client");
});

test.each([
  ["TLSv1.2", "does not speak TLS as expected"],
  ["TLSv1.3", "wants one"],
] as const)("nothing is sent to a server of %s that wants a certificate", async (maxVersion, message) => {
  const server = await serveSecurely(answerText("{}"), { ...asksForCertificate, maxVersion });
  const error = await failure({ url: server.address, method: "POST" }, { tls: { ca } });
  expect(error).toMatchObject({ failure: "unsent", message: expect.stringContaining(message) });
  expect(server.requests).toEqual([]);
});

test("a redirect to another server does not show it the certificate", async () => {
  const other = await serveSecurely(answerText("{}"), { ...asksForCertificate, rejectUnauthorized: false });
  const server = await serveSecurely((_request, response) => {
    response.writeHead(302, { location: other.address }).end();
  }, asksForCertificate);
  const client = clientOf({ tls: { ca, ...identity } });
  expect((await client.request({ url: server.address })).url).toBe(`${other.address}/`);
  expect(certificateName(server.requests[0]?.socket)).toBe("Test client");
  expect(certificateName(other.requests[0]?.socket)).toBeUndefined();
});

test.each([
  ["an authority", { ca: "t0psecret" }],
  ["a certificate", { ...identity, certificate: "t0psecret" }],
  ["a key", { ...identity, key: "t0psecret" }],
  ["a key of another certificate", { ...identity, key: pem("server.key.pem") }],
])("refuses what is not %s without showing it", async (_what, tls) => {
  const error = await refusal({ url: "https://127.0.0.1:1" }, { tls });
  expect(error).toMatchObject({ code: "usage", message: expect.stringContaining("certificates for TLS") });
  expect(JSON.stringify(error) + String(error.stack)).not.toMatch(/t0psecret|PRIVATE/);
});

function certificateName(socket: unknown): string | undefined {
  const name = (socket as TLSSocket).getPeerCertificate().subject?.CN;
  return name === undefined ? undefined : String(name);
}
