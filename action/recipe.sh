#!/bin/sh
# Runs `dash diff` in any CI: keeps its reports as files and prints the Markdown.
#
#   sh node_modules/grafana-dash/action/recipe.sh
#
# Run it in the folder of dash.config.ts, behind `npm ci`, in a clone with the history of both branches.
#
#   DASH_DIFF_BASE     what to compare, for example origin/main...HEAD; from the base that the CI tells where it is empty
#   DASH_DIFF_FAIL_ON  cosmetic, presentation, data, breaks-links or destroys: exit code 1 from that impact on
#   DASH_DIFF_CONFIG   the configuration file
#   DASH_DIFF_ENV      the environment of the configuration
#   DASH_DIFF_REPORTS  the folder of the reports, `dash-diff` by default
#
# The exit code is that of `dash diff`: 0 done, 1 findings, 2 usage, configuration or git, 70 a bug.
set -eu

# Not by its name: on Debian, /bin/sh is a program called `dash` too.
if ! manifest=$(node -p 'require.resolve("grafana-dash/package.json")' 2>/dev/null); then
  echo "The package \`grafana-dash\` is not installed here. Run \`npm ci\` first." >&2
  exit 2
fi
program=${manifest%package.json}dist/cli/bin.js

reports=${DASH_DIFF_REPORTS:-dash-diff}
mkdir -p "$reports"
rm -f "$reports/dash-diff.md" "$reports/dash-diff.html" "$reports/dash-diff.json"

set -- --format markdown \
  --out "$reports/dash-diff.md" --out "$reports/dash-diff.html" --out "$reports/dash-diff.json"
if [ -n "${DASH_DIFF_CONFIG:-}" ]; then set -- "$@" --config "$DASH_DIFF_CONFIG"; fi
if [ -n "${DASH_DIFF_ENV:-}" ]; then set -- "$@" --env "$DASH_DIFF_ENV"; fi
case ${DASH_DIFF_FAIL_ON:-none} in
  none) ;;
  *) set -- "$@" --fail-on "$DASH_DIFF_FAIL_ON" ;;
esac
if [ -n "${DASH_DIFF_BASE:-}" ]; then set -- "$@" -- "$DASH_DIFF_BASE"; fi

exec node "$program" diff "$@"
