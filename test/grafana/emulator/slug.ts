/** A title as addresses have it: lower case, words joined by hyphens. */
export function slugOf(title: string): string {
  const slug = title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return slug === "" ? Buffer.from(title).toString("base64url") : slug;
}
