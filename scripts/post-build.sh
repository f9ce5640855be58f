#!/usr/bin/env bash
# Called by Trunk after its own work: `xtask dist` makes the delivery out of Trunk's output.
set -euo pipefail
# xtask runs here, not in the browser, so it is built by the ordinary toolchain. Otherwise it
# would be compiled once more where another toolchain builds for WebAssembly.
unset RUSTUP_TOOLCHAIN
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec cargo run --quiet --locked --package xtask -- dist
