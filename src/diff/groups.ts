/** The elements of a list by their keys, in the order of the list; those without a key are left out. */
export function groupBy<Element>(
  list: readonly Element[],
  keyOf: (element: Element, index: number) => string | undefined,
): Map<string, Element[]> {
  const groups = new Map<string, Element[]>();
  for (const [index, element] of list.entries()) {
    const key = keyOf(element, index);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [element]);
    else group.push(element);
  }
  return groups;
}
