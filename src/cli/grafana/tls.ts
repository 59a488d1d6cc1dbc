import { DashError } from "../../base/dash-error.ts";
import type { TlsOptions } from "../../http/client.ts";

/** The PEM files of a connection, as absolute paths with the names that the user gave them. */
export interface TlsFiles {
  readonly ca: PemFile | undefined;
  readonly cert: PemFile | undefined;
  readonly key: PemFile | undefined;
}

/** A PEM file. */
export interface PemFile {
  readonly path: string;
  /** Where it is said, for example `--ca-file`. */
  readonly from: string;
}

/** Reads the PEM files of a connection. */
export function readTls({ ca, cert, key }: TlsFiles, readFile: (path: string) => string): TlsOptions {
  const half = cert === undefined ? key : key === undefined ? cert : undefined;
  if (half !== undefined) {
    const [given, missing] = cert === undefined ? ["key", "certificate"] : ["certificate", "key"];
    throw new DashError("usage", {
      message: `\`${half.from}\` gives the ${given} of a client, but its ${missing} is missing.`,
      hint: "Give both `--client-cert` and `--client-key`, or `GRAFANA_CLIENT_CERT` and `GRAFANA_CLIENT_KEY`.",
    });
  }
  return {
    ...(ca === undefined ? {} : { ca: readPem(ca, certificate, readFile) }),
    ...(cert === undefined ? {} : { certificate: readPem(cert, certificate, readFile) }),
    ...(key === undefined ? {} : { key: readPem(key, privateKey, readFile) }),
  };
}

interface Content {
  readonly name: string;
  readonly start: RegExp;
}

const certificate: Content = { name: "certificate", start: /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/ };
const privateKey: Content = { name: "private key", start: /-----BEGIN (?:\w+ )?PRIVATE KEY-----/ };

function readPem({ path, from }: PemFile, content: Content, readFile: (path: string) => string): string {
  const text = read({ path, from }, readFile);
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text)) {
    throw new DashError("unreadable-input", {
      message: `\`${from}\` names a private key that is encrypted.`,
      hint: "Give one without a passphrase: `openssl pkey -in key.pem -out plain.pem`.",
      at: { file: path },
    });
  }
  if (content.start.test(text)) return text;
  throw new DashError("unreadable-input", {
    message: `\`${from}\` names a file without a ${content.name} in PEM form.`,
    hint: `It must hold a block that starts with \`-----BEGIN ${content.name.toUpperCase()}-----\`.`,
    at: { file: path },
  });
}

function read({ path, from }: PemFile, readFile: (path: string) => string): string {
  try {
    return readFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new DashError("unreadable-input", {
      message: `The file that \`${from}\` names cannot be read (${code}).`,
      hint: "Check the path.",
      at: { file: path },
    });
  }
}
