import { readdirSync } from "node:fs";
import path from "node:path";
import { onTestFinished } from "vitest";
import { findProject } from "../../../src/project/find.ts";
import { findRange, type RangeRequest } from "../../../src/project/git/range.ts";
import { openRepository } from "../../../src/project/git/repository.ts";
import { type OpenedSides, openSides } from "../../../src/project/sides/sides.ts";
import { gitEnv, temporaryFolder } from "../git/git-repository.ts";

/** The least configuration that builds. */
export const config: string = configWith("");

/** The least configuration with further members. */
export function configWith(members: string): string {
  return `export default { project: "shop", dataSources: { prometheus: { url: "http://prometheus:9090" } }, ${members} };\n`;
}

/** A dashboard with one panel for each title. */
export function dashboardWith(uid: string, ...titles: readonly string[]): string {
  const panels = titles
    .map((title) => `    stat({ title: "${title}", queries: [promql\`up\`] }),\n`)
    .join("");
  return `import { dashboard, stat } from "grafana-dash";
import { promql } from "grafana-dash/queries";

export default dashboard({
  uid: "${uid}",
  title: "${uid}",
  folder: "Shop/Inner",
  panels: [
${panels}  ],
});
`;
}

/** How a project is opened in tests. */
export interface OpenOptions extends RangeRequest {
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly configFile?: string;
  readonly printed?: string[];
}

/** Opens both sides of the project in a folder; they are closed after the test. */
export async function openSidesIn(folder: string, options: OpenOptions = {}): Promise<OpenedSides> {
  const { signal = new AbortController().signal, configFile, printed = [] } = options;
  const env = { ...gitEnv, ...options.env };
  const project = findProject(folder, configFile);
  const repository = await openRepository({ cwd: project.root, env, signal });
  const opened = await openSides({
    repository,
    range: await findRange(repository, options),
    project,
    build: { env, signal, timeoutSeconds: 5 },
    stderr: { write: (text) => printed.push(text) },
  });
  onTestFinished(() => {
    if (opened.kind === "open") for (const side of [opened.base, opened.head]) side.close();
  });
  return opened;
}

/** {@link openSidesIn} for projects in which nothing is wrong. */
export async function sidesIn(
  folder: string,
  options: OpenOptions = {},
): Promise<Extract<OpenedSides, { readonly kind: "open" }>> {
  const opened = await openSidesIn(folder, options);
  if (opened.kind === "open") return opened;
  throw new Error(JSON.stringify(opened.problems));
}

/** The titles of the panels of a dashboard. */
export function panelsOf(
  { side }: Extract<OpenedSides, { readonly kind: "open" }>["base"],
  uid: string,
): readonly unknown[] | undefined {
  const document = side.dashboards.find((dashboard) => dashboard.uid === uid)?.document();
  return (document?.["panels"] as readonly { readonly title: unknown }[] | undefined)?.map(
    ({ title }) => title,
  );
}

/** Points the temporary folders of this process to an own one until the test ends; answers with what is in it. */
export function watchTemporaryFolder(): () => readonly string[] {
  const before = process.env["TMPDIR"];
  const folder = temporaryFolder();
  process.env["TMPDIR"] = folder;
  onTestFinished(() => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  });
  return () => readdirSync(path.join(folder));
}
