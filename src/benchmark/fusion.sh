#!/usr/bin/env bash
# Time of a fused TF.js graph beside that of the unfused one, see FusionSpeed: [example [backend [runs]]]
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/benchmark.classpath
exec java -Xmx3g -cp "target/test-classes:target/classes:$(cat target/benchmark.classpath)" \
  org.modelparity.benchmark.FusionSpeed "$@"
