import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { formatDiffHtml } from "../../../src/report/diff/html/html.ts";
import { colours } from "../../../src/report/diff/html/theme.ts";
import { emptyReport, exampleReport } from "./example-report.ts";
import { reportOf } from "./hostile-report.ts";

const page = formatDiffHtml(exampleReport());

/** The page without its style and script. */
const markup = page.replace(/<(style|script)>[^]*?<\/\1>/g, "");

/** What stands between the tags of the only element of a name. */
function onlyElement(name: string): string {
  const found = [...page.matchAll(new RegExp(`<${name}>([^]*?)</${name}>`, "g"))];
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? "";
}

describe("the policy of the page", () => {
  test.each(["style", "script"])("allows only the one %s that is in the page", (name) => {
    const hash = createHash("sha256").update(onlyElement(name)).digest("base64");
    expect(page).toContain(`${name}-src 'sha256-${hash}'`);
  });

  test("stands before all that it governs, and allows nothing else", () => {
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page);
    const directives = (policy?.[1] ?? "").replace(/sha256-[^']+/g, "HASH").split("; ");
    expect(directives).toEqual([
      "default-src 'none'",
      "style-src 'HASH'",
      "script-src 'HASH'",
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(policy?.index).toBeLessThan(page.indexOf("<style>"));
  });

  test("is not broken by attributes that it forbids", () => {
    expect(markup).not.toMatch(/<[^>]*\s(style|on\w+)=/);
  });
});

test("asks nothing of the network", () => {
  const asked = [...page.matchAll(/(?:src|href|action|poster|data)="([^"]*)"/g)].map(
    (match) => match[1] ?? "",
  );
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((address) => !/^(#|data:,)/.test(address))).toEqual([]);
  expect(page).not.toMatch(/@import|url\((?!#)|fetch\(|XMLHttpRequest|import\(/);
});

test("is the same each time", () => {
  expect(formatDiffHtml(exampleReport())).toBe(page);
});

test("links only to what is in the page, and names nothing twice", () => {
  const ids = [...markup.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1] ?? "");
  const links = [...markup.matchAll(/href="#([^"]*)"/g)].map((match) => match[1] ?? "");
  expect(new Set(ids).size).toBe(ids.length);
  expect(links.filter((link) => !ids.includes(link))).toEqual([]);
});

describe("words of other people", () => {
  const [plain, harmless] = [
    formatDiffHtml(reportOf("word")),
    (text: string) => formatDiffHtml(reportOf(text)),
  ];
  const tagsOf = (text: string): readonly string[] => text.match(/<\/?[a-z][\w-]*/gi) ?? [];

  test.each([
    "</script><img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title></svg></details><b>",
    "<!--",
    "]]>",
    "`<i>` → <b>x</b>",
  ])("add no element: %s", (text) => {
    // Sentences with code in them have one element more, which is ours.
    const count = (tags: readonly string[]): number => tags.filter((tag) => !tag.endsWith("code")).length;
    const spare = text.includes(" → ") ? /span$/ : /^$/;
    const without = (tags: readonly string[]): readonly string[] => tags.filter((tag) => !spare.test(tag));
    expect(count(without(tagsOf(harmless(text))))).toBe(count(without(tagsOf(plain))));
    expect(harmless(text)).not.toContain(text);
  });

  test.each(['" onmouseover="alert(1)', "' onmouseover='alert(1)", '"><svg onload=alert(1)>'])(
    "leave no attribute: %s",
    (text) => {
      const attributes = [...harmless(text).matchAll(/<[a-z][^>]*>/gi)].map((match) => match[0]);
      expect(
        attributes.filter((tag) =>
          /=\s*(?:"[^"]*"|'[^']*')?[^>]*\son\w+\s*=/.test(tag.replace(/"[^"]*"/g, '""')),
        ),
      ).toEqual([]);
      expect(harmless(text)).not.toContain(text);
    },
  );

  test.each([
    { name: "a mark that turns the reading direction", text: "a\u202eb", shown: "a\\u202eb" },
    { name: "a terminal sequence", text: "a\u001b[31mb", shown: "a\\u001b[31mb" },
    { name: "half a character", text: "a\ud800b", shown: "a\\ud800b" },
    { name: "a null character", text: "a\u0000b", shown: "a\\u0000b" },
  ])("show $name", ({ text, shown }) => {
    expect(harmless(text)).not.toContain(text);
    expect(harmless(text).split(shown).length).toBeGreaterThan(40);
  });
});

describe("what the page tells", () => {
  const words = markup
    .replace(/<title>[^]*?<\/title>/g, "")
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ");

  test("what breaks comes before the drift, the dashboards and the other objects", () => {
    const headings = [...page.matchAll(/<h2[^>]*>([^<]*)/g)].map((match) => match[1]?.trim());
    expect(headings).toEqual([
      "What breaks",
      "Drift in production",
      "Dashboards",
      "Folders",
      "Data sources",
      "Alert rules",
      "Keys",
    ]);
  });

  test("the dashboards come worst first, those that differ in noise only last", () => {
    const titles = [...page.matchAll(/<h3>([^<]*)/g)].map((match) => match[1]);
    expect(titles).toEqual([
      "Orders service",
      "Legacy overview",
      "Checkout",
      "Orders service",
      "Kafka",
      "Nodes",
    ]);
    expect(words.indexOf("Service Home schemaVersion 39 → 42")).toBeGreaterThan(
      words.indexOf("14 panels unchanged"),
    );
  });

  test.each([
    {
      name: "both sides and what they were read from",
      said: "main 4bc735a9 read from its committed files → to queue-panels",
    },
    { name: "notes", said: "The base was read from the committed files, because" },
    {
      name: "what breaks, as a sentence",
      said: "Panel CPU is removed, but Service Home links to it (viewPanel=7)",
    },
    { name: "conflicts", said: "variable $cluster multiple values no → yes shows all yes → no conflict" },
    { name: "settings", said: "time range now-6h → now-1h data" },
    { name: "variables", said: "$app renamed moved breaks links name service → app" },
    { name: "facts of a query", said: "range 1m → 5m" },
    { name: "a query under another name", said: "C → D renamed" },
    { name: "panels with another title", said: "Request rate by service → Request rate by service (5m)" },
    { name: "panels in another row", said: "12×8, row Overview → row Details" },
    { name: "panels of another size", said: "8×4 → 12×4 in row Overview" },
    { name: "panels of another type", said: "other type stat → gauge" },
    { name: "how alike panels are", said: "taken for the same panel by its content, 82 % alike" },
    {
      name: "what else a panel might be",
      said: "could also be what became of Latency heatmap in row Details or",
    },
    { name: "overrides", said: "fields named &quot;p99&quot; changed colour red → dark-red" },
    { name: "transformations", said: "Sort by moved" },
    { name: "what has no word, by its path", said: "options.exotic.curve steep → flat" },
    {
      name: "shifted panels in one line",
      said: "1 panel shifted down by 14, only because of what is above.",
    },
    {
      name: "noise in one line",
      said: "2 panels unchanged · schemaVersion 39 → 42 · 4 panels saved by another plugin version · 1 id renumbered",
    },
    { name: "another uid", said: "co-2019 → checkout" },
    { name: "another folder", said: "General → Platform" },
    { name: "where a panel stands in the code", said: "dashboards/orders.ts:41:5" },
    { name: "other objects", said: "address http://prometheus:9090 → http://mimir:9009/prometheus" },
  ])("tells $name", ({ said }) => {
    expect(words).toContain(said);
  });

  test("shows an expression token by token", () => {
    expect(page).toContain("}[<del>1m</del><ins>5m</ins>]))</code>");
  });

  const unfolded = /<details\s+class="dashboard"[^>]*\sopen/g;

  test("unfolds a few dashboards, and folds many", () => {
    const report = exampleReport();
    const [first] = report.dashboards;
    if (first === undefined) expect.unreachable();
    const many = { ...report, dashboards: Array.from({ length: 30 }, () => first) };
    expect(page.match(unfolded)).toHaveLength(5);
    expect(formatDiffHtml(many)).not.toMatch(unfolded);
  });
});

test.each([
  {
    name: "the same on both sides",
    unchanged: 18,
    said: "Grafana would show exactly the same on both sides.",
  },
  { name: "nothing on either side", unchanged: 0, said: "There is nothing to compare on either side." },
])("says kindly when nothing changes: $name", ({ unchanged, said }) => {
  const summary = { added: 0, removed: 0, changed: 0, unchanged, worst: "none" } as const;
  const empty = formatDiffHtml(emptyReport({ summary }));
  expect(empty).toContain("<h2>Nothing changes</h2>");
  expect(empty).toContain(said);
});

describe("the colours", () => {
  const texts = ["text", "soft", "link", "green", "red", "orange", "blue", "purple"] as const;
  const grounds = ["canvas", "surface", "raised", "grey-tint"] as const;
  const pairs = [
    ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
    ...(["green", "red", "orange", "blue", "purple"] as const).map((name) => [name, `${name}-tint`] as const),
    ...(["green-tint", "red-tint", "blue-tint"] as const).map((ground) => ["text", ground] as const),
    ["on-alarm", "alarm"] as const,
  ];

  test.each(pairs.flatMap(([text, ground]) => [0, 1].map((side) => ({ text, ground, side: side as 0 | 1 }))))(
    "can be read: $text on $ground, theme $side",
    ({ text, ground, side }) => {
      const [one, other] = [luminance(colours[text]?.[side]), luminance(colours[ground]?.[side])];
      expect((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)).toBeGreaterThanOrEqual(4.5);
    },
  );
});

/** The relative luminance of a colour, as WCAG defines it. */
function luminance(colour = "#777777"): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const share = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
