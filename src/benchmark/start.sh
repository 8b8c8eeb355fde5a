#!/usr/bin/env bash
# What a worker costs before it is of use: two small models on both targets in a fresh one, with the compiler that workers have
# and with the JVM's default. Seconds of processor time of all processes, and of the clock. ROUNDS: 3.
set -euo pipefail
source "$(dirname "$0")/common.sh"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cp=$(classpath)
small 2 "$work/models"
fresh() {
  local TIMEFORMAT='%U %S %R'
  { time java "-Dparity.argLine=$1" -cp "$cp" org.modelparity.benchmark.EvaluateSuites "$work/models" "$work/out" tflite,tfjs wasm 1 >/dev/null 2>&1; } 2>&1
}
for round in $(seq "${ROUNDS:-3}"); do
  echo "$(fresh "") $(fresh -XX:TieredStopAtLevel=4)" |
    awk '{ printf "first compiler: processor %.1f s, clock %.1f s; both compilers: processor %.1f s, clock %.1f s\n", $1 + $2, $3, $4 + $5, $6 }'
done
