#!/usr/bin/env bash
# Runs a command with the tools on the path and the toolchain that builds for WebAssembly:
#   scripts/wasm.sh cargo build --target wasm32-unknown-unknown
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# Only builds for WebAssembly use the other toolchain. Everything else stays with the ordinary
# one, which formats, lints and tests.
if [[ -n "$HSMP_WASM_TOOLCHAIN" ]]; then
  export RUSTUP_TOOLCHAIN="$HSMP_WASM_TOOLCHAIN"
fi

# Messages of faults name source files. Without this they would name the folders of the machine
# that built the module, and two machines would build different bytes.
# (scripts/setup.sh has fetched the crates, so their folder is there.)
flags="--remap-path-prefix=$HSMP_ROOT=."
for folder in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do
  flags+=" --remap-path-prefix=${folder%/}=crates"
done
# One type for all views: without it Leptos makes code to build, change and take away each shape of
# view, and the program is a tenth heavier. Types differ with it, so tests and lints use it too.
flags+=" --cfg erase_components"
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$flags"

exec "$@"
