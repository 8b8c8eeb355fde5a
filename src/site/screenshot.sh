#!/usr/bin/env bash
# Takes the README's picture of the report that `mvn -Pdemo verify` has written.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
report="$root/target/it/flax-examples/target/site/parity/index.html"
[ -f "$report" ] || { echo "no $report: run mvn -Pdemo verify first" >&2; exit 1; }
chrome=${CHROME_BIN:-$(command -v chromium || command -v google-chrome)}
mkdir -p "$root/src/site/resources/images"
profile=$(mktemp -d); trap 'rm -rf "$profile"' EXIT
"$chrome" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile" \
  --window-size=1100,900 --screenshot="$root/src/site/resources/images/report.png" "file://$report"
