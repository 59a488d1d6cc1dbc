/** Secrets that can be told by how they look, wherever in a text they stand. */

/** Writes something in the place of a secret. */
export type Hide = (secret: string) => string;

/** Each with what stands before the secret, the secret, and what stands after it. */
const patterns: readonly RegExp[] = [
  // A user, who may have no name, and a password in an address.
  /(:\/\/[^\s/:@"'<>]*:)([^\s/"'<>]+)(@)/g,
  // Parameters of an address.
  /([?&](?:access_token|api[_-]?key|apikey|auth|password|secret|sig|signature|token)=)(?!\$|\([a-z ]*[…)])([^\s&"'<>)]+)()/gi,
  /(\b(?:[Bb]earer|[Bb]asic(?=\s+\S*(?:[\d=]|[a-z][A-Z])))\s+)([\w+/=.~-]{12,})()/g,
  // Tokens of Grafana, GitHub, GitLab, Slack, AWS; JSON Web Tokens; keys in PEM form.
  /(\b)((?:glsa_|glc_|eyJrIjoi|gh[opsu]_|github_pat_|glpat-|xox[abprs]-|AKIA|ASIA)[\w=.-]{12,})()/g,
  // A run of letters is searched only where two more follow it, so that long texts are read once.
  /((?<![\w-])(?=[\w-]+\.[\w-]{8,}\.[\w-]{8,})[\w-]*?\b)(eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,})()/g,
  /()(-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$))()/g,
  /(https:\/\/hooks\.slack\.com\/services\/)([\w/]+)()/g,
];

/** Whether a text may hold any of them: a quick look, since nearly no text does. */
const suspicious =
  /:\/\/[^\s/]*@|[?&]\w*(?:token|key|auth|password|secret|sig)|\b(?:Bearer|Basic)\s|gl(?:sa|c)_|eyJ|gh[opsu]_|github_pat_|glpat-|xox|A[KS]IA|PRIVATE KEY|hooks\.slack/i;

/** Names of members that hold secrets, as parts of a text; and characters that JSON may write in other ways. */
const telling =
  /passw|secret|token|api[_-]?key|accesskey|authorization|privatekey|httpHeaderValue|tlsClient|credential|\\u00[2-7]|\\\//i;

/** Whether a document may hold any secret, by its text. */
export function mayHoldSecrets(text: string): boolean {
  return telling.test(text) || suspicious.test(text);
}

/** What stands for a secret. */
export const hidden = "(secret)";

/** Whether a text only stands for a secret. */
export function isHidden(text: string): boolean {
  return /^\((?:old |new )?secret\)$/.test(text);
}

/** The text with every secret replaced. */
export function redactText(text: string, hide: Hide = () => hidden): string {
  if (!suspicious.test(text)) return text;
  return patterns.reduce(
    (clean, pattern) =>
      clean.replace(
        pattern,
        (_, start: string, secret: string, end: string) => `${start}${hide(secret)}${end}`,
      ),
    text,
  );
}
