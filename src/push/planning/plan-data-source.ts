import { quoteList } from "../../base/text.ts";
import type { DataSourceSettings, DataSourceStore, Grafana, StoredDataSource } from "../../grafana/model.ts";
import { limitLines, show } from "../compare/change-lines.ts";
import {
  changedJsonData,
  comparedSettings,
  compareSettings,
  isSettingSame,
  own,
} from "../compare/compare-settings.ts";
import { describeConflict, identityConflict } from "./conflicts.ts";
import { dataSourceHash } from "../compare/content-hash.ts";
import { decide, type Trace } from "./decide.ts";
import type { DesiredDataSource } from "../desired/desired.ts";
import type { ObjectContext, Planned } from "./object-context.ts";
import type { Base, Conflict, DataSourceAction } from "../plan.ts";
import { expandSettings, hideExpanded, referencingTexts, unsetNames } from "../desired/references.ts";

/** The data sources of the organisation, as a list has them. */
export type ListedDataSources = Awaited<ReturnType<DataSourceStore["list"]>>;

/** What is to be done to a data source, after reading it. `listed` holds all data sources. */
export async function planDataSource(
  grafana: Grafana,
  desired: DesiredDataSource,
  context: ObjectContext & { readonly listed: ListedDataSources },
): Promise<Planned<DataSourceAction>> {
  const stored = await grafana.dataSources.read(desired.uid);
  const others = context.listed.filter(({ uid }) => uid !== desired.uid);
  const flag = planDefault(desired, stored, others);
  const commons = commonsOf(desired, flag.isDefault, context);
  const identity = findIdentityConflict(desired, stored, others);
  if (identity !== undefined) {
    return { action: { ...commons, kind: "conflict", changes: [], conflict: identity }, notes: [] };
  }
  if (stored === undefined) {
    const secrets = desired.secrets;
    return { action: { ...commons, kind: "create", changes: flag.changes, secrets }, notes: flag.notes };
  }
  const secrets = planSecrets(desired, stored, context);
  const action = await planStored(desired, stored, {
    context,
    commons,
    extra: [...flag.changes, ...secrets.changes],
  });
  return { action, notes: [...flag.notes, ...secrets.notes] };
}

type Commons = Omit<DataSourceAction, "kind" | "changes"> & { readonly settings: DataSourceSettings };

function commonsOf(desired: DesiredDataSource, isDefault: boolean, { env }: ObjectContext): Commons {
  const { object, uid, title } = desired;
  const settings = { ...desired.settings, isDefault };
  return { object, uid, title, settings, secrets: {}, hash: dataSourceHash(expandSettings(settings, env)) };
}

interface StoredCase {
  readonly context: ObjectContext;
  readonly commons: Commons;
  /** What changes besides what can be read back. */
  readonly extra: readonly string[];
}

async function planStored(
  desired: DesiredDataSource,
  stored: StoredDataSource,
  { context, commons, extra }: StoredCase,
): Promise<DataSourceAction> {
  const comparison = compareSettings(expandSettings(commons.settings, context.env), stored);
  const owner = stored.readOnly ? ({ kind: "file", path: "" } as const) : stored.owner;
  const decision = await decide({
    ...context,
    owner,
    comparison: extra.length > 0 && !stored.readOnly ? "different" : comparison,
    inPlace: true,
    readTrace: () => Promise.resolve(traceDataSource(stored, context.project)),
    adopts: true,
  });
  const base = dataSourceBase(stored);
  if (decision.kind === "unchanged" || decision.kind === "adopt") {
    return { ...commons, kind: decision.kind, changes: [], base };
  }
  const before = withoutValues(settingsOf(stored), desired, context);
  const changes = limitLines([...describeSettings(commons.settings, before, context), ...extra]);
  if (decision.kind === "conflict") {
    const { object, uid, title } = desired;
    const conflict = describeConflict(decision.reason, {
      object,
      uid,
      title,
      owner,
      pushedHash: stored.hash,
    });
    return { ...commons, kind: "conflict", changes, base, conflict };
  }
  const { secrets } = desired;
  return { ...commons, kind: decision.kind, changes, base, secrets, previous: before };
}

/** What the server has of expanded references is a reference again: plans hold no values of variables. */
function withoutValues(
  stored: DataSourceSettings,
  { settings }: DesiredDataSource,
  { env }: ObjectContext,
): DataSourceSettings {
  const hide = (text: string): string => hideExpanded(text, referencingTexts(settings, {}), env);
  return { ...stored, url: hide(stored.url), basicAuthUser: hide(stored.basicAuthUser) };
}

/** The state of a data source that a plan is made against. */
export function dataSourceBase(stored: StoredDataSource): Base {
  return { version: stored.version, revision: String(stored.version), hash: dataSourceHash(stored) };
}

/** What a data source's stamp tells. */
export function traceDataSource(stored: StoredDataSource, project: string): Trace {
  if (stored.owner.kind !== "dash" || stored.owner.project !== project || stored.hash === undefined)
    return "none";
  return stored.hash === dataSourceHash(stored) ? "untouched" : "edited";
}

/** The settings alone, as a plan keeps them. */
export function settingsOf(stored: StoredDataSource): DataSourceSettings {
  const { uid, name, type, url, isDefault, basicAuth, basicAuthUser, withCredentials, jsonData } = stored;
  return { uid, name, type, url, isDefault, basicAuth, basicAuthUser, withCredentials, jsonData };
}

interface DefaultFlag {
  readonly isDefault: boolean;
  readonly changes: readonly string[];
  readonly notes: readonly string[];
}

/** The default flag is taken from another data source only when the configuration itself says so. */
function planDefault(
  { title, settings, claimsDefault }: DesiredDataSource,
  stored: StoredDataSource | undefined,
  others: ListedDataSources,
): DefaultFlag {
  const holder = others.find(({ isDefault }) => isDefault);
  if (claimsDefault && stored?.isDefault !== true) {
    const from = holder === undefined ? "" : ` instead of \`${holder.name}\``;
    return { isDefault: true, changes: [`becomes the default data source${from}`], notes: [] };
  }
  const isDefault = stored === undefined ? settings.isDefault && holder === undefined : stored.isDefault;
  if (isDefault || !settings.isDefault) return { isDefault, changes: [], notes: [] };
  const keeper =
    holder === undefined
      ? "There is no default data source"
      : `\`${holder.name}\` stays the default data source`;
  return {
    isDefault,
    changes: [],
    notes: [`${keeper}; write \`isDefault: true\` for \`${title}\` in the configuration to make it that.`],
  };
}

function findIdentityConflict(
  { uid, title, settings }: DesiredDataSource,
  stored: StoredDataSource | undefined,
  others: ListedDataSources,
): Conflict | undefined {
  const sameName = others.find(({ name }) => name === settings.name);
  if (sameName !== undefined) {
    return identityConflict(
      `Grafana has a data source \`${sameName.name}\` already, with the uid \`${sameName.uid}\` instead of \`${uid}\`.`,
      `Write \`uid: "${sameName.uid}"\` in the configuration to use that one, or another \`name\`.`,
    );
  }
  if (stored === undefined || stored.type === settings.type) return undefined;
  return identityConflict(
    `The uid \`${uid}\` belongs to \`${stored.name}\`, a data source of type \`${stored.type}\`.`,
    `Give \`${title}\` another \`uid\` in the configuration.`,
  );
}

interface SecretPlan {
  readonly changes: readonly string[];
  readonly notes: readonly string[];
}

/**
 * The values of secrets cannot be read back, so that only missing ones show. One whose variable is not set keeps
 * what Grafana has.
 */
function planSecrets(
  desired: DesiredDataSource,
  stored: StoredDataSource,
  context: ObjectContext,
): SecretPlan {
  const names = Object.keys(desired.secrets).sort();
  if (stored.readOnly) return { changes: [], notes: [] };
  if (context.updateSecrets)
    return { changes: names.map((name) => `secret ${name} is sent again`), notes: [] };
  const missing = names.filter((name) => !stored.secrets.includes(name));
  const isGiven = (name: string): boolean =>
    unsetNames(desired.secrets[name] ?? "", context.env).length === 0;
  const unknown = missing.filter((name) => !isGiven(name));
  return {
    changes: missing.filter(isGiven).map((name) => `secret ${name} is set`),
    notes:
      unknown.length === 0
        ? []
        : [
            `The data source \`${desired.title}\` lacks the secret ${quoteList(unknown)}, and ${quoteList(unknown.flatMap((name) => unsetNames(desired.secrets[name] ?? "", context.env)))} is not set here.`,
          ],
  };
}

/** The lines for settings that change; the code's references stay references. */
function describeSettings(
  code: DataSourceSettings,
  stored: DataSourceSettings,
  { env }: ObjectContext,
): readonly string[] {
  const [wanted, present] = [expandSettings(code, env), expandSettings(stored, env)];
  return [
    ...comparedSettings
      .filter((member) => !isSettingSame(wanted, present, member))
      .map((member) => `${member}: ${showSetting(stored[member])} → ${showSetting(code[member])}`),
    ...changedJsonData(code.jsonData, stored.jsonData).map(
      (member) => `${member}: ${show(own(stored.jsonData, member))} → ${show(own(code.jsonData, member))}`,
    ),
  ];
}

/** A setting without the password that an address may hold. */
function showSetting(value: string | boolean): string {
  return show(typeof value === "string" ? value.replace(/(\/\/[^/?#@:]*):[^/?#]*@/, "$1:***@") : value);
}
