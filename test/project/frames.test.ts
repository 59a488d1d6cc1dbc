import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { createFrameDecoder, writeFrame } from "../../src/project/frames.ts";
import { writeProject } from "./project-folder.ts";

const values: readonly unknown[] = [
  "",
  { text: "é".repeat(1000), list: [1n, undefined, new Map([["a", 1]])] },
  null,
  7,
];

test.each([1, 3, 4, 5, 64, 100_000])("reads frames back from chunks of %i bytes", (size) => {
  const file = path.join(writeProject({}), "pipe");
  const descriptor = openSync(file, "w");
  for (const value of values) writeFrame(descriptor, value);
  closeSync(descriptor);
  const bytes = readFileSync(file);
  const decoder = createFrameDecoder();
  const read: unknown[] = [];
  for (let start = 0; start < bytes.length; start += size) {
    read.push(...decoder.push(bytes.subarray(start, start + size)));
  }
  expect(read).toEqual(values);
});
