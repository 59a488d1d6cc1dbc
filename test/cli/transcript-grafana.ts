/**
 * The emulated Grafana of a transcript. A block `grafana` says line by line what happens there, between commands:
 *
 * - `start VERSION`: a Grafana is there; `dash` behind it has its address and an admin's token in the environment.
 * - `ann saves UID TITLE`, `ann creates UID TITLE`, `ann deletes UID`: what somebody does in the UI.
 * - `file provides UID`: the dashboard comes from a provisioning file from now on.
 * - `fails METHOD PATH STATUS`: every such request is answered by a proxy's error page.
 *
 * `<grafana>` in commands and files is the address, `<viewer>` a viewer's token.
 */
import type { Emulator } from "../grafana/emulator/contract.ts";
import { startEmulator } from "../grafana/emulator/start.ts";

/** The emulated Grafana of one transcript. */
export interface TranscriptGrafana {
  /** Does what a block says. */
  act(lines: string): Promise<void>;
  /** The environment of commands. */
  env(): Readonly<Record<string, string>>;
  /** Text with placeholders as what they stand for. */
  fill(text: string): string;
  /** Printed text with placeholders for what differs from run to run. */
  mask(text: string): string;
  close(): Promise<void>;
}

/** Makes the Grafana of a transcript; nothing runs before a block starts it. */
export function createTranscriptGrafana(): TranscriptGrafana {
  let emulator: Emulator | undefined;
  const running = (): Emulator => {
    if (emulator === undefined) throw new Error("No block `grafana` has started one.");
    return emulator;
  };
  return {
    async act(lines) {
      for (const line of lines.trim().split("\n")) {
        const [who = "", verb = "", ...rest] = line.split(" ");
        if (who === "start") emulator = await startEmulator({ version: verb });
        else if (who === "fails") fail(running(), verb, rest);
        else actionOf(`${who} ${verb}`)(running(), rest[0] ?? "", rest.slice(1).join(" "));
      }
    },
    env: () =>
      emulator === undefined ? {} : { GRAFANA_URL: emulator.url, GRAFANA_TOKEN: emulator.tokens.admin },
    fill: (text) =>
      emulator === undefined
        ? text
        : text.replaceAll("<grafana>", emulator.url).replaceAll("<viewer>", emulator.tokens.viewer),
    mask: (text) =>
      maskTimes(
        emulator === undefined
          ? text
          : text.replaceAll(emulator.url, "<grafana>").replaceAll(new URL(emulator.url).host, "<host>"),
      ),
    async close() {
      const questions = emulator?.unknown ?? [];
      await emulator?.close();
      if (questions.length > 0) throw new Error(`The emulator does not know ${JSON.stringify(questions)}.`);
    },
  };
}

type Act = (emulator: Emulator, uid: string, title: string) => void;

const actions: Readonly<Record<string, Act>> = {
  "ann saves": (emulator, uid, title) => {
    emulator.saveInUi(uid, (document) => ({ ...document, title }), { message: "Better title" });
  },
  "ann creates": (emulator, uid, title) => {
    emulator.createInUi({ uid, document: { title, panels: [] } });
  },
  "ann deletes": (emulator, uid) => {
    emulator.deleteInUi(uid);
  },
  "file provides": (emulator, uid) => {
    emulator.provisionFromFile(uid);
  },
};

function fail({ faults }: Emulator, method: string, [path = "", status = ""]: readonly string[]): void {
  faults.add({
    kind: "status",
    status: Number(status),
    match: { method, path: new RegExp(path) },
    times: Infinity,
  });
}

function actionOf(words: string): Act {
  const action = actions[words];
  if (action === undefined) throw new Error(`Transcripts know no \`${words}\` of a Grafana.`);
  return action;
}

function maskTimes(text: string): string {
  return text
    .replace(/\d{8}T\d{6}Z-[0-9a-f]{4}/g, "<push>")
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, "<time>");
}
