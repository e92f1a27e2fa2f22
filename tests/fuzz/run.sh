#!/bin/sh
# Builds the fuzz targets and runs one, or all, for a number of executions.
set -eu
cd "$(dirname "$0")"
target=${1:-all}
runs=${2:-100000}
host=$(rustc -vV | sed -n 's/^host: //p')
out=${CARGO_TARGET_DIR:-../../target}
export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Ccodegen-units=1"
cargo build --quiet --release --target "$host" -j1
[ "$target" = all ] && target="parquet scenario pack json csv cases gzip"
for name in $target; do
    corpus="$out/fuzz/$name"
    mkdir -p "$corpus" "$out/fuzz/seeds-$name"
    seeds="$out/fuzz/seeds-$name"
    real=../fixtures/data/real
    case $name in
    csv | cases) for f in "$real"/*.csv "$real"/*.txt; do { printf 'A'; head -c 700 "$f"; } >"$seeds/$(basename "$f")"; done ;;
    json) for f in "$real"/*.json*; do { printf 'A'; head -c 700 "$f"; } >"$seeds/$(basename "$f")"; done ;;
    parquet) cp "$real"/*.parquet ../fixtures/data/*.parquet "$seeds" ;;
    pack) cp "$real"/*.zip "$seeds" ;;
    gzip) cp "$real"/*.gz "$real"/*.zip "$seeds" ;;
    scenario) for f in ../../models/*/scenario.json; do cp "$f" "$seeds/$(basename "$(dirname "$f")").json"; done ;;
    esac
    length=4096
    [ "$name" = csv ] || [ "$name" = json ] || [ "$name" = cases ] && length=768
    [ "$name" = parquet ] && length=8192
    length=${LENGTH:-$length}
    echo "== $name: $runs executions"
    nice -n 19 "$out/$host/release/$name" -runs="$runs" -max_len="$length" -timeout=10 -rss_limit_mb=3000 \
        -print_final_stats=1 -verbosity=0 -artifact_prefix="$out/fuzz/found-$name-" "$corpus" "$seeds" 2>&1 | grep -E "stat::number_of_executed|stat::peak|ERROR|panicked|found" || true
done
