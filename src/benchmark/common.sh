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

# median COLUMN FILE: of the numbers in a column; the lower one of two in the middle.
median() { awk -v c="$1" '{ print $c }' "$2" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# peak COMMAND...: prints the largest sum, in MiB, of the resident memory of all processes of the
# command, sampled five times a second; pages that processes share count for each of them.
peak() {
  local session most=0 now
  setsid "$@" >&2 &
  session=$!
  while kill -0 "$session" 2>/dev/null; do
    now=$(ps -o rss= -s "$session" | awk '{ s += $1 } END { print int(s / 1024) }')
    [ "${now:-0}" -gt "$most" ] && most=$now
    sleep 0.2
  done
  wait "$session" || exit 1
  echo "$most"
}

# small N FOLDER: a suite of N small SavedModels, which differ in the inputs that are drawn for them.
small() {
  local i kinds=(affine dense)
  for i in $(seq "$1"); do
    mkdir -p "$2/small/m$i"
    (cd "$root/src/it/models/right/${kinds[i % 2]}" && cp -r saved_model.pb variables "$2/small/m$i")
  done
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

# evaluate MODELS FOLDER TARGETS WORKERS: what the plugin does with suites, without Maven; needs cp=$(classpath).
evaluate() {
  java -cp "$cp" org.modelparity.benchmark.EvaluateSuites "$1" "$2" "$3" wasm "$4"
}
