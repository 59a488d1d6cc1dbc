/** What depends on the version of the emulated Grafana. */
export interface Profile {
  readonly version: string;
  readonly major: number;
  readonly minor: number;
  /** Whether it is this version or a later one. */
  atLeast(major: number, minor?: number): boolean;
  /** 12 and later keep folders and dashboards as resources; the classic API is a façade. */
  readonly unified: boolean;
  /** Before 11.3 two objects of a folder could not have the same title. */
  readonly uniqueTitles: boolean;
  readonly maxFolderDepth: number;
  /** The schemaVersion that the UI writes. */
  readonly schemaVersion: number;
  /** The versions of the resource `dashboards`, as discovery lists them; the first is the preferred one. */
  readonly dashboardVersions: readonly string[];
  readonly folderVersions: readonly string[];
}

/** Reads any version string, such as `12.1.0+security-01`. */
export function profileOf(version: string): Profile {
  const match = /^(\d+)\.(\d+)/.exec(version);
  if (match === null) throw new Error(`not a version of Grafana: ${version}`);
  const major = Number(match[1]);
  const minor = Number(match[2]);
  const atLeast = (wantedMajor: number, wantedMinor = 0): boolean =>
    major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  return {
    version,
    major,
    minor,
    atLeast,
    unified: atLeast(12),
    uniqueTitles: !atLeast(11, 3),
    maxFolderDepth: atLeast(10) ? 4 : 8,
    schemaVersion: atLeast(12) ? 42 : atLeast(11) ? 41 : atLeast(10) ? 39 : 38,
    dashboardVersions: dashboardVersions(atLeast),
    folderVersions: atLeast(13) ? ["v1", "v1beta1"] : atLeast(12) ? ["v1beta1"] : [],
  };
}

function dashboardVersions(atLeast: Profile["atLeast"]): readonly string[] {
  if (atLeast(13)) return ["v2", "v2beta1", "v2alpha1", "v0alpha1", "v1", "v1beta1"];
  if (atLeast(12, 2)) return ["v1beta1", "v0alpha1", "v2alpha1", "v2beta1"];
  if (atLeast(12)) return ["v1beta1", "v0alpha1", "v2alpha1"];
  return [];
}
