#!/usr/bin/env bash
# Peak memory of all processes for one model on both targets. MODEL: the folder of an example, by default Flax's
# ImageNet example, a ResNet50.
set -euo pipefail
source "$(dirname "$0")/common.sh"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cp=$(classpath)
if [ -z "${MODEL:-}" ]; then
  models jax-0.12 "$work/unpacked"
  MODEL="$work/unpacked/jax-0.12/imagenet"
fi
mkdir -p "$work/models/suite"
cp -r "$MODEL" "$work/models/suite/"
memory=$(peak java -Xmx256m -cp "$cp" org.modelparity.benchmark.EvaluateSuites "$work/models" "$work/out" tflite,tfjs wasm 1)
echo "$(basename "$MODEL"), $(du -sm "$MODEL" | cut -f1) MB: peak $memory MiB"
