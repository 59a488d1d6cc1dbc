import { expect, test } from "vitest";
import { isPushId, pushId } from "../../src/push/push-id.ts";

const now = new Date("2026-11-22T22:03:11.987Z");

test.each([
  { name: "shows time and chance", random: 0x4f2a / 0x10000, expected: "20261122T220311Z-4f2a" },
  { name: "pads small chances", random: 0, expected: "20261122T220311Z-0000" },
  {
    name: "stays at four digits for the largest chance",
    random: 0.999999999,
    expected: "20261122T220311Z-ffff",
  },
])("a push id $name", ({ random, expected }) => {
  expect(pushId(now, random)).toBe(expected);
  expect(isPushId(pushId(now, random))).toBe(true);
});

test.each([
  "",
  "20261122T220311Z",
  "20261122T220311Z-4F2A",
  "x20261122T220311Z-4f2a",
  "../20261122T220311Z-4f2a",
])("%s is no push id", (text) => {
  expect(isPushId(text)).toBe(false);
});
