#!/usr/bin/env bash
# Ours against Python's: lower the ten Flax examples (JAX 0.12) and write them for TF.js, in a fresh process each round.
# PYTHON: an interpreter with requirements.txt installed (JAX 0.4.30). ROUNDS: 3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../common.sh"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
models jax-0.12 "$work/models"
cp=$(classpath)
for round in $(seq "${ROUNDS:-3}"); do
  ours=$(seconds java -cp "$cp" org.modelparity.benchmark.WriteForTfjs "$work/models/jax-0.12" "$work/ours$round")
  theirs=$(seconds "${PYTHON:-python3}" "$here/convert_jax.py" "$work/theirs$round")
  awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "ours %s s, official %s s, ratio %.2f\n", a, b, a / b }'
done
