#!/usr/bin/env bash
# Evaluates a small model for every layer of Keras 3 (TensorFlow backend) on both targets; results in target/zoo/out/results.json.
# The models are written by `KERAS_BACKEND=tensorflow python src/test/fixtures/export/zoo.py layers src/test/fixtures/keras-zoo`.
set -euo pipefail
source "$(dirname "$0")/common.sh"
rm -rf "$root/target/zoo"; mkdir -p "$root/target/zoo/models/layers"
unzip -q "$root/src/test/fixtures/keras-zoo/layers.zip" -d "$root/target/zoo/models/layers"
java -cp "$(classpath)" org.modelparity.benchmark.EvaluateSuites "$root/target/zoo/models" "$root/target/zoo/out" tflite,tfjs wasm "$(nproc)"
