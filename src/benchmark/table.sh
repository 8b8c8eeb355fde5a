#!/usr/bin/env bash
# The whole table, cold: the ten Flax examples (JAX 0.4.30, graphs) to TFLite and TF.js, run and compared on both, against
# the official tools: TFLite converted, run and compared; TF.js only converted, since Python cannot run it.
# PYTHON: an interpreter with tfjs/requirements.txt installed. ROUNDS: 1 (the official tools take minutes).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/common.sh"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
models jax-0.4-graph "$work/models"
cp=$(classpath)
python=${PYTHON:-python3}
for round in $(seq "${ROUNDS:-1}"); do
  ours=$(seconds evaluate "$work/models" "$work/out$round" tflite,tfjs "${WORKERS:-$(nproc)}")
  tflite=$(seconds "$python" "$here/tflite/convert.py" "$work/models/jax-0.4-graph")
  tfjs=$(seconds "$python" "$here/tfjs/convert_jax.py" "$work/theirs$round")
  awk -v a="$ours" -v b="$tflite" -v c="$tfjs" \
    'BEGIN { printf "ours %s s; official %s s for TFLite and %s s for TF.js; ratio %.2f\n", a, b, c, a / (b + c) }'
done
