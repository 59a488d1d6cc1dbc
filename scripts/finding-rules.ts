/** What a rule finds, for the page of errors. */
export interface FindingRule {
  /** How bad its findings are; "error or warning": documents that were not written with `dashboard()` are warned. */
  readonly severity: "error" | "warning" | "info" | "error or warning";
  /** What it finds, as a sentence. */
  readonly finds: string;
}

/** Rules that belong together. */
export interface FindingGroup {
  readonly title: string;
  readonly rules: Readonly<Record<string, FindingRule>>;
}

/** Every rule whose name a finding can have; a test compares them with the sources. */
export const findingGroups: readonly FindingGroup[] = [
  {
    title: "Dashboards",
    rules: {
      "annotation-panel": {
        severity: "error",
        finds: "An annotation names a panel key that the dashboard lacks.",
      },
      "configure-throws": {
        severity: "error",
        finds: "A `configure` throws an error, or returns something that is no builder.",
      },
      "dashboard-uid": {
        severity: "error",
        finds:
          "A dashboard has no uid, or one with other characters than letters, digits, `-` and `_`, or of more than 40.",
      },
      "data-source": { severity: "error or warning", finds: "A data source is not in the configuration." },
      "duplicate-ref-id": {
        severity: "error or warning",
        finds: "Two queries of a panel have the same refId, so that Grafana keeps one answer for both.",
      },
      "duplicate-title": { severity: "error", finds: "Two dashboards of a folder have the same title." },
      "duplicate-uid": { severity: "error", finds: "Two dashboards have the same uid." },
      "empty-title": {
        severity: "error",
        finds: "A dashboard, row or panel has no title; text panels need none.",
      },
      "not-a-dashboard": {
        severity: "error",
        finds: "A file exports something that is no dashboard, or nothing.",
      },
      "panel-color": {
        severity: "warning",
        finds: "A colour is none that Grafana can draw; it would be grey.",
      },
      "panel-key": {
        severity: "error",
        finds: "Two panels of a dashboard have the same key, so that their ids would be equal.",
      },
      "panel-position": {
        severity: "error",
        finds: "An exact position leaves the grid or overlaps another one.",
      },
      "panel-unit": {
        severity: "error or warning",
        finds: "A unit is not one of Grafana's; it would be shown as it stands.",
      },
      promql: {
        severity: "error",
        finds: "A query does not parse, has wrong types, or gives what no panel can draw.",
      },
      "threshold-order": {
        severity: "error or warning",
        finds: "Thresholds do not ascend, so that some would never show.",
      },
      "undefined-variable": {
        severity: "error or warning",
        finds:
          "A `$name` is no variable of the dashboard, or a `$__name` none of Grafana's: an error in queries, a warning in titles and legends.",
      },
      "variable-name": {
        severity: "error",
        finds: "A variable is defined twice, or has an impossible name.",
      },
    },
  },
  {
    title: "Configuration",
    rules: {
      config: {
        severity: "error",
        finds: "A member of `dash.config.ts` does not exist, is missing, or has an impossible value.",
      },
    },
  },
  {
    title: "Loading files",
    rules: {
      "load-exit": { severity: "error", finds: "A file tries to end the process." },
      "load-leaked-handle": {
        severity: "error",
        finds: "A file leaves a timer, watcher or the like open.",
      },
      "load-memory": { severity: "error", finds: "A file needs more memory than there is for it." },
      "load-missing-export": {
        severity: "error",
        finds: "An imported name does not exist in the file or package.",
      },
      "load-missing-file": { severity: "error", finds: "A file cannot be read." },
      "load-network": { severity: "error", finds: "A file tries to reach the network." },
      "load-not-data": {
        severity: "error",
        finds: "The default export of the configuration is not plain data.",
      },
      "load-package": { severity: "error", finds: "A package cannot be imported." },
      "load-pending": { severity: "error", finds: "A file waits for a promise that nothing can settle." },
      "load-rejects": { severity: "error", finds: "A file leaves a rejected promise unhandled." },
      "load-skipped": { severity: "error", finds: "A file was not loaded because of another problem." },
      "load-syntax": { severity: "error", finds: "A file is no TypeScript, JavaScript or JSON." },
      "load-throws": { severity: "error", finds: "A file throws an error." },
      "load-timeout": { severity: "error", finds: "A file takes longer to load than `--timeout` allows." },
      "load-unresolved": { severity: "error", finds: "An imported file or package does not exist." },
      "load-warning": { severity: "warning", finds: "The bundler warns about a file." },
    },
  },
  {
    title: "Files that are compared",
    rules: {
      "document-depth": { severity: "error", finds: "A file is nested deeper than any document of Grafana." },
      "document-kind": {
        severity: "error or warning",
        finds: "A file holds nothing of Grafana that dash knows: an error when it was named, else a hint.",
      },
      "document-syntax": { severity: "error", finds: "A file is no JSON or YAML." },
      "document-uid": {
        severity: "warning",
        finds: "Two objects of a side have the same uid; the first one counts.",
      },
    },
  },
  {
    title: "Output",
    rules: {
      "configmap-folder": {
        severity: "info",
        finds: "The title of a folder is written differently for Grafana's sidecar.",
      },
      "configmap-size": {
        severity: "error or warning",
        finds:
          "A dashboard is too large for a ConfigMap (error), or for `kubectl apply` without `--server-side` (warning).",
      },
      "folder-depth": {
        severity: "error",
        finds: "A folder is deeper than the four levels that Grafana allows.",
      },
      "folder-nesting": { severity: "info", finds: "Nested folders become folders with joined titles." },
      "folder-title": { severity: "error", finds: "A folder has no title, or that of Grafana's root." },
      "format-data-sources": { severity: "info", finds: "The format `kubernetes` has no data sources." },
      "output-edited": {
        severity: "warning",
        finds: "A written file was changed by hand; the build replaced or removed it.",
      },
    },
  },
];
