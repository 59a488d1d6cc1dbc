import { describe, expect, test } from "vitest";
import { bot, type Fault, type ForgeState, serveGitHub, type StoredComment, token } from "./forge.ts";
import { createProject } from "./project.ts";
import { dashboardDiff, report } from "./reports.ts";
import { type ActionRun, runAction } from "./workflow.ts";

const marker = "<!-- dash diff: shop -->";
const dash = {
  report: report({ dashboards: [dashboardDiff("API", {})] }),
  markdown: `${marker}\nChanged.\n`,
};
const now: Readonly<Record<string, string>> = { "retry-after": "0" };

interface Outcome extends ActionRun {
  readonly comments: readonly StoredComment[];
  readonly asked: readonly string[];
}

/** Runs the action against a server in this state. */
async function commentOn(state: ForgeState, inputs: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const forge = await serveGitHub(state);
  const run = await runAction(createProject(dash), { forge, inputs });
  return { ...run, comments: forge.comments, asked: forge.asked };
}

function comment(id: number, body: string, author = bot): StoredComment {
  return { id, author, body };
}

describe("finding the comment", () => {
  test("reads all pages", async () => {
    const others = Array.from({ length: 250 }, (_each, index) => comment(index, "Hello", "alice"));
    const { comments, asked } = await commentOn({ comments: [...others, comment(900, `${marker}\nold`)] });
    expect(asked.filter((line) => line.startsWith("GET"))).toHaveLength(3);
    expect(comments).toHaveLength(251);
    expect(comments.at(-1)?.body).toContain("Changed.");
  });

  test.each([
    { name: "somebody else's with the marker", other: comment(1, `${marker}\nmine`, "mallory") },
    { name: "another bot's with the marker", other: comment(1, `${marker}\nmine`, "other[bot]") },
    { name: "that of another project", other: comment(1, "<!-- dash diff: billing -->\nChanged.") },
    { name: "one that only quotes the marker", other: comment(1, `> ${marker}\nChanged.`) },
    { name: "one with the marker further down", other: comment(1, `Look:\n${marker}\n`) },
    { name: "an own one of something else", other: comment(1, "Coverage: 80 %") },
  ])("leaves $name alone", async ({ other }) => {
    const { comments } = await commentOn({ comments: [other] });
    expect(comments).toEqual([other, expect.objectContaining({ id: 1001 })]);
  });

  test("knows its comment when the server stored other line ends", async () => {
    const { comments } = await commentOn({ comments: [comment(1, `${marker}\r\nold`)] });
    expect(comments).toMatchObject([{ id: 1 }]);
  });

  test("keeps the first of several and deletes its other ones", async () => {
    const twins = [1, 2, 3].map((id) => comment(id, `${marker}\n${id}`));
    const others = [comment(4, `${marker}\nmine`, "mallory"), comment(5, "Coverage: 80 %")];
    const { comments } = await commentOn({ comments: [...twins, ...others] });
    expect(comments).toEqual([expect.objectContaining({ id: 1 }), ...others]);
    expect(comments[0]?.body).toContain("Changed.");
  });
});

describe("when the token may not comment", () => {
  const refusal = { status: 403, message: "Resource not accessible by integration" };

  test("a fork's run says so once, keeps the summary, and does not fail", async () => {
    const run = await commentOn({ faults: [{ method: "POST", ...refusal }] });
    expect(run).toMatchObject({ exitCode: 0, comments: [] });
    expect(run.commands.map(({ name }) => name)).toEqual(["notice"]);
    expect(run.commands[0]?.message).toMatch(/403: Resource not accessible by integration.*summary.*forks/);
    expect(run.summary).toContain("Changed.");
  });

  test("nothing is tried again", async () => {
    const { asked } = await commentOn({ faults: [{ method: "GET", ...refusal }] });
    expect(asked).toEqual(["POST /graphql", "GET /repos/acme/shop/issues/7/comments?per_page=100&page=1"]);
  });

  test("a required comment fails the job", async () => {
    const run = await commentOn({ faults: [{ method: "POST", ...refusal }] }, { comment: "required" });
    expect(run.exitCode).toBe(3);
    expect(run.commands.at(-1)).toMatchObject({ name: "error", message: expect.stringContaining("403") });
  });

  test.each(["", "ghs_wrong"])("the token `%s` is told without being shown", async (wrong) => {
    const run = await commentOn({}, { token: wrong });
    expect(run.exitCode).toBe(0);
    expect(run.commands).toMatchObject([{ name: "warning", message: expect.stringContaining("401") }]);
    if (wrong !== "") expect(run.log).not.toContain(wrong);
  });
});

describe("when the server is in trouble", () => {
  const answers: readonly { name: string; faults: readonly Fault[] }[] = [
    { name: "reading is answered 502", faults: [{ method: "GET", status: 502, headers: now }] },
    { name: "too much was asked (429)", faults: [{ method: "POST", status: 429, headers: now }] },
    { name: "too much was asked (403)", faults: [{ method: "POST", status: 403, headers: now }] },
    { name: "writing is answered 503", faults: [{ method: "POST", status: 503, headers: now }] },
  ];

  test.each(answers)("tries again when $name", async ({ faults }) => {
    const run = await commentOn({ faults });
    expect(run).toMatchObject({ exitCode: 0, commands: [], comments: [{ id: 1000 }] });
  });

  test("tries an update again", async () => {
    const comments = [comment(1, `${marker}\nold`)];
    const run = await commentOn({ comments, faults: [{ method: "PATCH", status: 502, headers: now }] });
    expect(run.comments[0]?.body).toContain("Changed.");
  });

  test("looks whether a comment was made before it makes another one", async () => {
    const run = await commentOn({ faults: [{ method: "POST", status: 502, headers: now, isDone: true }] });
    expect(run.comments).toHaveLength(1);
    expect(run.log).toContain("Comment of dash diff: updated.");
  });

  test("gives up at the third failure, with a warning and without failing", async () => {
    const faults = Array.from({ length: 3 }, () => ({ method: "GET", status: 503, headers: now }));
    const run = await commentOn({ faults });
    expect(run).toMatchObject({ exitCode: 0, comments: [] });
    expect(run.commands).toMatchObject([
      { name: "warning", message: "The comment could not be written (503: It is broken)." },
    ]);
  });

  test.each([429, 403])("does not wait for an hour at %i", async (status) => {
    const run = await commentOn({ faults: [{ method: "GET", status, headers: { "retry-after": "3600" } }] });
    expect(run).toMatchObject({ exitCode: 0, comments: [] });
  });

  test("follows no redirection, which would take the token along", async () => {
    const faults = [{ method: "GET", status: 302, headers: { location: "https://evil.test/" } }];
    const run = await commentOn({ faults });
    expect(run.commands).toMatchObject([{ name: "warning", message: expect.stringContaining("302") }]);
  });

  test("shows what the server says in one line and without the token", async () => {
    const message = `a\n::add-mask::b ${token}`;
    const run = await commentOn({ faults: [{ method: "GET", status: 400, message }] });
    expect(run.commands).toMatchObject([
      { name: "warning", message: "The comment could not be written (400: a ::add-mask::b ***)." },
    ]);
    expect(run.log).not.toContain(token);
  });

  test("does not fail when nobody answers", async () => {
    const run = await runAction(createProject(dash));
    expect(run.exitCode).toBe(0);
    expect(run.commands).toMatchObject([{ name: "warning", message: expect.stringContaining("no answer") }]);
  });
});
