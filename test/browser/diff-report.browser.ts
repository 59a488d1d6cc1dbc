import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { formatDiffHtml } from "../../src/report/diff/html/html.ts";
import { exampleReport } from "../report/diff/example-report.ts";
import { reportOf } from "../report/diff/hostile-report.ts";
import { launchChromium, openFile, type OpenPage } from "./chromium.ts";

const example = formatDiffHtml(exampleReport());
let browser: Browser;
let opened: OpenPage[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});

afterEach(async () => {
  await Promise.all(opened.map((one) => one.close()));
  opened = [];
});

afterAll(() => browser.close());

async function open(content = example, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const one = await openFile(browser, content, options);
  opened.push(one);
  return one;
}

const titles = (page: Page): Promise<readonly string[]> =>
  page.locator(".dashboards h3:visible").allTextContents();
const dashboard = (page: Page, title: string): Locator =>
  page.locator(".dashboards > .dashboard", { has: page.locator("h3", { hasText: title }) });
const box = (page: Page, side: 0 | 1, title: string): Locator =>
  dashboard(page, "Orders service").locator(".grid").nth(side).locator(".box", { hasText: title });

async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(text);
}

describe("opened from a file", () => {
  test("asks for nothing else and complains about nothing", async () => {
    const { page, complaints, requests } = await open();
    await page.locator("h1").waitFor();
    expect(requests.filter((address) => !address.startsWith("data:"))).toEqual(["file:/report.html"]);
    expect(complaints).toEqual([]);
  });

  test("lets words of other people do nothing", async () => {
    const attack = '</script></title></style><img src=x onerror=alert(1)>"><svg onload=alert(1)>';
    const { page, complaints, requests } = await open(formatDiffHtml(reportOf(attack)));
    await page.locator(".box").first().hover();
    await search(page, "alert");
    expect(await page.locator("img, [onload], [onerror]").count()).toBe(0);
    expect(requests.filter((address) => !address.startsWith("data:"))).toEqual(["file:/report.html"]);
    expect(complaints).toEqual([]);
  });

  test("does not scroll sideways on a narrow screen", async () => {
    const { page } = await open(example, { viewport: { width: 400, height: 800 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(400);
  });
});

describe("search", () => {
  test("finds dashboards by their title, with all that is in them", async () => {
    const { page } = await open();
    await search(page, "orders serv");
    await expect.poll(() => titles(page)).toEqual(["Orders service"]);
    expect(await dashboard(page, "Orders service").locator(".panel:visible").count()).toBe(10);
  });

  test("finds dashboards by their uid", async () => {
    const { page } = await open();
    await search(page, "co-2019");
    await expect.poll(() => titles(page)).toEqual(["Checkout"]);
  });

  test("finds panels by what happened to them", async () => {
    const { page } = await open();
    await search(page, "dark-red");
    await expect.poll(() => titles(page)).toEqual(["Orders service"]);
    expect(await page.locator(".panel:visible h5").allTextContents()).toEqual(["Latency quantiles"]);
  });

  test("tells how much it found, and when it found nothing", async () => {
    const { page } = await open();
    await search(page, "queue_depth");
    const result = page.getByRole("status");
    await expect.poll(() => result.textContent()).toMatch(/^1 of 6 dashboards, 1 of \d+ changes$/);
    await search(page, "no such thing");
    await expect.poll(() => page.locator("#lost").isVisible()).toBe(true);
    expect(await titles(page)).toEqual([]);
  });

  test("is undone by Escape, which leaves what was folded as it was", async () => {
    const { page } = await open();
    await dashboard(page, "Orders service").locator("summary").first().click();
    await search(page, "dark-red");
    await expect.poll(() => page.locator(".panel:visible").count()).toBe(1);
    await page.keyboard.press("Escape");
    await expect.poll(async () => (await titles(page)).length).toBe(5);
    expect(await page.locator("#find").inputValue()).toBe("");
    expect(await dashboard(page, "Orders service").getAttribute("open")).toBeNull();
  });
});

describe("filters", () => {
  test("show what has one of the chosen impacts", async () => {
    const { page } = await open();
    const chip = page.getByRole("button", { name: /^cosmetic/ });
    await chip.click();
    expect(await chip.getAttribute("aria-pressed")).toBe("true");
    expect(await titles(page)).toEqual(["Orders service"]);
    expect(await page.locator(".panel:visible h5").allTextContents()).toEqual(["Endpoints"]);
    await chip.click();
    expect((await titles(page)).length).toBe(5);
  });

  test("show what has one of the chosen kinds", async () => {
    const { page } = await open();
    await page.getByRole("button", { name: /^added/ }).click();
    expect(await titles(page)).toEqual(["Orders service", "Kafka"]);
    await page.getByRole("button", { name: /^resized/ }).click();
    expect(await dashboard(page, "Orders service").locator(".panel:visible h5").allTextContents()).toEqual([
      "Saturation → Saturation of the workers",
      "Memory by pod",
      "Queue depth",
      "Recent logs",
    ]);
  });

  test("offer only what there is, with its count", async () => {
    const { page } = await open();
    expect(await page.locator(".chip:visible").allInnerTexts()).not.toContain("none 0");
    const count = await page.locator('.item[data-impact="cosmetic"]').count();
    expect(await page.getByRole("button", { name: /^cosmetic/ }).innerText()).toBe(`cosmetic ${count}`);
  });

  test("hide the headings of what they hide", async () => {
    const { page } = await open();
    await page.getByRole("button", { name: /^cosmetic/ }).click();
    expect(await page.locator("h2:visible").allTextContents()).toEqual(["Dashboards 5"]);
  });
});

describe("keys", () => {
  test("j and k go to the next and the previous dashboard", async () => {
    const { page } = await open();
    const focused = (): Promise<string> => page.locator("summary:focus h3").innerText();
    await page.keyboard.press("j");
    const first = await focused();
    await page.keyboard.press("j");
    expect(await focused()).toBe("Legacy overview");
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toBe("Checkout");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("k");
    expect(await focused()).toBe(first);
  });

  test("arrows scroll as usual elsewhere", async () => {
    const { page } = await open();
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("summary:focus").count()).toBe(0);
  });

  test("letters are letters in the search", async () => {
    const { page } = await open();
    await search(page, "jkt?/");
    expect(await page.locator("#find").inputValue()).toBe("jkt?/");
    expect(await page.locator("html").getAttribute("data-theme")).toBeNull();
  });

  test("? shows the keys", async () => {
    const { page } = await open();
    await page.keyboard.press("?");
    expect(await page.getByRole("dialog", { name: "Keys" }).isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").isVisible()).toBe(false);
  });

  test("everything that can be clicked can be reached and seen by Tab", async () => {
    const { page } = await open();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the changes");
    await box(page, 0, "CPU").focus();
    expect(await page.evaluate("getComputedStyle(document.querySelector(':focus .frame')).strokeWidth")).toBe(
      "3px",
    );
  });
});

describe("the theme", () => {
  const background = (page: Page): Promise<unknown> =>
    page.evaluate("getComputedStyle(document.body).backgroundColor");
  const [light, dark] = ["rgb(244, 245, 245)", "rgb(17, 18, 23)"];

  test.each([
    { colorScheme: "light", first: light, second: dark },
    { colorScheme: "dark", first: dark, second: light },
  ] as const)(
    "follows the system ($colorScheme) until it is changed, and is remembered",
    async (expected) => {
      const { page } = await open(example, { colorScheme: expected.colorScheme });
      expect(await background(page)).toBe(expected.first);
      await page.keyboard.press("t");
      expect(await background(page)).toBe(expected.second);
      await page.reload();
      expect(await background(page)).toBe(expected.second);
      await page.getByRole("button", { name: "Switch between light and dark" }).click();
      expect(await background(page)).toBe(expected.first);
    },
  );

  test.each(["light", "dark"] as const)("has a picture that is not blank: %s", async (colorScheme) => {
    const { page } = await open(example, { colorScheme });
    const picture = (await page.screenshot()).toString("base64");
    const { colours, brightness } = await lookAt(await browser.newPage(), picture);
    expect(colours).toBeGreaterThan(200);
    if (colorScheme === "light") expect(brightness).toBeGreaterThan(200);
    else expect(brightness).toBeLessThan(60);
  });

  test.each(["light", "dark"] as const)("lets every text be read: %s", async (colorScheme) => {
    const { page } = await open(example, { colorScheme });
    await page.getByRole("button", { name: "Expand all" }).click();
    expect(await page.evaluate(faintTexts)).toEqual([]);
  });
});

describe("the pictures of the layout", () => {
  test("show the counterpart of the rectangle under the mouse", async () => {
    const { page } = await open();
    await box(page, 0, "Latency quantiles").hover();
    expect(await box(page, 1, "Latency quantiles").getAttribute("class")).toContain("pair");
    expect(await page.locator(".box.pair").count()).toBe(1);
    await page.locator("h1").hover();
    expect(await page.locator(".box.pair").count()).toBe(0);
  });

  test("show the counterpart of the focused rectangle", async () => {
    const { page } = await open();
    await box(page, 1, "Request rate").focus();
    expect(await box(page, 0, "Request rate").getAttribute("class")).toContain("pair");
  });

  test("show both rectangles of the panel under the mouse", async () => {
    const { page } = await open();
    await page.locator(".panel", { hasText: "Memory by pod" }).hover();
    expect(await page.locator(".box.pair").count()).toBe(2);
  });

  test("lead to what is told of the panel", async () => {
    const { page } = await open();
    await box(page, 0, "CPU").click();
    const entry = page.locator(".panel:target");
    expect(await entry.locator("h5").textContent()).toBe("CPU");
    await expect.poll(() => isOnScreen(entry)).toBe(true);
  });

  test("keep titles and badges within their rectangles", async () => {
    const { page } = await open();
    const frame = await box(page, 0, "Memory by pod").locator(".frame").boundingBox();
    const badge = await box(page, 0, "Memory by pod").locator(".pill").boundingBox();
    if (frame === null || badge === null) return expect.unreachable();
    expect(badge.x).toBeGreaterThan(frame.x + frame.width / 2);
    expect(badge.x + badge.width).toBeLessThan(frame.x + frame.width);
  });
});

test("what breaks leads to its dashboard, also when that is folded or filtered away", async () => {
  const { page } = await open();
  await page.getByRole("button", { name: "Collapse all" }).click();
  await page.getByRole("button", { name: /^breaks links/ }).click();
  await page.locator(".break a", { hasText: "Orders service" }).first().click();
  const target = page.locator(":target");
  expect(await target.locator("h5").textContent()).toBe("CPU");
  await expect.poll(() => isOnScreen(target)).toBe(true);
});

test("all dashboards can be folded and unfolded", async () => {
  const { page } = await open();
  await page.getByRole("button", { name: "Collapse all" }).click();
  expect(await page.locator(".dashboard[open]").count()).toBe(0);
  await page.getByRole("button", { name: "Expand all" }).click();
  expect(await page.locator(".dashboard[open]").count()).toBe(6);
});

test("everything can be read without scripts", async () => {
  const [{ page }, { page: plain }] = await Promise.all([
    open(),
    open(example, { javaScriptEnabled: false }),
  ]);
  expect(await plain.locator(".tools").isVisible()).toBe(false);
  expect(await plain.locator("button:visible").count()).toBe(0);
  expect(await plain.locator(".panel:visible").count()).toBe(await page.locator(".panel:visible").count());
  expect(await plain.locator("main").innerText()).toBe(await page.locator("main").innerText());
  const folded = plain.locator(".drift .dashboard");
  await folded.locator("summary").click();
  expect(await folded.locator(".group").isVisible()).toBe(true);
});

test("everything is printed, in dark letters", async () => {
  const { page } = await open(example, { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  expect(await page.locator(".tools").isVisible()).toBe(false);
  expect(await page.locator("details:not([open])").count()).toBe(0);
  expect(await page.evaluate("getComputedStyle(document.body).color")).toBe("rgb(36, 41, 46)");
  await page.evaluate("dispatchEvent(new Event('afterprint'))");
  expect(await page.locator("details:not([open])").count()).toBeGreaterThan(0);
});

test("a thousand dashboards can be searched", async () => {
  const report = exampleReport();
  const dashboards = Array.from({ length: 250 }, () => report.dashboards.slice(0, 5)).flat();
  const content = formatDiffHtml({ ...report, dashboards });
  expect(content.length).toBeLessThan(20_000_000);
  const { page } = await open(content);
  await search(page, "kafka");
  await expect.poll(() => page.getByRole("status").textContent()).toMatch(/^250 of 1251 dashboards/);
});

async function isOnScreen(locator: Locator): Promise<boolean> {
  const place = await locator.boundingBox();
  return place !== null && place.y >= 0 && place.y < 900;
}

/** How many colours a picture has, and how bright it is on average, from 0 to 255. */
async function lookAt(page: Page, picture: string): Promise<{ colours: number; brightness: number }> {
  const look = `(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${picture}";
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const pixels = new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer);
    let sum = 0;
    for (const pixel of pixels) sum += (pixel >> 8) & 255;
    return { colours: new Set(pixels).size, brightness: sum / pixels.length };
  })()`;
  const seen = await page.evaluate<{ colours: number; brightness: number }>(look);
  await page.close();
  return seen;
}

/** The texts whose contrast to what they stand on is below 4.5. */
const faintTexts = `(() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = parse(colour).slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const pill = one.matches?.("text.word") ? one.parentElement.querySelector(".pill") : one.matches?.("text") ? one.parentElement.querySelector(".frame") : null;
      const colour = pill === null ? getComputedStyle(one).backgroundColor : getComputedStyle(pill).fill;
      if (colour.startsWith("rgb") && (parse(colour)[3] ?? 1) === 1) return colour;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  let count = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.textContent.trim() === "" || element.closest("title, dialog, [hidden]") !== null) continue;
    count++;
    const style = getComputedStyle(element);
    const [one, other] = [luminance(element.closest("svg") === null ? style.color : style.fill), luminance(ground(element))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < 4.5) faint.push(walker.currentNode.textContent.trim() + " " + contrast.toFixed(2));
  }
  return count > 300 ? faint : ["too few texts: " + count];
})()`;
