import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type JsonRecord, asRecord, asText } from "./json.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The committed dashboard with this uid, wherever it lies in `provisioning/`. */
export function findCommittedDashboard(uid: string): JsonRecord | undefined {
  return readCommittedDashboards().find((document) => document["uid"] === uid);
}

/** A dashboard document that a test brings along. */
export function readFixtureDashboard(name: string): JsonRecord {
  return readDocument(join(root, "test/fixtures/live", name));
}

function readCommittedDashboards(): readonly JsonRecord[] {
  return listFiles(join(root, "provisioning"))
    .filter((file) => file.endsWith(".json"))
    .map(readDocument)
    .filter((document) => asText(document["uid"]) !== "" && Array.isArray(document["panels"]));
}

function readDocument(file: string): JsonRecord {
  return asRecord(JSON.parse(readFileSync(file, "utf8")));
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .sort();
  } catch {
    // A repository that was not built yet: the test that misses its dashboard says so.
    return [];
  }
}
