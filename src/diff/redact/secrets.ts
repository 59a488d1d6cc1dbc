/** Secrets that can be told by how they look, wherever in a text they stand. */

const user = String.raw`[^\s/:@"'<>]+`;
const patterns: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // A user and a password in an address.
  [new RegExp(String.raw`\b([a-z][a-z0-9+.-]*:\/\/${user}):[^\s/@"'<>]+@`, "gi"), "$1:(secret)@"],
  // Parameters of an address.
  [
    /([?&](?:access_token|api[_-]?key|apikey|auth|password|secret|sig|signature|token)=)(?!\$)[^\s&"'<>)]+/gi,
    "$1(secret)",
  ],
  [/\b(Bearer|Basic)\s+[\w+/=.~-]{12,}/g, "$1 (secret)"],
  // Tokens of Grafana, GitHub, GitLab, Slack, AWS; JSON Web Tokens; keys in PEM form.
  [/\b(?:glsa_|glc_|eyJrIjoi|gh[opsu]_|github_pat_|glpat-|xox[abprs]-|AKIA|ASIA)[\w=.-]{12,}/g, "(secret)"],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, "(secret)"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, "(secret)"],
  [/(https:\/\/hooks\.slack\.com\/services\/)[\w/]+/g, "$1(secret)"],
];

/** Whether a text may hold any of them: a quick look, since nearly no text does. */
const suspicious =
  /:\/\/[^\s/]*@|[?&]\w*(?:token|key|auth|password|secret|sig)|\b(?:Bearer|Basic)\s|gl(?:sa|c)_|eyJ|gh[opsu]_|github_pat_|glpat-|xox|A[KS]IA|PRIVATE KEY|hooks\.slack/i;

/** The text with every secret replaced. */
export function redactText(text: string): string {
  if (!suspicious.test(text)) return text;
  return patterns.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text);
}
