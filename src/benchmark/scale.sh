#!/usr/bin/env bash
# Seconds a row and peak memory for suites of 20, 200 and 2,000 small models: both should stay the same.
# SIZES: "20 200 2000". WORKERS: 1. TARGETS: tflite,tfjs.
set -euo pipefail
source "$(dirname "$0")/common.sh"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cp=$(classpath)
IFS=, read -ra targets <<<"${TARGETS:-tflite,tfjs}"
for size in ${SIZES:-20 200 2000}; do
  small "$size" "$work/$size"
  start=$(date +%s.%N)
  memory=$(peak java -Xmx256m -cp "$cp" org.modelparity.benchmark.EvaluateSuites "$work/$size" "$work/out" "${TARGETS:-tflite,tfjs}" wasm "${WORKERS:-1}")
  awk -v a="$start" -v b="$(date +%s.%N)" -v n="$size" -v t="${#targets[@]}" -v m="$memory" \
    'BEGIN { printf "%d models, %d rows: %.1f s, %.3f s a row, peak %d MiB\n", n, n * t, b - a, (b - a) / n / t, m }'
done
