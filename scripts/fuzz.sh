#!/usr/bin/env bash
# Feeds random texts, made from good ones, to what reads tables, profiles, stored texts, links, receipts and addresses:
#   scripts/fuzz.sh SECONDS    for so long each
# Stops at the first fault and says which text caused it.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$HSMP_ROOT"

SECONDS_EACH="${1:?usage: scripts/fuzz.sh SECONDS}"
CORPUS=fuzz/corpus
TARGETS=(table profile stored several link receipt address)
for target in "${TARGETS[@]}"; do mkdir -p "$CORPUS/$target"; done

cp examples/profiles/*.json "$CORPUS/profile/"
for profile in examples/profiles/*.json; do
  cargo run --quiet --locked --package hsmp --bin hsmp -- assess "$profile" --on 2026-11-27 --format json >"$CORPUS/receipt/$(basename "$profile")"
done
cp tests/core/fixtures/stored-*.txt "$CORPUS/stored/"
for profile in examples/profiles/*.json; do
  name="$(basename "$profile" .json)"
  # Beside the profile: a member, then the end of the header.
  { printf '  "name": "%s",\n  "revision": 7,\n\n}\n' "$name" && cat "$profile"; } >"$CORPUS/stored/$name.txt"
  { printf '{"profiles": [{"name": "%s", "profile": ' "$name" && cat "$profile" && printf '}]}'; } >"$CORPUS/several/$name.json"
done
cp examples/profiles/*.json tests/core/fixtures/link-*.txt "$CORPUS/link/"
# What lay in storage, as the start script hands it out.
escaped="$(sed 's/"/\\"/g' tests/core/fixtures/stored-v1.txt | awk '{ printf "%s\\n", $0 }')"
printf '{"hsmp/v1/profile/1": "%s", "hsmp/v1/copy/2": "%s", "hsmp/v1/damaged": "torn"}' "$escaped" "$escaped" >"$CORPUS/several/storage.json"
printf 'country,from,to,purpose\nAZ,2026-01-10,2026-03-20,work\nTR,2026-04-01,,\n' >"$CORPUS/table/plain.csv"
printf 'sep=;\nfrom;to;country\n"10/01/2026";1 May 2026;Azerbaijan\n3.2.26;;"Georgia"\n' >"$CORPUS/table/other.csv"
grep -o '^ *[A-Z][A-Za-z]* "[a-z-]*"' src/ui/route.rs | sed 's/.*"\(.*\)"/\1/' | while read -r page; do
  printf '#/%s' "$page" >"$CORPUS/address/$page"
done

for target in "${TARGETS[@]}"; do
  echo "fuzz: $target, for $SECONDS_EACH s"
  log="$CORPUS/$target.log"
  # Without sanitizers, which look for faults that safe Rust has not, it builds with the ordinary compiler.
  if ! cargo fuzz run --sanitizer none "$target" -- -max_total_time="$SECONDS_EACH" -max_len=65536 -timeout=20 -print_final_stats=1 >"$log" 2>&1; then
    tail -40 "$log" >&2
    exit 1
  fi
  sed -n 's/^stat::number_of_executed_units: */fuzz: texts tried: /p' "$log"
done
echo "fuzz: no fault"
