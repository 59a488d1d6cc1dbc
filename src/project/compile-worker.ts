/**
 * What the child process does with the exports of each file: it compiles them, because definitions hold functions
 * that cannot leave the process, and sends finished text to the parent.
 */
import { setCallSiteCapture } from "../base/call-site.ts";
import type { Problem } from "../base/problem.ts";
import { type CompiledDocument, createCompiler, valuesOf } from "../compile/compile.ts";
import { createDataSourceTable } from "../compile/data-sources.ts";
import type { Finding } from "../compile/finding.ts";
import type { PanelView } from "../compile/view.ts";
import type { DashboardDefaults } from "../config/config.ts";
import type { BundledDashboard } from "../schema/bundle.ts";
import { openSpoolWriter, type SpooledText, type SpoolWriter } from "./spool.ts";
import type { CreateWorker } from "./worker.ts";

/** What the parent tells the compiling child. */
export interface CompileWorkerSettings {
  readonly dataSources: readonly { readonly name: string; readonly type: string; readonly uid: string }[];
  /** The logical name of the data source that dashboards use unless they say otherwise. */
  readonly dataSource: string;
  readonly defaults: DashboardDefaults;
  /** Whether calls are captured, so that findings know their line; it costs a third of the time. */
  readonly captureCallSites: boolean;
  /** Whether the keys of panels are sent along, with their calls where these are captured. @default false */
  readonly panelKeys?: boolean;
  /** The folder of the spool through which documents go. */
  readonly spoolFolder: string;
}

/** A finding on its way to the parent, which maps the stack to a place. */
export interface SentFinding extends Omit<Problem, "at"> {
  readonly part: string;
  readonly span?: { readonly text: string; readonly from: number; readonly to: number };
  /** V8's stack text of the call; empty when it was not captured. */
  readonly stack: string;
}

/** A dashboard whose document lies in the spool. */
export interface SentDashboard extends Omit<BundledDashboard, "json"> {
  readonly json: SpooledText;
}

/** A panel or row of a definition. */
export interface SentPanel {
  readonly id: number;
  readonly key: string;
  /** V8's stack text of the call; empty when it was not captured. */
  readonly stack: string;
}

/** What the child makes of one value of a file's default export. */
export interface CompiledMessage {
  readonly file: string;
  readonly dashboard: SentDashboard | undefined;
  readonly findings: readonly SentFinding[];
  /** V8's stack text of the call that made the dashboard; empty when it was not captured. */
  readonly stack: string;
  /** The panels of a definition; absent unless they were asked for. */
  readonly panels?: readonly SentPanel[];
}

/** How many messages are sent at once: each sending wakes the parent, which then competes for the processor. */
const batchSize = 50;

/** Makes the worker of one child process; it sends lists of {@link CompiledMessage}s. */
export const createWorker: CreateWorker = (given, send) => {
  const settings = given as CompileWorkerSettings;
  setCallSiteCapture(settings.captureCallSites);
  const compile = createCompiler({
    dataSources: createDataSourceTable(settings.dataSources, settings.dataSource),
    defaults: settings.defaults,
  });
  const spool = openSpoolWriter(settings.spoolFolder);
  return {
    async add(file, exports) {
      let messages: CompiledMessage[] = [];
      for (const value of await valuesOf(exports["default"])) {
        const { dashboard, findings, site, panels } = compile(value);
        messages.push({
          file,
          dashboard: dashboard && toSentDashboard(dashboard, spool),
          findings: findings.map(toSent),
          stack: site?.stack ?? "",
          ...(settings.panelKeys === true && panels !== undefined
            ? { panels: panels.flatMap(toSentPanel) }
            : {}),
        });
        if (messages.length < batchSize) continue;
        send(messages);
        messages = [];
      }
      // All of a file's are sent before the next file is evaluated, which may end this process.
      if (messages.length > 0) send(messages);
    },
    finish() {
      spool.close();
    },
  };
};

function toSentDashboard(
  { uid, title, folder, tags, bytes }: CompiledDocument,
  spool: SpoolWriter,
): SentDashboard {
  return { uid, title, folder, ...(tags === undefined ? {} : { tags }), json: spool.append(bytes) };
}

function toSentPanel({ document: { id }, key, site }: PanelView): readonly SentPanel[] {
  return typeof id === "number" && key !== undefined ? [{ id, key, stack: site?.stack ?? "" }] : [];
}

function toSent({ rule, severity, message, hint, part, span, site }: Finding): SentFinding {
  return {
    rule,
    severity,
    message,
    ...(hint === undefined || hint === "" ? {} : { hint }),
    part,
    ...(span === undefined ? {} : { span }),
    stack: site?.stack ?? "",
  };
}
