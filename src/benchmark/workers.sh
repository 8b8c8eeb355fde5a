#!/usr/bin/env bash
# Two workers against one on a suite of 200 small models. MODELS: 200. ROUNDS: 3. TARGETS: tflite,tfjs.
set -euo pipefail
source "$(dirname "$0")/common.sh"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cp=$(classpath)
small "${MODELS:-200}" "$work/models"
measured() { seconds evaluate "$work/models" "$work/out" "${TARGETS:-tflite,tfjs}" "$1"; }
for round in $(seq "${ROUNDS:-3}"); do
  one=$(measured 1)
  two=$(measured 2)
  awk -v a="$one" -v b="$two" 'BEGIN { printf "one worker %s s, two %s s, throughput %.2f times\n", a, b, a / b }'
done | tee "$work/rounds"
echo "median: throughput $(median 9 "$work/rounds") times"
