/** A pure function that remembers its last `limit` answers; the oldest is forgotten first. */
export function remember<Result>(limit: number, compute: (text: string) => Result): (text: string) => Result {
  const answers = new Map<string, { readonly result: Result }>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known.result;
    const result = compute(text);
    if (answers.size >= limit) answers.delete(answers.keys().next().value ?? "");
    answers.set(text, { result });
    return result;
  };
}
