/** Where a command goes to, and as whom: what the command line, the environment and the configuration say together. */
import { resolve } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import type { ProjectEnvironment } from "../../config/read-config.ts";
import type { GrafanaTarget } from "../../grafana/target.ts";
import { chooseAddress, namedAddress } from "./address.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import { findCredentials } from "./credentials.ts";
import { parseHeaderLines } from "../header-lines.ts";
import { expandHeaders, hasHeader, hasReferences, mergeHeaders } from "./headers.ts";
import { readWhole } from "./option-values.ts";
import { type PemFile, readTls, type TlsFiles } from "./tls.ts";
import { createVariables, type Variables } from "./variables.ts";

/** What a target is chosen from. */
export interface TargetRequest {
  readonly options: ConnectionOptions;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The chosen environment of the configuration. */
  readonly environment: ProjectEnvironment | undefined;
  /** The names of all environments. */
  readonly environments: readonly string[];
  /** Where paths of the command line and the environment start. */
  readonly cwd: string;
  /** Where paths of the configuration start. */
  readonly root: string;
  readonly readFile: (path: string) => string;
}

/** Where a command goes to. */
export interface ChosenTarget {
  readonly target: GrafanaTarget;
  /** Whether the user named the server, so that values of environment variables may go there. */
  readonly trusted: boolean;
}

/** Chooses the target; whatever is wrong or would send a secret astray is an error before any request. */
export function chooseTarget(request: TargetRequest): ChosenTarget {
  const { options, environment, environments } = request;
  const variables = createVariables(request.env);
  const named = namedAddress(options.url, variables);
  const given = parseHeaderLines(options.headers, "X-Proxy-Key: …");
  const configured = environment?.headers ?? {};
  const { credentials, from } = findCredentials({
    named,
    variables,
    authorizedByFlag: hasHeader(given, "authorization"),
    authorizedByConfig: hasHeader(configured, "authorization"),
  });
  const files = tlsFiles(request, variables);
  const secrets = [
    ...from,
    ...(options.headers.length > 0 ? ["--header"] : []),
    ...(hasReferences(configured) ? ["headers"] : []),
    ...(files.cert === undefined ? [] : [files.cert.from]),
  ];
  const url = chooseAddress({ named, environment, environments, secrets: [...new Set(secrets)] });
  const headers = mergeHeaders(expandHeaders(environment, variables), given);
  refuseOrgHeader(headers);
  const orgId = chooseOrg(options.orgId, environment, variables);
  return {
    target: {
      url,
      credentials,
      headers,
      tls: readTls(files, request.readFile),
      ...(orgId === undefined ? {} : { orgId }),
      ...(options.timeoutSeconds === undefined ? {} : { timeoutMs: options.timeoutSeconds * 1000 }),
    },
    trusted: named !== undefined,
  };
}

function tlsFiles({ options, environment, cwd, root }: TargetRequest, variables: Variables): TlsFiles {
  const choose = (flag: string, given: string | undefined, variable: string): PemFile | undefined => {
    if (given !== undefined) return { path: resolve(cwd, given), from: flag };
    const value = variables(variable);
    return value === undefined ? undefined : { path: resolve(cwd, value), from: variable };
  };
  const configured =
    environment?.caFile === undefined
      ? undefined
      : {
          path: resolve(root, environment.caFile),
          from: `environments.${environment.name}.caFile`,
        };
  return {
    ca: choose("--ca-file", options.caFile, "GRAFANA_CA_FILE") ?? configured,
    cert: choose("--client-cert", options.clientCert, "GRAFANA_CLIENT_CERT"),
    key: choose("--client-key", options.clientKey, "GRAFANA_CLIENT_KEY"),
  };
}

/** The organisation: a push into the wrong one is worse than an error. */
function chooseOrg(
  flag: number | undefined,
  environment: ProjectEnvironment | undefined,
  variables: Variables,
): number | undefined {
  if (flag !== undefined) return flag;
  const text = variables("GRAFANA_ORG_ID");
  const variable = text === undefined ? undefined : readWhole(text.trim());
  if (text !== undefined && (variable === undefined || variable < 1)) {
    throw new DashError("usage", {
      message: "`GRAFANA_ORG_ID` is no whole number from 1.",
      hint: "It is the number behind `orgId=` in the addresses of Grafana's pages, for example `2`.",
    });
  }
  const configured = environment?.orgId;
  if (variable !== undefined && configured !== undefined && variable !== configured) {
    throw new DashError("usage", {
      message: `The environment \`${environment?.name}\` is for the organisation \`${configured}\`, but \`GRAFANA_ORG_ID\` says \`${variable}\`.`,
      hint: "Leave `GRAFANA_ORG_ID` unset, or give `--org`.",
    });
  }
  return variable ?? configured;
}

function refuseOrgHeader(headers: Readonly<Record<string, string>>): void {
  if (!hasHeader(headers, "x-grafana-org-id")) return;
  throw new DashError("usage", {
    message: "The header `X-Grafana-Org-Id` would choose another organisation than the plan is for.",
    hint: "Give `--org` instead.",
  });
}
