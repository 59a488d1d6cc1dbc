#!/usr/bin/env bash
# A new user's first five minutes with the packed tarball, in an empty folder: install, init, build, build again.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
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
echo "the tarball works"
