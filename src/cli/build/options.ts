import { DashError } from "../../base/dash-error.ts";
import type { Format } from "../../provision/provision.ts";
import type { CommandValues } from "../table.ts";

/** The options of `dash build`. */
export interface BuildOptions {
  readonly check: boolean;
  readonly watch: boolean;
  readonly json: boolean;
  readonly cache: boolean;
  readonly format: Format;
  readonly out: string | undefined;
  readonly environment: string | undefined;
  readonly configFile: string | undefined;
  readonly timeoutSeconds: number | undefined;
}

/** Reads the options that the command line gave. */
export function readBuildOptions(values: CommandValues): BuildOptions {
  const text = (name: string): string | undefined =>
    typeof values[name] === "string" ? values[name] : undefined;
  const options = {
    check: values["check"] === true,
    watch: values["watch"] === true,
    json: values["json"] === true,
    cache: values["cache"] !== false,
    format: (text("format") ?? "provisioning") as Format,
    out: text("out"),
    environment: text("env"),
    configFile: text("config"),
    timeoutSeconds: readSeconds(text("timeout")),
  };
  refuse(
    options.watch && options.check,
    "`--watch` writes and `--check` does not.",
    "Leave one of them out.",
  );
  refuse(
    options.watch && options.json,
    "`--watch` never ends, and `--json` prints one document.",
    "Leave one of them out.",
  );
  return options;
}

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  refuse(
    !(seconds > 0 && seconds <= 3600),
    `\`--timeout ${text}\` is no number of seconds.`,
    "Write a number from 1 to 3600, for example `--timeout 30`.",
  );
  return seconds;
}

function refuse(isWrong: boolean, message: string, hint: string): void {
  if (isWrong) throw new DashError("usage", { message, hint });
}
