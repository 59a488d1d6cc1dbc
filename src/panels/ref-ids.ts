/** The queries' own refIds, and for the others the first free of A to Z, AA, AB and so on. */
export function refIdsOf(queries: readonly { readonly refId?: string | undefined }[]): readonly string[] {
  const taken = new Set(queries.flatMap(({ refId }) => refId ?? []));
  let next = 0;
  return queries.map(({ refId }) => {
    if (refId !== undefined && refId !== "") return refId;
    let letter = letters(next++);
    while (taken.has(letter)) letter = letters(next++);
    return letter;
  });
}

function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
