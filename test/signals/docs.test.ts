import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as instruments from "../../src/instruments/instruments.ts";
import type { Instrument } from "../../src/instruments/instruments.ts";
import type { Panel } from "../../src/panels/panel.ts";
import * as signals from "../../src/signals/signals.ts";

const { cadvisor, docker, micrometer, promClient, promhttp } = instruments;

const job = "j";
const counter = "requests_total";

/** Each instrument as it is without options, and with one option at a time. */
const columns: Readonly<Record<string, Readonly<Record<string, Instrument>>>> = {
  promhttp: {
    "": promhttp({ job }),
    requests: promhttp({ job, requests: counter }),
    duration: promhttp({ job, duration: "duration_seconds" }),
    inFlight: promhttp({ job, inFlight: "in_flight" }),
  },
  promClient: {
    "": promClient({ job }),
    requests: promClient({ job, requests: counter }),
    inFlight: promClient({ job, inFlight: "in_flight" }),
  },
  micrometer: { "": micrometer({ job }) },
  docker: { "": docker({ job }) },
  cadvisor: { "": cadvisor({ job }) },
};

type UntypedSignal = (instrument: Instrument) => Panel;

const functions = Object.entries(signals) as unknown as readonly (readonly [string, UntypedSignal])[];

function cell(signal: UntypedSignal, variants: Readonly<Record<string, Instrument>>): string {
  const option = Object.keys(variants).find((name) => feeds(variants[name], signal));
  if (option === undefined) return "";
  return option === "" ? "yes" : `with \`${option}\``;
}

function feeds(instrument: Instrument | undefined, signal: UntypedSignal): boolean {
  try {
    return instrument !== undefined && signal(instrument).queries.length > 0;
  } catch {
    return false;
  }
}

const guide = (file: string): string =>
  readFileSync(new URL(`../../docs/guide/${file}`, import.meta.url), "utf8");

/** The rows of the table below a heading. */
function tableOf(file: string, heading: string): readonly string[] {
  const [, section = ""] = guide(file).split(`\n${heading}\n`);
  const [own = ""] = section.split("\n## ");
  return own.split("\n").filter((line) => line.startsWith("| `"));
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`.replaceAll(/ {2,}/g, " ");
}

describe("the guide", () => {
  test("says which instrument feeds which signal", () => {
    const expected = functions.map(([name, signal]) =>
      rowOf([`\`${name}\``, ...Object.values(columns).map((variants) => cell(signal, variants))]),
    );
    expect(tableOf("instruments.md", "## Which instrument feeds which signal")).toEqual(expected);
  });

  test("says what each signal shows", () => {
    const expected = functions.map(([name, signal]) => {
      const panel = panelOf(signal);
      const { unit, thresholds } = panel.fieldConfig.defaults as {
        unit: string;
        thresholds: { steps: readonly { color: string; value: number | null }[] };
      };
      const at = (color: string): string =>
        String(thresholds.steps.find((step) => step.color === color && step.value !== null)?.value ?? "");
      return rowOf([
        `\`${name}\``,
        panel.title,
        `\`${unit}\``,
        at("yellow"),
        at("red"),
        `\`${panel.queries[0]?.legend}\``,
      ]);
    });
    expect(tableOf("signals.md", "## The signals")).toEqual(expected);
  });

  test.each(["instruments.md", "signals.md"])("%s names no function that does not exist", (file) => {
    const imported = [
      ...guide(file).matchAll(/import \{([^}]*)\} from "grafana-dash\/(instruments|signals)"/g),
    ];
    expect(imported.length).toBeGreaterThan(0);
    for (const [, names = "", room] of imported) {
      const exported = Object.keys(room === "signals" ? signals : instruments);
      const values = names.split(",").filter((name) => !name.trim().startsWith("type "));
      expect(exported).toEqual(expect.arrayContaining(values.map((name) => name.trim()).filter(Boolean)));
    }
  });
});

/** The panel of a signal, fed by the first instrument that can. */
function panelOf(signal: UntypedSignal): Panel {
  const all = Object.values(columns).flatMap((variants) => Object.values(variants));
  const instrument = all.find((each) => feeds(each, signal));
  if (instrument === undefined) throw new Error("No instrument feeds the signal.");
  return signal(instrument);
}
