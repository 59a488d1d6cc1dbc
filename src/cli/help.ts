import { commandTable } from "./table.ts";

/** The text of `dash --help`, without loading a command or a parser. */
export function helpText(version: string): string {
  const width = Math.max(...commandTable.map(({ name }) => name.length)) + 2;
  return [
    `dash ${version}: dashboards as code for Grafana`,
    "",
    "Usage: dash <command> [options]",
    "",
    "Commands:",
    ...commandTable.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
    "",
    "Options:",
    "  --help     show this text; `dash <command> --help` shows a command's options",
    "  --version  print the version",
    "",
    "Examples:",
    ...commandTable.flatMap(({ examples }) => examples.slice(0, 1).map((example) => `  ${example}`)),
    "",
    "Exit codes: 0 done, 1 findings or stale output, 2 usage or configuration, 3 a server refused or is",
    "unreachable, 4 partly applied, 70 a bug, 130 interrupted",
    "",
  ].join("\n");
}
