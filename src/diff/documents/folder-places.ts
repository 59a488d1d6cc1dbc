/** Which folders of Grafana dashboards lie in, from all that the files of a side say together. */
/** Which folder a document says that it lies in. */
export interface FolderHint {
  /** The uid of the folder; empty for the root. */
  readonly uid?: string;
  /** The title of the folder; empty for the root. */
  readonly title?: string;
}

/** A provider of Grafana's provisioning: it reads the dashboards below a directory into a folder. */
export interface Provider {
  /** The title of the folder; empty for the root. */
  readonly title: string;
  /** The directory on Grafana's machine. */
  readonly path: string;
  /** Whether each directory below is a folder of its own. */
  readonly isByDirectory: boolean;
}

/** A provider with the file that it stands in. */
export interface PlacedProvider extends Provider {
  readonly file: string;
}

/** A folder that a file defines. */
export interface KnownFolder {
  readonly title: string;
  /** The uid of the folder that holds it; empty for the root. */
  readonly parent: string;
}

/** What is known of folders. */
export interface FolderFacts {
  readonly folders: ReadonlyMap<string, KnownFolder>;
  readonly providers: readonly PlacedProvider[];
}

/** The titles of the folders that hold a dashboard, outermost first. */
export function folderTitles(
  { file, hint }: { readonly file: string; readonly hint: FolderHint | undefined },
  facts: FolderFacts,
): readonly string[] {
  if (hint?.uid !== undefined && hint.uid !== "") return titlesByUid(hint.uid, hint.title, facts.folders);
  if (hint?.title !== undefined) return hint.title === "" ? [] : [hint.title];
  return hint === undefined ? titlesByProvider(file, facts.providers) : [];
}

/** A folder that no file defines is named by what is known of it. */
function titlesByUid(
  uid: string,
  title: string | undefined,
  folders: ReadonlyMap<string, KnownFolder>,
): readonly string[] {
  if (!folders.has(uid)) return [title ?? uid];
  const titles: string[] = [];
  const seen = new Set<string>();
  for (let at = uid; at !== "" && !seen.has(at); at = folders.get(at)?.parent ?? "") {
    seen.add(at);
    titles.unshift(folders.get(at)?.title ?? at);
  }
  return titles;
}

/** A directory of a side that a provider may mean. */
interface Match {
  readonly provider: PlacedProvider;
  /** How many names at the end of the two paths are the same. */
  readonly length: number;
  /** How much of its path the file shares with the provider's file. */
  readonly nearness: number;
  /** What lies between the directory and the file. */
  readonly below: readonly string[];
}

/**
 * The folder of the provider whose directory ends like one that holds the file. Paths on Grafana's machine begin
 * differently than those of a repository, so that only their ends can be compared; the longest one wins.
 */
function titlesByProvider(file: string, providers: readonly PlacedProvider[]): readonly string[] {
  const matches = providers
    .map((provider) => bestMatch(file, provider))
    .filter((match) => match !== undefined);
  const [best] = matches.sort((left, right) => right.length - left.length || right.nearness - left.nearness);
  if (best === undefined) return [];
  const rivals = matches.filter(
    ({ length, nearness }) => length === best.length && nearness === best.nearness,
  );
  const titles = rivals.map(titlesOf);
  const isCertain = titles.every((each) => each.join("\n") === titles[0]?.join("\n"));
  return isCertain ? (titles[0] ?? []) : [];
}

function titlesOf({ provider, below }: Match): readonly string[] {
  const directory = below.at(-1);
  const title = provider.isByDirectory ? (directory ?? "") : provider.title;
  return title === "" ? [] : [title];
}

function bestMatch(file: string, provider: PlacedProvider): Match | undefined {
  const directories = namesOf(file).slice(0, -1);
  const path = namesOf(provider.path);
  let best: Match | undefined;
  for (let end = directories.length; end > 0; end--) {
    const length = commonEnd(directories.slice(0, end), path);
    if (length === 0 || length <= (best?.length ?? 0)) continue;
    const nearness = commonEnd(directories.toReversed(), namesOf(provider.file).slice(0, -1).toReversed());
    best = { provider, length, nearness, below: directories.slice(end) };
  }
  return best;
}

function namesOf(path: string): readonly string[] {
  return path.split(/[/\\]/).filter((name) => name !== "" && name !== ".");
}

function commonEnd(left: readonly string[], right: readonly string[]): number {
  const most = Math.min(left.length, right.length);
  for (let count = 0; count < most; count++) {
    if (left.at(-1 - count) !== right.at(-1 - count)) return count;
  }
  return most;
}
