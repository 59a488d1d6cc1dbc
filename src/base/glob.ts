/**
 * Whether a text matches a glob. Only the last star is ever gone back to, so that no name takes long: a regular
 * expression with many stars would.
 */
export function matchesGlob(glob: string, text: string): boolean {
  const pattern = Array.from(glob);
  const characters = Array.from(text);
  let position = 0;
  let star = -1;
  let afterStar = 0;
  for (let index = 0; index < characters.length;) {
    if (pattern[position] === "*") {
      star = position++;
      afterStar = index;
    } else if (pattern[position] === "?" || pattern[position] === characters[index]) {
      position++;
      index++;
    } else if (star >= 0) {
      position = star + 1;
      index = ++afterStar;
    } else return false;
  }
  return pattern.slice(position).every((character) => character === "*");
}
