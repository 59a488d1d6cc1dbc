import { expect, test } from "vitest";
import { code, fenced, htmlName, name, phrase } from "../../../../src/report/diff/markdown/escape.ts";

test.each([
  ["words", "unit ms → s · threshold red 500 → 0.5", "unit ms → s · threshold red 500 → 0.5"],
  ["quoted values", "moved from row `A` to row `B`", "moved from row `A` to row `B`"],
  ["a mention", "ask @ann about it", "ask `@ann` about it"],
  ["an address of a person", "ann@example.com", "`ann@example.com`"],
  ["an issue", "see #12.", "see `#12`."],
  ["an issue of another repository", "a/b#12", "`a/b#12`"],
  ["an issue by prefix", "GH-12 and OPS-7", "`GH-12` and `OPS-7`"],
  ["a date relative to now", "now-6h", "now-6h"],
  ["a commit", "fixed in 4bc735a", "fixed in `4bc735a`"],
  ["a commit in parentheses", "main (4bc735a) and", "main (`4bc735a`) and"],
  ["a merge request, a label, a milestone, a snippet", "!1 ~bug %1 $2", "`!1 ~bug %1 $2`"],
  ["a share", "95% of them!", "95% of them!"],
  ["a link", "https://example.com", "`https://example.com`"],
  ["a link without a scheme", "www.example.com", "`www.example.com`"],
  ["a link in Markdown", "[a](b)", "`[a](b)`"],
  ["an image", "![a](b)", "`![a](b)`"],
  ["an emoji by name", ":tada: 12:30", "`:tada:` 12:30"],
  ["an emoji by number", ":100:", "`:100:`"],
  ["an emoji", "🔥 Errors", "🔥 Errors"],
  ["emphasis", "*a* _b_ ~~c~~", "`*a* _b_ ~~c~~`"],
  ["a metric", "http_requests_total", "`http_requests_total`"],
  ["a formula", "$x$", "`$x$`"],
  ["an element", "</details><script>", "`</details><script>`"],
  ["an entity", "&lt;", "`&lt;`"],
  ["a cell", "a|b", "`a|b`"],
  ["a heading", "# a", "`#` a"],
  ["items of lists", "- a", "`-` a"],
  ["items of numbered lists", "1. a", "`1.` a"],
  ["a command to GitLab", "/close", "`/close`"],
  ["a line below a heading", "===", "`===`"],
  ["spaces that make a block of code", "     a    b ", "a b"],
  ["line breaks", "a\n# b", "`a\\n#` b"],
  ["another direction", "a\u202eb", "`a\\u202eb`"],
  ["one backtick", "a ` b", "a `` ` `` b"],
  ["backticks beside quoted values", "``a`` b", "`` `a` `` b"],
  ["code beside code", "x_y`a`", "`x_ya`"],
  ["nothing", "", "(empty)"],
])("%s in a sentence", (_name, text, markdown) => {
  expect(phrase(text)).toBe(markdown);
});

test.each([
  ["a word", "a", "`a`"],
  ["a backtick", "`", "`` ` ``"],
  ["backticks", "a``b", "```a``b```"],
  ["spaces on both sides", " a ", "`  a  `"],
  ["nothing", "", "(empty)"],
])("%s as code", (_name, text, markdown) => {
  expect(code(text)).toBe(markdown);
});

test.each([
  ["API Overview", "**API Overview**", "<b>API Overview</b>"],
  ["CPU (5m), 95%", "**CPU (5m), 95%**", "<b>CPU (5m), 95%</b>"],
  ["ask @ann", "**`ask @ann`**", "<b><code>ask @ann</code></b>"],
  ["</details>", "**`</details>`**", "<b><code>&#60;/details&#62;</code></b>"],
  ["`a`", "**`` `a` ``**", "<b><code>&#96;a&#96;</code></b>"],
  ["it's", "**it's**", "<b>it&#39;s</b>"],
  ["  ", "**untitled**", "<b>untitled</b>"],
])("a dashboard named %j", (title, markdown, html) => {
  expect(name(title)).toBe(markdown);
  expect(htmlName(title)).toBe(html);
});

test("a block of code cannot be ended from within", () => {
  expect(fenced(["```", "a\nb"], "text")).toBe("````text\n```\na\\nb\n````");
});
