#!/usr/bin/env bash
# A new user's first minutes with the packed tarball, in an empty folder: install, init, build, build again, review, push.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
emulator=""
trap 'rm -rf "$work"; [ -z "$emulator" ] || kill -INT "$emulator"' EXIT
tarball=$(cd "$root" && npm pack --silent --pack-destination "$work" | tail -n 1)
mkdir "$work/monitoring"
cd "$work/monitoring"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --save-dev "$work/$tarball"
npx dash --version
npx dash init
npx dash build
find provisioning -type f | sort
first=$(find provisioning -type f -exec sha256sum {} + | sort)
TZ=Asia/Tokyo LC_ALL=tr_TR.UTF-8 npx dash build --no-cache
second=$(find provisioning -type f -exec sha256sum {} + | sort)
[ "$first" = "$second" ] || { echo "the second build differs" >&2; exit 1; }
npx dash build --check
# The types of the published package, as a strict project reads them.
npm install --silent --no-audit --no-fund --save-dev typescript@7.0.2
npx tsc

# Reviewing a change, also as other CIs do it; the first state is built from git with the installed package.
printf 'node_modules\n' >.gitignore
git init --quiet --initial-branch main
git add --all
git -c user.name=Smoke -c user.email=smoke@example.org commit --quiet --message "what dash init writes"
npx dash diff --exit-code
sed -i 's/title: "Overview"/title: "Summary"/' dashboards/overview.ts
npx dash diff --out review.html --out review.json | tee "$work/review.txt"
grep -q 'retitled from `Overview`' "$work/review.txt" || { echo "the review misses the new title" >&2; exit 1; }
grep -q "<!doctype html>" review.html && grep -q '"formatVersion": "1.0"' review.json
if npx dash diff --fail-on cosmetic >/dev/null; then echo "the review did not fail" >&2; exit 1; fi
sh node_modules/grafana-dash/action/recipe.sh >/dev/null
cmp review.html dash-diff/dash-diff.html
git checkout --quiet dashboards
rm -r review.html review.json dash-diff

# Pushing, to the emulated Grafana of the repository.
(cd "$root" && exec node scripts/run.mjs test/grafana/emulator/serve.ts --port 0) >"$work/grafana.txt" &
emulator=$!
for _ in $(seq 100); do grep -q GRAFANA_TOKEN "$work/grafana.txt" && break; sleep 0.1; done
export GRAFANA_URL GRAFANA_TOKEN
GRAFANA_URL=$(sed -n 's/^ *GRAFANA_URL=//p' "$work/grafana.txt")
GRAFANA_TOKEN=$(sed -n 's/^ *GRAFANA_TOKEN=//p' "$work/grafana.txt")
npx dash push --dry-run
npx dash push
npx dash push | tee "$work/again.txt"
grep -q "Nothing was written" "$work/again.txt" || { echo "the second push wrote something" >&2; exit 1; }
npx dash status
npx dash pull overview
npx dash open overview
echo "the tarball works"
