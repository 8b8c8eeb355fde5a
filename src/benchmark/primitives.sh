#!/usr/bin/env bash
# Evaluates cases of JAX's primitive tests and writes src/site/markdown/coverage.md.
# With a folder: that of `python src/test/fixtures/export/operations.py --all FOLDER`; without: the committed sample.
set -euo pipefail
source "$(dirname "$0")/common.sh"
cp=$(classpath)
folder=${1:-}
subject="all of JAX's own primitive tests (float32, int32, bool)"
if [ -z "$folder" ]; then
  folder="$root/target/primitives/models"
  rm -rf "$folder"; mkdir -p "$folder"
  unzip -q "$root/src/test/fixtures/operations/primitives-sample.zip" -d "$folder"
  subject="the committed sample of JAX's own primitive tests: at most three cases a primitive (float32, int32, bool)"
fi
java -cp "$cp" org.modelparity.benchmark.EvaluateSuites "$folder" "$root/target/primitives/out" tflite,tfjs wasm,cpu "$(nproc)"
java -cp "$cp" org.modelparity.benchmark.CoverageTable "$root/target/primitives/out/results.json" \
  "$root/src/site/markdown/coverage.md" "$subject"
sed -n '1,12p' "$root/src/site/markdown/coverage.md"
