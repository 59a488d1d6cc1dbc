import { DashError } from "../../base/dash-error.ts";
import { matchesGlob } from "../../base/glob.ts";
import type { Side } from "../../diff/documents/side.ts";
import type { ObjectKind } from "../../diff/model.ts";

/** The words of `--only` that name a kind. */
const kinds: Readonly<Record<string, ObjectKind>> = {
  dashboards: "dashboard",
  folders: "folder",
  datasources: "data-source",
  alerts: "alert-rule",
};

/** An object as it is named on the command line. */
interface Named {
  readonly kind: ObjectKind;
  readonly uid: string;
  readonly title: string;
}

/** What of a side is compared: everything, or what any of the words names. */
export function selectSide(side: Side, only: readonly string[]): Side {
  if (only.length === 0) return side;
  const isMeant = (named: Named): boolean => only.some((word) => isNamedBy(word, named));
  return {
    ...side,
    dashboards: side.dashboards.filter(({ uid, title }) => isMeant({ kind: "dashboard", uid, title })),
    objects: side.objects.filter(({ ref }) => isMeant(ref)),
  };
}

function isNamedBy(word: string, { kind, uid, title }: Named): boolean {
  if (Object.hasOwn(kinds, word)) return kinds[word] === kind;
  return matchesGlob(word, uid) || matchesGlob(word, title);
}

/** Fails when a name means nothing on either side: it is probably mistyped. */
export function requireMatches(only: readonly string[], sides: readonly Side[]): void {
  const objects = sides.flatMap((side) => [
    ...side.dashboards.map(({ uid, title }): Named => ({ kind: "dashboard", uid, title })),
    ...side.objects.map(({ ref }) => ref),
  ]);
  const lost = only.find(
    (word) => !Object.hasOwn(kinds, word) && !objects.some((named) => isNamedBy(word, named)),
  );
  if (lost === undefined) return;
  throw new DashError("usage", {
    message: `\`--only ${lost}\` names nothing that is compared.`,
    hint: "Give a uid, a title, or one of `dashboards`, `folders`, `datasources` and `alerts`.",
  });
}
