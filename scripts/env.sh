# shellcheck shell=bash
# Sourced by the scripts beside it: which tools this clone needs, in which version, and where
# they are kept. Nothing here installs anything; scripts/setup.sh does.

HSMP_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

# Tools live outside the clone, each in a folder that names its version: a second clone finds
# them ready, and two clones with different versions do not fight.
HSMP_TOOLS="${HSMP_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/hsmp-tools}"

# 0.21.14 is the last Trunk that Rust 1.95 compiles.
TRUNK_VERSION=0.21.14
GECKODRIVER_VERSION=0.37.1
BINARYEN_VERSION=132.0.0
CARGO_FUZZ_VERSION=0.13.2
CARGO_DENY_VERSION=0.20.2
CARGO_MUTANTS_VERSION=27.1.0
AXE_VERSION=4.14.1
# Two readers of calendar files, each by other people: what we write must be read alike by both.
ICAL_JS_VERSION=2.2.1
ICALENDAR_VERSION="$(sed -n "s/^icalendar==\(.*\)$/\1/p" "$HSMP_ROOT/tests/journeys/parsers/requirements.txt")"

# The wasm-bindgen command line, for Trunk and for component tests, must be of exactly the version of the library, so the lock file
# decides. (The two lines after `name = "wasm-bindgen"` are read, the first holds the version.)
WASM_BINDGEN_VERSION="$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;q;}' "$HSMP_ROOT/Cargo.lock")"
if [[ -z "$WASM_BINDGEN_VERSION" ]]; then
  echo "env: Cargo.lock names no wasm-bindgen; run 'cargo generate-lockfile' and try again" >&2
  exit 1
fi

TRUNK_HOME="$HSMP_TOOLS/trunk-$TRUNK_VERSION"
WASM_BINDGEN_HOME="$HSMP_TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION"
GECKODRIVER_HOME="$HSMP_TOOLS/geckodriver-$GECKODRIVER_VERSION"
CARGO_FUZZ_HOME="$HSMP_TOOLS/cargo-fuzz-$CARGO_FUZZ_VERSION"
CARGO_DENY_HOME="$HSMP_TOOLS/cargo-deny-$CARGO_DENY_VERSION"
BINARYEN_HOME="$HSMP_TOOLS/npm-binaryen-$BINARYEN_VERSION"
NPM_TEST_HOME="$HSMP_TOOLS/npm-axe-$AXE_VERSION-ical-$ICAL_JS_VERSION"
# Their lock files hold the versions.
PEERS_HOME="$HSMP_TOOLS/npm-peers-$(cksum <"$HSMP_ROOT/benches/peers/package-lock.json" | cut -d " " -f 1)"
PACKAGES_HOME="$HSMP_TOOLS/npm-packages-$(cksum <"$HSMP_ROOT/packages/package-lock.json" | cut -d " " -f 1)"
PYTHON_HOME="$HSMP_TOOLS/python-icalendar-$ICALENDAR_VERSION"

export HSMP_ROOT HSMP_TOOLS
export PATH="$TRUNK_HOME/bin:$CARGO_FUZZ_HOME/bin:$CARGO_DENY_HOME/bin:$WASM_BINDGEN_HOME/bin:$GECKODRIVER_HOME/bin:$BINARYEN_HOME/node_modules/.bin:$PATH"
# The journeys inject this file into the page to look for accessibility faults.
export HSMP_AXE="$NPM_TEST_HOME/node_modules/axe-core/axe.min.js"
# The readers of calendar files: a Python that has icalendar, and the file of ical.js.
export HSMP_ICALENDAR_PYTHON="$PYTHON_HOME/bin/python"
export HSMP_ICAL_JS="$NPM_TEST_HOME/node_modules/ical.js/dist/ical.js"
# The rule engines that our payslip is timed beside.
export HSMP_PEERS="$PEERS_HOME"
# What makes and tries our npm packages.
export HSMP_PACKAGES="$PACKAGES_HOME"

# What setup found out about this machine: HSMP_WASM_TOOLCHAIN, the name of the toolchain that
# builds for WebAssembly, empty where the ordinary one does.
export HSMP_WASM_TOOLCHAIN=""
if [[ -f "$HSMP_TOOLS/env.sh" ]]; then
  # shellcheck source=/dev/null
  source "$HSMP_TOOLS/env.sh"
fi
