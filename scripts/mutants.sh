#!/usr/bin/env bash
# Changes the core in one place after another, and lists the changes that no test notices:
#   scripts/mutants.sh FILES    'core/src/quantity/*.rs', say
# The list is target/mutants/mutants.out/missed.txt.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$HSMP_ROOT"

FILES="${1:?usage: scripts/mutants.sh FILES}"
if ! command -v cargo-mutants >/dev/null; then
  echo "mutants: no cargo-mutants found; run 'cargo install cargo-mutants --locked --version $CARGO_MUTANTS_VERSION', then this again" >&2
  exit 1
fi

OUT=target/mutants
rm -rf "$OUT/mutants.out"
mkdir -p "$OUT"
# Copies of the tree share one folder of built crates, so only the core is built for each change.
export CARGO_TARGET_DIR="$HSMP_ROOT/$OUT/build" CARGO_PROFILE_DEV_DEBUG=false
# A change that is noticed at all is noticed in a few cases, and needs no smallest example.
export PROPTEST_CASES=32 PROPTEST_MAX_SHRINK_ITERS=0 PROPTEST_DISABLE_FAILURE_PERSISTENCE=1 RUST_BACKTRACE=0
SLOW=(receipts::a_ receipts::the_same every_combination_of the_way_back every_question_of_a_goal every_life_can_be_printed)

# try OPTION... [-- TEST OPTION...]: a change that lives is a finding (2), one that never ends another (3).
try() {
  cargo mutants --package hsmp --file "$FILES" --output "$OUT" --timeout 120 "$@" || [[ $? == 2 || $? == 3 ]]
}
echo "mutants: first with the quick tests"
try -- --lib --test core -- "${SLOW[@]/#/--skip=}"
echo "mutants: what those missed once more, with all tests"
try --iterate --baseline skip -- --lib --test core
cat "$OUT/mutants.out/missed.txt"
