/**
 * References to environment variables in the settings of data sources: expanded from the environment of the command. Plans hold
 * the references, never what they stand for.
 */
import { DashError } from "../../base/dash-error.ts";
import { quoteList } from "../../base/text.ts";
import { referencedNames, replaceReferences } from "../../config/references.ts";
import type { DataSourceSettings } from "../../grafana/model.ts";

/** Looks an environment variable up. */
export type Environment = (name: string) => string | undefined;

/** The names of a text's references that are not set; an empty value counts as set. */
export function unsetNames(text: string, env: Environment): readonly string[] {
  return referencedNames(text).filter((name) => env(name) === undefined);
}

/** The text with the values of its references, which must be set. */
export function expandText(text: string, env: Environment): string {
  return replaceReferences(text, (name, whole) => env(name) ?? whole);
}

/** Shorter values are no secrets worth the name, and would be found inside of other words. */
const shortestHidden = 4;

/** Writes references in the place of what they stand for. */
export type Hide = (text: string) => string;

/** The text of a server in which the values of variables are references again, as other texts have them. */
export function hideExpanded(text: string, referencing: readonly string[], env: Environment): string {
  return expandedHider(referencing, env)(text);
}

/** {@link hideExpanded} for many texts. */
export function expandedHider(referencing: readonly string[], env: Environment): Hide {
  const known = [...new Set(referencing.flatMap(referencedNames))]
    .map((name) => ({ name, value: env(name) ?? "" }))
    .filter(({ value }) => value.length >= shortestHidden)
    // A value that holds another one goes first.
    .sort((left, right) => right.value.length - left.value.length);
  return (text) =>
    known.reduce((hidden, { name, value }) => hidden.replaceAll(value, () => `\${${name}}`), text);
}

/** The settings with the values of their references: in the address and the user, as in provisioning files. */
export function expandSettings(settings: DataSourceSettings, env: Environment): DataSourceSettings {
  const { url, basicAuthUser } = settings;
  return { ...settings, url: expandText(url, env), basicAuthUser: expandText(basicAuthUser, env) };
}

/** The texts of a data source that may hold references. */
export function referencingTexts(
  settings: Pick<DataSourceSettings, "url" | "basicAuthUser"> | undefined,
  secrets: Readonly<Record<string, string>>,
): readonly string[] {
  return [
    ...(settings === undefined ? [] : [settings.url, settings.basicAuthUser]),
    ...Object.values(secrets),
  ];
}

/** The error for references to variables that are not set. */
export function unsetError(missing: readonly string[]): DashError {
  const names = [...new Set(missing)];
  return new DashError("config-invalid", {
    message: `The data sources need environment variables that are not set here: ${quoteList(names)}.`,
    hint: "Set what is missing in the environment of this command; plans and messages never show the values.",
  });
}
