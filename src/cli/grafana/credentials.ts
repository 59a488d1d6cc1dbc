import { DashError } from "../../base/dash-error.ts";
import type { Credentials } from "../../grafana/target.ts";
import type { NamedAddress } from "./address.ts";
import type { Variables } from "./variables.ts";

/** Who the user says to be, and by what. */
export interface FoundCredentials {
  readonly credentials: Credentials;
  /** Where they stand, for messages, for example `GRAFANA_TOKEN`. */
  readonly from: readonly string[];
}

/** Where credentials may stand. */
export interface CredentialSources {
  readonly named: NamedAddress | undefined;
  readonly variables: Variables;
  /** Whether the command line has a header `Authorization`. */
  readonly authorizedByFlag: boolean;
  /** Whether the environment of the configuration has one. */
  readonly authorizedByConfig: boolean;
}

interface Candidate {
  readonly name: string;
  readonly credentials: Credentials;
}

const none: Credentials = { kind: "none" };

/** The credentials of the command line, else those of the environment; two on one level are an error, not a guess. */
export function findCredentials(sources: CredentialSources): FoundCredentials {
  const { named, variables, authorizedByFlag, authorizedByConfig } = sources;
  const typed = [
    ...fromAddress(named, "--url"),
    ...(authorizedByFlag ? [{ name: "--header", credentials: none }] : []),
  ];
  const candidates =
    typed.length > 0
      ? typed
      : [
          ...fromAddress(named, "GRAFANA_URL"),
          ...fromToken(variables("GRAFANA_TOKEN")),
          ...fromUser(variables("GRAFANA_USER"), variables("GRAFANA_PASSWORD")),
          ...(authorizedByConfig ? [{ name: "headers.Authorization", credentials: none }] : []),
        ];
  const [first, second] = candidates;
  if (first !== undefined && second !== undefined) throw ambiguous(first.name, second.name);
  return first === undefined
    ? { credentials: none, from: [] }
    : { credentials: first.credentials, from: [first.name] };
}

function ambiguous(first: string, second: string): DashError {
  return new DashError("usage", {
    message: `\`${first}\` and \`${second}\` both say who you are.`,
    hint: "Leave one of them out.",
  });
}

function fromAddress(named: NamedAddress | undefined, from: NamedAddress["from"]): readonly Candidate[] {
  if (named?.from !== from || named.credentials === undefined) return [];
  return [{ name: from, credentials: { kind: "basic", ...named.credentials } }];
}

function fromToken(text: string | undefined): readonly Candidate[] {
  if (text === undefined) return [];
  // A file that was read into a variable ends in a line break.
  const token = text.trim();
  if (/^[\x21-\x7e]+$/.test(token)) {
    return [{ name: "GRAFANA_TOKEN", credentials: { kind: "token", token } }];
  }
  throw new DashError("usage", {
    message: "`GRAFANA_TOKEN` holds blanks or characters that no token has.",
    hint: "Copy it again; it starts with `glsa_` for service accounts.",
  });
}

function fromUser(user: string | undefined, password: string | undefined): readonly Candidate[] {
  if (user === undefined && password === undefined) return [];
  if (user === undefined || password === undefined) {
    const [given, missing] =
      user === undefined ? ["GRAFANA_PASSWORD", "GRAFANA_USER"] : ["GRAFANA_USER", "GRAFANA_PASSWORD"];
    throw new DashError("usage", {
      message: `\`${given}\` is set, but \`${missing}\` is not.`,
      hint: `Set \`${missing}\`, or use \`GRAFANA_TOKEN\`.`,
    });
  }
  if (user.includes(":")) {
    throw new DashError("usage", {
      message: "`GRAFANA_USER` holds a colon, which basic authentication cannot send.",
      hint: "Use the login name or the e-mail address, or `GRAFANA_TOKEN`.",
    });
  }
  return [{ name: "GRAFANA_USER", credentials: { kind: "basic", user, password } }];
}
