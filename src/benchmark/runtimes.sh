#!/usr/bin/env bash
# The ten Flax examples (JAX 0.12) in every runtime, webgl in Chromium (CHROME_BIN or PATH); writes src/site/markdown/runtimes.md.
set -euo pipefail
source "$(dirname "$0")/common.sh"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
models jax-0.12 "$work/models"
java -Dparity.timeout=1200 -cp "$(classpath)" org.modelparity.benchmark.EvaluateSuites "$work/models" "$root/target/runtimes" \
  tflite,tfjs xnnpack,litertjs,wasm,cpu,webgl 1
java -cp "$(classpath)" org.modelparity.benchmark.RuntimesTable "$root/target/runtimes/results.json" \
  "$root/src/site/markdown/runtimes.md"
