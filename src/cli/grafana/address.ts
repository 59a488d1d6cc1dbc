/**
 * Where Grafana is. The configuration comes from a repository, which more people may change than may use the token in
 * the environment; so what is secret there goes only to a server that the user named, by `--url` or `GRAFANA_URL`.
 */
import { DashError } from "../../base/dash-error.ts";
import { quoteList } from "../../base/text.ts";
import type { ProjectEnvironment } from "../../config/read-config.ts";
import type { Variables } from "./variables.ts";

/** A user and password that stood in an address. */
export interface AddressCredentials {
  readonly user: string;
  readonly password: string;
}

/** An address that the user named. */
export interface NamedAddress {
  readonly from: "--url" | "GRAFANA_URL";
  /** Without credentials, query and final slash. */
  readonly url: string;
  readonly credentials?: AddressCredentials;
}

/** The address that the user named on the command line, else in the environment. */
export function namedAddress(flag: string | undefined, variables: Variables): NamedAddress | undefined {
  if (flag !== undefined) return readAddress(flag, "--url");
  const variable = variables("GRAFANA_URL");
  return variable === undefined ? undefined : readAddress(variable, "GRAFANA_URL");
}

function readAddress(address: string, from: NamedAddress["from"]): NamedAddress {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // The address is not repeated: what cannot be parsed may hold a password anywhere.
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new DashError("usage", {
      message: `\`${from}\` is no address that starts with \`http://\` or \`https://\`.`,
      hint: "Write it whole, for example `http://localhost:3000`.",
    });
  }
  if (url.search !== "" || url.hash !== "") {
    throw new DashError("usage", {
      message: `\`${from}\` has a query or a fragment, so it is the address of a page, not of a Grafana.`,
      hint: `Write only where Grafana starts, for example \`${url.origin}\`.`,
    });
  }
  const { username, password } = url;
  if ((username === "") !== (password === "")) {
    throw new DashError("usage", {
      message: `\`${from}\` holds only half of a user and a password.`,
      hint: "Set `GRAFANA_TOKEN`, or `GRAFANA_USER` and `GRAFANA_PASSWORD`, and leave them out of the address.",
    });
  }
  return {
    from,
    url: plainAddress(url),
    ...(username === "" ? {} : { credentials: { user: decode(username), password: decode(password) } }),
  };
}

/** What choosing an address depends on. */
export interface AddressChoice {
  readonly named: NamedAddress | undefined;
  readonly environment: ProjectEnvironment | undefined;
  /** The names of all environments, for the hint. */
  readonly environments: readonly string[];
  /** What of the user's would be sent along, for example `GRAFANA_TOKEN`. */
  readonly secrets: readonly string[];
}

/** The address to talk to; an error when secrets would go to a server that the user did not name. */
export function chooseAddress({ named, environment, environments, secrets }: AddressChoice): string {
  if (environment?.url === undefined) {
    if (named === undefined) throw noAddress(environment, environments);
    return named.url;
  }
  const configured = plainAddress(new URL(environment.url));
  if (named === undefined) {
    if (secrets.length > 0) throw unnamedServer(environment.name, configured, secrets);
    return configured;
  }
  const [mine, theirs] = [new URL(named.url), new URL(configured)];
  if (mine.origin !== theirs.origin) throw otherServer(named, environment.name, theirs);
  // Naming the server is enough: the path then is the environment's.
  return mine.pathname === "/" ? configured : named.url;
}

function noAddress(environment: ProjectEnvironment | undefined, environments: readonly string[]): DashError {
  const choice =
    environment === undefined && environments.length > 0
      ? ` The environments of the configuration are ${quoteList(environments)}: \`--env NAME\`.`
      : "";
  return new DashError("usage", {
    message:
      environment === undefined
        ? "It is not said which Grafana is meant."
        : `It is not said where Grafana is: the environment \`${environment.name}\` has no \`url\`.`,
    hint: `Set \`GRAFANA_URL\`, for example to \`http://localhost:3000\`, or give \`--url\`.${choice}`,
  });
}

function unnamedServer(environment: string, url: string, secrets: readonly string[]): DashError {
  return new DashError("usage", {
    message: `The address of the environment \`${environment}\` stands in the configuration only, and ${quoteList(secrets)} would be sent there.`,
    hint: `When \`${url}\` is the server that you mean, say so: \`GRAFANA_URL=${url}\`.`,
  });
}

function otherServer({ from }: NamedAddress, environment: string, theirs: URL): DashError {
  return new DashError("usage", {
    message: `The environment \`${environment}\` is at \`${theirs.origin}\`, but \`${from}\` names another server.`,
    hint: `Credentials go only to the server that you name: use another environment, or name \`${theirs.origin}\` when it is the one that you mean.`,
  });
}

function plainAddress({ origin, pathname }: URL): string {
  return origin + pathname.replace(/\/+$/, "");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
