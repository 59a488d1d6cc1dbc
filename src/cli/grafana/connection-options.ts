import { DashError } from "../../base/dash-error.ts";
import type { CommandValues } from "../table.ts";
import { textOption, textsOption, wholeOption } from "./option-values.ts";

/** What the command line says of the Grafana that a command goes to. */
export interface ConnectionOptions {
  /** The environment of the configuration. */
  readonly environment: string | undefined;
  readonly url: string | undefined;
  readonly orgId: number | undefined;
  /** Each a line `Name: value`. */
  readonly headers: readonly string[];
  readonly caFile: string | undefined;
  readonly clientCert: string | undefined;
  readonly clientKey: string | undefined;
  /** The longest time for an answer, in seconds. */
  readonly timeoutSeconds: number | undefined;
  readonly configFile: string | undefined;
}

/** Reads the options of {@link connectionOptionSpecs}. */
export function readConnectionOptions(values: CommandValues): ConnectionOptions {
  return {
    environment: textOption(values, "env"),
    url: textOption(values, "url"),
    orgId: wholeOption(values, "org", { from: 1, to: Number.MAX_SAFE_INTEGER, example: "2" }),
    headers: textsOption(values, "header"),
    caFile: textOption(values, "caFile"),
    clientCert: textOption(values, "clientCert"),
    clientKey: textOption(values, "clientKey"),
    timeoutSeconds: readSeconds(textOption(values, "timeout")),
    configFile: textOption(values, "config"),
  };
}

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new DashError("usage", {
    message: `\`--timeout ${text}\` is no number of seconds.`,
    hint: "Write a number from 1 to 3600, for example `--timeout 30`.",
  });
}
