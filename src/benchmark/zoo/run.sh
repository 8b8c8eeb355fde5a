#!/usr/bin/env bash
# How many models of a zoo the official converters get right: TFLite with its interpreter, TF.js 4.22 on cpu and wasm.
# MODELS: a folder of SavedModels with inputs.npz and outputs.npz; without, those of every layer of Keras.
# PYTHON: an interpreter with requirements.txt installed. Needs Node, and `npm ci` in the project.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../../.." && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
models=${1:-}
if [ -z "$models" ]; then
  models="$work/models"; mkdir "$models"
  unzip -q "$root/src/test/fixtures/keras-zoo/layers.zip" -d "$models"
fi
[ -d "$root/node_modules" ] || (cd "$root" && npm ci --silent)
count() { sed -E 's/^[^ ]+ ([A-Za-z]+).*/\1/' | sort | uniq -c; }
mkdir "$work/tflite" "$work/tfjs"
echo "tflite"; "${PYTHON:-python3}" "$here/official.py" tflite "$models" "$work/tflite" | tee "${OUT:-$work}/tflite.txt" | count
"${PYTHON:-python3}" "$here/official.py" tfjs "$models" "$work/tfjs" > "${OUT:-$work}/tfjs-convert.txt"
for backend in cpu wasm; do
  echo "tfjs $backend"
  node "$here/run.mjs" "$backend" "$root/node_modules" "$work/tfjs" "$models" | tee "${OUT:-$work}/tfjs-$backend.txt" | count
done
