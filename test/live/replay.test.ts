import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { replay, secondsToDouble } from "./replay.ts";

function recording(name: string): string {
  return readFileSync(new URL(`../fixtures/metrics/${name}`, import.meta.url), "utf8");
}

/** The values by series. */
function parse(text: string): ReadonlyMap<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]));
}

function at(text: string, elapsed: number): ReadonlyMap<string, number> {
  return parse(replay(text, { start: 1_000, elapsed }));
}

describe.each(["client-golang.prom", "micrometer.prom"])("the replay of %s", (name) => {
  const text = recording(name);

  test("keeps every series", () => {
    expect([...at(text, 30).keys()]).toEqual([...parse(text).keys()]);
  });

  test("never lets a counter, a bucket, a count or a sum fall", () => {
    const [early, late] = [at(text, 10), at(text, 17.3)];
    const counted = [...early].filter(([series]) => /_(total|bucket|count|sum)(\{|$)/.test(series));
    expect(counted.length).toBeGreaterThan(10);
    for (const [series, value] of counted) expect(late.get(series), series).toBeGreaterThanOrEqual(value);
  });

  test("keeps each count equal to its last bucket", () => {
    const values = at(text, 33.3);
    const last = [...values].filter(([series]) => series.includes('le="+Inf"'));
    expect(last.length).toBeGreaterThan(0);
    for (const [series, value] of last) {
      expect(values.get(series.replace("_bucket", "_count").replace(/,?le="\+Inf"/, "")), series).toBe(value);
    }
  });
});

describe("replay", () => {
  const text = recording("client-golang.prom");

  test("doubles counters in the stated time", () => {
    const requests = 'image_gallery_requests_total{code="200",method="get"}';
    expect(at(text, secondsToDouble).get(requests)).toBe(2 * 3551);
  });

  test("tells its own start time, so that nothing seems to restart", () => {
    expect(at(text, 5).get("process_start_time_seconds")).toBe(1_000);
    expect(at(text, 50).get("process_start_time_seconds")).toBe(1_000);
  });

  test("keeps gauges at or below their recorded value, and information at 1", () => {
    const [then, now] = [parse(text), at(text, 7)];
    expect(now.get('go_info{version="go1.19.8"}')).toBe(1);
    const memory = now.get("process_resident_memory_bytes") ?? Number.NaN;
    const recorded = then.get("process_resident_memory_bytes") ?? Number.NaN;
    expect(memory).toBeLessThanOrEqual(recorded);
    expect(memory).toBeGreaterThan(0.85 * recorded);
  });
});
