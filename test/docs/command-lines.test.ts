import { expect, test } from "vitest";
import { commandTable } from "../../src/cli/table.ts";
import { commandLinesOf, mistakeIn } from "./command-lines.ts";
import { parsePage, readPages } from "./markdown.ts";

const shown = readPages().flatMap(commandLinesOf);

test("every command line in the pages parses", () => {
  expect(shown.length).toBeGreaterThan(30);
  const mistakes = shown.flatMap((line) => {
    const mistake = mistakeIn(line, commandTable);
    return mistake === undefined ? [] : [`${line.place}: ${mistake}`];
  });
  expect(mistakes).toEqual([]);
});

test("every example of the table parses", () => {
  const examples = commandTable.flatMap((command) => command.examples);
  const page = parsePage("table.md", ["```sh", ...examples, "```"].join("\n"));
  const lines = commandLinesOf(page);
  expect(lines).toHaveLength(examples.length);
  expect(lines.map((line) => mistakeIn(line, commandTable)).filter(Boolean)).toEqual([]);
});

test.each([
  ["dash deploy", "There is no command `deploy`."],
  ["npx dash build --cheque", "`build` has no option `--cheque`."],
  ["dash build --format yaml", "`--format` cannot be `yaml`."],
  ["dash build dashboards", "`build` takes 0 arguments."],
  ["dash metrics --out", "`--out` has no value."],
])("finds the mistake in `%s`", (line, mistake) => {
  const [found, ...others] = commandLinesOf(parsePage("page.md", `Run \`${line}\`.`));
  expect(others).toEqual([]);
  expect(found && mistakeIn(found, commandTable)).toBe(mistake);
});

test.each([
  ["```sh\ncurl -s x | npx dash metrics - > api.ts\n```", [["metrics", "-"]]],
  ["```yaml\n- run: npx dash build --check\n```", [["build", "--check"]]],
  ['```sh\ndash metrics x --header "A: b" # comment\n```', [["metrics", "x", "--header", "A: b"]]],
  ["The file `dashboards/dash.yaml` of dash builds.", []],
])("reads %j", (text, words) => {
  expect(commandLinesOf(parsePage("page.md", text)).map((line) => line.words)).toEqual(words);
});
