import { describe, expect, test } from "vitest";
import { docker, micrometer, promClient, promhttp } from "../../src/instruments/instruments.ts";
import { errorRate, requestRate } from "../../src/signals/signals.ts";

/** What only plain JavaScript, or a cast, lets through the compiler. */
const anything = (value: unknown): never => value as never;

const api = promhttp({ job: "api", requests: "api_requests_total" });

describe("a mistake that the compiler did not see is told where it is made", () => {
  test.each([
    { name: "no options", make: () => docker(anything(undefined)), expected: /`docker` got no options/ },
    { name: "no job", make: () => docker(anything({})), expected: /`docker` has no job/ },
    {
      name: "a misspelled option",
      make: () => promClient(anything({ job: "a", duratoin: "x" })),
      expected: /`promClient` has no option `duratoin`/,
    },
    {
      name: "an option of another instrument",
      make: () => micrometer(anything({ job: "a", requests: "x" })),
      expected: /`micrometer` has no option `requests`/,
    },
    {
      name: "a number for a metric",
      make: () => promhttp(anything({ job: "a", requests: 5 })),
      expected: /`5` is no metric/,
    },
    {
      name: "no instrument",
      make: () => requestRate(anything(undefined)),
      expected: /`requestRate\(\)` got `undefined`, which is no instrument/,
    },
    {
      name: "an instrument without what is asked",
      make: () => errorRate(anything(docker({ job: "d" }))),
      expected: /cannot feed `errorRate\(\)`/,
    },
    {
      name: "a text for a level",
      make: () => errorRate(api, anything({ warning: "0.1" })),
      expected: /`warning` of `errorRate\(\)` is `"0.1"`, which is no number/,
    },
    {
      name: "a level that is no number",
      make: () => errorRate(api, { critical: Number.NaN }),
      expected: /`critical` of `errorRate\(\)` is `NaN`/,
    },
    {
      name: "a misspelled signal option",
      make: () => errorRate(api, anything({ critcal: 1 })),
      expected: /no option `critcal`/,
    },
  ])("$name", ({ make, expected }) => {
    expect(make).toThrow(expected);
  });

  test("with the nearest option as the hint", () => {
    expect(() => promClient(anything({ job: "a", duratoin: "x" }))).toThrow(
      expect.objectContaining({ code: "invalid-definition", hint: "Did you mean `duration`?" }),
    );
  });
});
