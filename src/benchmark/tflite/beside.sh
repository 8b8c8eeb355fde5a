#!/usr/bin/env bash
# Size and XNNPACK time of our .tflite files beside the official converter's, for the examples that it converts (JAX 0.12).
# PYTHON: an interpreter with tensorflow-cpu 2.21.0.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../common.sh"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
models jax-0.12 "$work/models"
mkdir "$work/official"
"${PYTHON:-python3}" "$here/official.py" "$work/models/jax-0.12" "$work/official" 2>/dev/null
java -cp "$(classpath)" org.modelparity.tflite.BesideOfficial "$work/models/jax-0.12" "$work/official" "$work/ours" "${MILLIS:-100}"
