import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { Command } from "../../src/project/messages.ts";
import { writeProject } from "./project-folder.ts";

const evaluator = fileURLToPath(new URL("../../dist/project/evaluator.js", import.meta.url));

test("a child whose parent vanishes ends and removes what is temporary", async () => {
  const temporary = path.join(writeProject({}), "temporary");
  mkdirSync(temporary);
  const child = fork(evaluator, [], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "ipc"],
    serialization: "advanced",
  });
  const exited = once(child, "exit");
  const folderUrl = `${pathToFileURL(temporary).href}/`;
  const command: Command = { kind: "evaluate", temporary, folderUrl, groups: [] };
  child.send(command);
  const pipe = child.stdio[3];
  if (pipe === null || pipe === undefined) throw new Error("The child has no result pipe.");
  await once(pipe, "data");
  child.disconnect();
  expect(await exited).toEqual([0, null]);
  expect(existsSync(temporary)).toBe(false);
});
