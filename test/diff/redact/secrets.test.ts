import { expect, test } from "vitest";
import { redactText } from "../../../src/diff/redact/secrets.ts";

const jwt = `eyJhbGciOiJIUzI1NiJ9.${"a".repeat(5000)}.abcdefghijk`;

test.each([
  ["https://me:pa55@host/x", "https://me:(secret)@host/x"],
  ["redis://:pa55@host:6379", "redis://:(secret)@host:6379"],
  ["postgres://me:p@ss@host/db", "postgres://me:(secret)@host/db"],
  [
    "jdbc:mysql://me:pa55@host and https://you:other@host",
    "jdbc:mysql://me:(secret)@host and https://you:(secret)@host",
  ],
  ["Authorization: Basic bWU6cGE1NQ==", "Authorization: Basic (secret)"],
  ["authorization: bearer abcdefghijklmnop", "authorization: bearer (secret)"],
  [`token ${jwt}`, "token (secret)"],
  [`token-${jwt}`, "token-(secret)"],
])("hides the secret of %s", (text, expected) => {
  expect(redactText(text)).toBe(expected);
});

test.each([
  "https://host:8080/path/me@example.com",
  "http://localhost:3000 me@example.com",
  "Basic authentication of the gateway",
  "https://host/?token=$token",
])("leaves %s as it is", (text) => {
  expect(redactText(text)).toBe(text);
});
