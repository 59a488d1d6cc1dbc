/**
 * YAML that every reader takes alike. Grafana and Kubernetes read YAML 1.1 in Go, where `no` is a boolean, `12:30` a
 * number and a raw control character an error, so every string is double-quoted and every doubtful character escaped.
 */
import { Document, Scalar, visit } from "yaml";

/** What {@link formatYaml} writes: JSON, and strings from {@link textBlock}. */
export type YamlValue =
  | string
  | number
  | boolean
  | null
  | Scalar<string>
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue | undefined };

/** A text that is shown line by line (`|`) instead of as one quoted string; it must be JSON or written by {@link formatYaml}. */
export function textBlock(json: string): Scalar<string> {
  const scalar = new Scalar(json.replace(doubtfulCharacters, escapeCharacter));
  scalar.type = "BLOCK_LITERAL";
  return scalar;
}

/** The value as a YAML document, with lines of comment before it. */
export function formatYaml(value: YamlValue, comment: readonly string[] = []): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(key, node) {
      if (typeof node.value !== "string" || node.type === "BLOCK_LITERAL") return;
      // Go's readers refuse half of a surrogate pair even when it is escaped.
      node.value = node.value.replace(/\p{Surrogate}/gu, "\ufffd");
      node.type = key === "key" && isPlainKey(node.value as string) ? "PLAIN" : "QUOTE_DOUBLE";
    },
  });
  const text = document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
  return comment.map((line) => `# ${line}\n`).join("") + text.replace(doubtfulCharacters, escapeCharacter);
}

/** A key that means the same text in YAML 1.1 and 1.2 without quotes. */
function isPlainKey(key: string): boolean {
  return /^[A-Za-z_][\w./-]*$/.test(key) && !/^(y|yes|n|no|on|off|true|false|null)$/i.test(key);
}

/** Legal in JSON strings, but refused or taken for line breaks by readers of YAML 1.1. */
const doubtfulCharacters = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
