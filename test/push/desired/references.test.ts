import { expect, test } from "vitest";
import { expandSettings, expandText, unsetNames } from "../../../src/push/desired/references.ts";
import { settings } from "../actions.ts";

const values: Readonly<Record<string, string>> = {
  HOST: "prometheus",
  EMPTY: "",
  NESTED: "${HOST} $HOST $$",
};
const env = (name: string): string | undefined => (Object.hasOwn(values, name) ? values[name] : undefined);

test.each([
  { text: "http://${HOST}:9090", expanded: "http://prometheus:9090", unset: [] },
  { text: "Bearer $HOST", expanded: "Bearer $HOST", unset: [] },
  { text: "$HOST-${HOST}", expanded: "$HOST-prometheus", unset: [] },
  { text: "a${EMPTY}b", expanded: "ab", unset: [] },
  { text: "$HOSTNAME ${OTHER}", expanded: "$HOSTNAME ${OTHER}", unset: ["OTHER"] },
  { text: "costs $5 ${} ${not a name} $", expanded: "costs $5 ${} ${not a name} $", unset: [] },
  { text: "${toString}", expanded: "${toString}", unset: ["toString"] },
  { text: "${NESTED}", expanded: "${HOST} $HOST $$", unset: [] },
])("expands $text once", ({ text, expanded, unset }) => {
  expect(expandText(text, env)).toBe(expanded);
  expect(unsetNames(text, env)).toEqual(unset);
});

test("expands the address and the user, and nothing else", () => {
  const given = settings("p", {
    name: "${HOST}",
    url: "http://${HOST}",
    basicAuthUser: "${HOST}",
    jsonData: { a: "${HOST}" },
  });
  expect(expandSettings(given, env)).toEqual({
    ...given,
    url: "http://prometheus",
    basicAuthUser: "prometheus",
  });
});
