#!/usr/bin/env bash
# Ours against Python's: convert the ten Flax examples (JAX 0.4.30, graphs) to TFLite, run them, compare.
# PYTHON: an interpreter with requirements.txt installed. ROUNDS: 3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../common.sh"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
models jax-0.4-graph "$work/models"
cp=$(classpath)
for round in $(seq "${ROUNDS:-3}"); do
  ours=$(seconds evaluate "$work/models" "$work/out$round" tflite "${WORKERS:-$(nproc)}")
  theirs=$(seconds "${PYTHON:-python3}" "$here/convert.py" "$work/models/jax-0.4-graph")
  awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "ours %s s, official %s s, ratio %.2f\n", a, b, a / b }'
done
