#!/usr/bin/env bash
# A second 'mvn verify' of the ten Flax examples with nothing changed, and one that skips the plugin's work (parity.skip),
# against the same build without the plugin.
# The build must have been done once with its integration tests' repository (mvn -DskipTests verify). ROUNDS: 3.
set -euo pipefail
source "$(dirname "$0")/common.sh"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
models jax-0.12 "$work/src/main/models"
pom() {
  cat <<POM
<project><modelVersion>4.0.0</modelVersion><groupId>b</groupId><artifactId>b</artifactId><version>1</version><packaging>pom</packaging>
<build><plugins>$1</plugins></build></project>
POM
}
pom "" >"$work/without.xml"
pom "<plugin><groupId>org.modelparity</groupId><artifactId>parity-maven-plugin</artifactId><version>0.1.0-SNAPSHOT</version>
<configuration><failOn>never</failOn><cacheDirectory>$work/cache</cacheDirectory></configuration>
<executions><execution><goals><goal>check</goal></goals></execution></executions></plugin>" >"$work/with.xml"
build() { mvn -B -q -o -Dmaven.legacyLocalRepo=true -f "$work/$1.xml" -Dmaven.repo.local="${REPOSITORY:-$root/target/local-repo}" "${@:2}" verify; }
echo "first build: $(seconds build with) s"
for round in $(seq "${ROUNDS:-3}"); do
  without=$(seconds build without)
  skipped=$(seconds build with -Dparity.skip)
  with=$(seconds build with)
  awk -v a="$without" -v s="$skipped" -v b="$with" \
    'BEGIN { printf "without the plugin %s s, skipped %.2f s more, second build %s s, %.2f s more\n", a, s - a, b, b - a }'
done | tee "$work/rounds"
echo "median: skipped $(median 7 "$work/rounds") s more, second build $(median 14 "$work/rounds") s more"
