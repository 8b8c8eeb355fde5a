# Sourced by the benchmarks: the class path of the tests, and how long a command takes.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
classpath() {
  local file="$root/target/benchmark.classpath"
  if [ ! -s "$file" ]; then
    (cd "$root" && mvn -q -B dependency:build-classpath -Dmdep.outputFile="$file" -Dmdep.includeScope=test) >&2
  fi
  echo "$root/target/test-classes:$root/target/classes:$(cat "$file")"
}

# seconds COMMAND...: prints the wall seconds that the command took; its output goes to stderr.
seconds() {
  local start end
  start=$(date +%s.%N)
  "$@" >&2 || exit 1
  end=$(date +%s.%N)
  awk -v a="$start" -v b="$end" 'BEGIN { printf "%.2f\n", b - a }'
}

# models SUITE FOLDER: the examples of a suite of the fixtures, unpacked.
models() {
  mkdir -p "$2/$1"
  for example in "$root/src/it/flax-examples/models/$1"/*; do
    case $example in
      *.zip) name=$(basename "$example" .zip); mkdir -p "$2/$1/$name"; unzip -q -o "$example" -d "$2/$1/$name" ;;
      *) cp -r "$example" "$2/$1/" ;;
    esac
  done
}
