import { X509Certificate } from "node:crypto";
import * as tls from "node:tls";
import { DashError } from "../base/dash-error.ts";

/** Certificates in PEM. */
export interface TlsOptions {
  /** Authorities that are trusted besides the system's. */
  readonly ca?: string | Uint8Array | undefined;
  /** The client's own certificate, with its chain. */
  readonly certificate?: string | Uint8Array | undefined;
  /** The private key of {@link TlsOptions.certificate}. */
  readonly key?: string | Uint8Array | undefined;
}

/** What a TLS connection trusts and shows; undefined stands for Node's own choice. */
export function secureContextOf({ ca, certificate, key }: TlsOptions): tls.SecureContext | undefined {
  if (ca === undefined && certificate === undefined && key === undefined) return undefined;
  try {
    // What is no certificate would be passed over without a word.
    if (ca !== undefined) void new X509Certificate(inPem(ca));
    const authorities = ca === undefined ? {} : { ca: authoritiesWith(ca) };
    return tls.createSecureContext({
      ...authorities,
      ...(certificate !== undefined && { cert: inPem(certificate) }),
      ...(key !== undefined && { key: inPem(key) }),
    });
  } catch (error) {
    // The cause is left out: nothing of a key may be shown.
    const reason = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new DashError("usage", {
      message: `The certificates for TLS cannot be used${reason}.`,
      hint: "The authority, the client's certificate and its unencrypted key are files in PEM; the last two belong together.",
    });
  }
}

/** All that is trusted when an authority is given: the system's besides it. */
export function authoritiesWith(ca: string | Uint8Array): (string | Buffer)[] {
  return [...systemAuthorities(), inPem(ca)];
}

function inPem(text: string | Uint8Array): string | Buffer {
  return typeof text === "string" ? text : Buffer.from(text);
}

// From 22.15 on Node also tells of those in NODE_EXTRA_CA_CERTS and of the operating system's when it is to use them.
function systemAuthorities(): readonly string[] {
  const node: { readonly rootCertificates: readonly string[]; getCACertificates?(): readonly string[] } = tls;
  return node.getCACertificates?.() ?? node.rootCertificates;
}
