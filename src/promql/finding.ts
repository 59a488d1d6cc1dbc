/** A mistake in a PromQL text, with its range of characters in the text as the user wrote it. */
export interface PromqlFinding {
  /** What is wrong and why, in full sentences, with the offending part in backticks. */
  readonly message: string;
  /** What to write instead. */
  readonly hint?: string;
  /** Offset of the first character, from 0. */
  readonly from: number;
  /** Offset after the last character; equal to `from` where something is missing. */
  readonly to: number;
}

/** The finding without the key `hint` when there is none to give. */
export function finding(message: string, range: { from: number; to: number }, hint?: string): PromqlFinding {
  const { from, to } = range;
  return hint === undefined || hint === "" ? { message, from, to } : { message, hint, from, to };
}
