#!/usr/bin/env bash
# Makes this machine ready:
#   scripts/setup.sh build   what building and serving need
#   scripts/setup.sh trunk   that, and Trunk, which builds while someone writes
#   scripts/setup.sh test    all of that, and the browsers the tests drive
#   scripts/setup.sh peers   what building needs, and what our payslip is timed beside
#   scripts/setup.sh packages  what building needs, and what makes and tries our npm packages
#   scripts/setup.sh fuzz    what 'make fuzz' needs
#   scripts/setup.sh deny    what 'make deny' needs
# Safe to run again at any time; it installs only what is missing.
#
#   HSMP_TOOLS=FOLDER        where the tools are kept (default: the user's cache folder)
#   HSMP_WASM_TARGET=debian  build the WebAssembly standard library from Debian's source package,
#                            even where rustup could download it
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

WANT="${1:-build}"
case "$WANT" in
  build | trunk | test | peers | packages | fuzz | deny) ;;
  *)
    echo "usage: scripts/setup.sh [build|trunk|test|peers|packages|fuzz|deny]" >&2
    exit 2
    ;;
esac

say() { echo "setup: $*"; }
fail() {
  echo "setup: $*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }
have_one() {
  local name
  for name in "$@"; do
    if have "$name"; then return 0; fi
  done
  return 1
}

# --- programs of the system ------------------------------------------------------------------

declare -a PACKAGES=() MISSING=()

# need PACKAGES WHY COMMAND...: notes the Debian packages where none of the commands is there.
need() {
  local packages="$1" why="$2"
  shift 2
  if ! have_one "$@"; then
    # shellcheck disable=SC2206 # several packages may stand in one word list
    PACKAGES+=($packages)
    MISSING+=("  $1 (Debian: $packages): $why")
  fi
}

collect_system_needs() {
  # Crates with C in them, and the linker of every Rust program.
  need "gcc libc6-dev" "a C compiler, which Rust needs to link programs" cc gcc clang
  if [[ "$WANT" == fuzz ]]; then
    need g++ "a C++ compiler, for the fuzzer of LLVM" g++ clang++
    return
  fi
  if [[ "$WANT" == test || "$WANT" == peers || "$WANT" == packages ]]; then
    need chromium "the first browser the tests drive, any version of the last two years" chromium chromium-browser google-chrome
  fi
  if [[ "$WANT" == test ]]; then
    need chromium-driver "lets the tests drive Chromium, same version as Chromium" chromedriver
    need firefox-esr "the second browser the tests drive, version 128 or later" firefox-esr firefox
    need webkit2gtk-driver "the third browser the tests drive, with its driver, version 2.50 or later" WebKitWebDriver
    need xvfb "the screen of the third browser, which has no mode without one" Xvfb
    need poppler-utils "reads the text of printed reports (any version)" pdftotext
    # Debian's Python can lack what makes environments.
    if ! python3 -c "import ensurepip, venv" >/dev/null 2>&1; then
      PACKAGES+=(python3 python3-venv)
      MISSING+=("  Python 3.10 or later with venv (Debian: python3 python3-venv): reads calendar files with a second program")
    fi
    need brotli "checks compressed files with a second implementation (any version)" brotli
    # Without any font a browser draws nothing, and layout tests mean nothing.
    if ! have fc-list || [[ -z "$(fc-list 2>/dev/null | head -c 1)" ]]; then
      PACKAGES+=(fonts-dejavu-core fontconfig)
      MISSING+=("  a font (Debian: fonts-dejavu-core fontconfig): text has to be drawn to be tested")
    fi
  fi
}

# as_root COMMAND...: runs it as the super-user, directly or through sudo.
as_root() {
  if [[ "$(id -u)" == 0 ]]; then
    "$@"
  else
    sudo "$@"
  fi
}

can_apt() { have apt-get && { [[ "$(id -u)" == 0 ]] || have sudo; }; }

APT_FRESH=""
apt_install() {
  # The list of packages may be days old, and the files it names gone. Fetched once a run.
  if [[ -z "$APT_FRESH" ]]; then
    as_root apt-get update -qq
    APT_FRESH=yes
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

install_system_needs() {
  collect_system_needs
  if [[ ${#PACKAGES[@]} == 0 ]]; then return; fi
  if can_apt; then
    say "installing the packages ${PACKAGES[*]}"
    apt_install "${PACKAGES[@]}"
    return
  fi
  {
    echo "setup: please install these programs, then run this again:"
    printf '%s\n' "${MISSING[@]}"
  } >&2
  exit 1
}

check_rust() {
  if ! have cargo || ! have rustc; then
    fail "no Rust found; install rustup (https://rustup.rs) with Rust 1.95 or later, then run this again"
  fi
  local absent=""
  have npm || absent="npm (with Node.js 18 or later): fetches wasm-opt"
  have node || absent="node 18 or later: runs wasm-opt"
  if [[ -n "$absent" ]]; then fail "please install $absent"; fi
}

# --- tools built by cargo or fetched by npm -----------------------------------------------------

# cargo_tool FOLDER PROGRAM CRATE VERSION MINUTES [OPTION]...
cargo_tool() {
  local home="$1" program="$2" crate="$3" version="$4" minutes="$5"
  shift 5
  if [[ -x "$home/bin/$program" ]] || binary_tool "$home" "$program" "$crate" "$version"; then return; fi
  say "building $crate $version (about $minutes on two cores, once for this user)"
  # Hardly optimised: these tools run for seconds, and a full build of them takes many minutes.
  # Beside the tools and not in a temporary folder, so that an interrupted build goes on where
  # it stopped. Removed afterwards.
  # From the root folder, where no .cargo/config.toml of a project speaks.
  (
    cd /
    unset RUSTUP_TOOLCHAIN
    export CARGO_TARGET_DIR="$HSMP_TOOLS/build" CARGO_PROFILE_DEV_DEBUG=false CARGO_PROFILE_DEV_OPT_LEVEL=1
    cargo install --quiet --debug "$@" --version "$version" --root "$home" "$crate"
  )
  BUILT=yes
}

# binary_tool FOLDER PROGRAM CRATE VERSION: takes the ready program where cargo-binstall is installed
# and finds one. Many networks let crates through and nothing else; then it is built.
binary_tool() {
  have cargo-binstall || return 1
  timeout 120 cargo-binstall --no-confirm --disable-telemetry --disable-strategies compile --root "$1" "$3@$4" >/dev/null 2>&1 || return 1
  [[ -x "$1/bin/$2" ]]
}

# npm_tools FOLDER PACKAGE@VERSION...: the folder's name holds the versions, so a whole one is right.
npm_tools() {
  local home="$1"
  shift
  if [[ -f "$home/complete" ]]; then return; fi
  say "fetching $*"
  mkdir -p "$home"
  npm install --silent --no-audit --no-fund --no-update-notifier --prefix "$home" "$@"
  touch "$home/complete"
}

# npm_locked FOLDER SOURCE: what the lock file in SOURCE names, and nothing else.
npm_locked() {
  local home="$1" source="$2"
  if [[ -f "$home/complete" ]]; then return; fi
  say "fetching what ${source#"$HSMP_ROOT/"}/package-lock.json names"
  mkdir -p "$home"
  cp "$source/package.json" "$source/package-lock.json" "$home/"
  npm ci --silent --ignore-scripts --no-audit --no-fund --no-update-notifier --prefix "$home"
  touch "$home/complete"
}

python_tools() {
  if "$HSMP_ICALENDAR_PYTHON" -c "import icalendar" >/dev/null 2>&1; then return; fi
  say "fetching icalendar $ICALENDAR_VERSION"
  # What an interrupted run left behind would not be whole.
  rm -rf "$PYTHON_HOME"
  python3 -m venv "$PYTHON_HOME"
  "$HSMP_ICALENDAR_PYTHON" -m pip install --quiet --disable-pip-version-check --requirement "$HSMP_ROOT/tests/journeys/parsers/requirements.txt"
}

BUILT=""
install_tools() {
  if [[ "$WANT" == fuzz ]]; then
    cargo_tool "$CARGO_FUZZ_HOME" cargo-fuzz cargo-fuzz "$CARGO_FUZZ_VERSION" "a minute" --locked
    if [[ -n "$BUILT" ]]; then rm -rf "$HSMP_TOOLS/build"; fi
    return
  fi
  if [[ "$WANT" == deny || "$WANT" == test ]]; then
    # Without its own git and network: what it reads is there.
    cargo_tool "$CARGO_DENY_HOME" cargo-deny cargo-deny "$CARGO_DENY_VERSION" "two minutes" --locked --no-default-features
  fi
  if [[ "$WANT" == deny ]]; then
    if [[ -n "$BUILT" ]]; then rm -rf "$HSMP_TOOLS/build"; fi
    return
  fi
  npm_tools "$BINARYEN_HOME" "binaryen@$BINARYEN_VERSION"
  if [[ "$WANT" == build ]]; then return; fi
  # Trunk and 'make packages' call the first of its programs, component tests the second. ('make build' needs
  # neither: it uses wasm-bindgen as a library.)
  # --locked fails for this one: its published lock file does not fit its own manifest.
  cargo_tool "$WASM_BINDGEN_HOME" wasm-bindgen wasm-bindgen-cli "$WASM_BINDGEN_VERSION" "two minutes"
  if [[ "$WANT" == packages || "$WANT" == test ]]; then
    npm_locked "$PACKAGES_HOME" "$HSMP_ROOT/packages"
  fi
  if [[ "$WANT" == peers ]]; then
    npm_locked "$PEERS_HOME" "$HSMP_ROOT/benches/peers"
  elif [[ "$WANT" != packages ]]; then
    cargo_tool "$TRUNK_HOME" trunk trunk "$TRUNK_VERSION" "four minutes" --locked
  fi
  if [[ "$WANT" == test ]]; then
    npm_tools "$NPM_TEST_HOME" "axe-core@$AXE_VERSION" "ical.js@$ICAL_JS_VERSION"
    python_tools
    cargo_tool "$GECKODRIVER_HOME" geckodriver geckodriver "$GECKODRIVER_VERSION" "two minutes" --locked
  fi
  if [[ -n "$BUILT" ]]; then rm -rf "$HSMP_TOOLS/build"; fi
}

# --- the standard library for WebAssembly ---------------------------------------------------------

WASM=wasm32-unknown-unknown
LINKED=hsmp-web

# has_wasm [TOOLCHAIN]: whether that toolchain has the standard library for WebAssembly.
has_wasm() {
  local folder
  if [[ -n "${1:-}" ]]; then
    folder="$(RUSTUP_TOOLCHAIN="$1" rustc --print target-libdir --target "$WASM" 2>/dev/null)" || return 1
  else
    folder="$(env -u RUSTUP_TOOLCHAIN rustc --print target-libdir --target "$WASM" 2>/dev/null)" || return 1
  fi
  compgen -G "$folder/libstd-*.rlib" >/dev/null
}

# remember TOOLCHAIN: what the other scripts read. Empty for the ordinary toolchain.
remember() {
  local line="HSMP_WASM_TOOLCHAIN=$1"
  if [[ -f "$HSMP_TOOLS/env.sh" && "$(cat "$HSMP_TOOLS/env.sh")" == "$line" ]]; then return; fi
  echo "$line" >"$HSMP_TOOLS/env.sh"
}

wasm_target() {
  if [[ "${HSMP_WASM_TARGET:-}" != debian ]]; then
    if has_wasm; then
      remember ""
      return
    fi
    # Where this machine went the other way before, the way is still good: no second download try.
    if [[ "$HSMP_WASM_TOOLCHAIN" == "$LINKED" ]] && has_wasm "$LINKED"; then return; fi
    if have rustup; then
      say "adding the WebAssembly target"
      if env -u RUSTUP_TOOLCHAIN rustup --quiet target add "$WASM" && has_wasm; then
        remember ""
        return
      fi
      say "rustup could not fetch the WebAssembly target"
    fi
  fi
  debian_wasm_target
}

debian_wasm_target() {
  if has_wasm "$LINKED"; then
    remember "$LINKED"
    return
  fi
  have rustup || fail "the WebAssembly target is missing; install rustup (https://rustup.rs), or add $WASM to your Rust by your system's own means"
  if ! can_apt || ! apt-cache show rust-web-src >/dev/null 2>&1; then
    fail "the WebAssembly target is missing; run 'rustup target add $WASM' where the network allows it, then run this again"
  fi
  say "installing Debian's Rust compiler for web software and its source"
  apt_install rustc-web cargo-web rust-web-src rust-web-clippy

  # Debian ships this compiler without a standard library for WebAssembly, but with the source
  # of the one that fits it. RUSTC_BOOTSTRAP allows the unstable option that builds it.
  local host ordinary linker work out
  host="$(/usr/bin/rustc -vV | sed -n 's/^host: //p')"
  ordinary="$(env -u RUSTUP_TOOLCHAIN rustc --print sysroot)"
  linker="$ordinary/lib/rustlib/$host/bin/rust-lld"
  [[ -x "$linker" ]] || fail "no linker for WebAssembly at $linker; reinstall the toolchain with 'rustup toolchain install stable'"

  say "building the WebAssembly standard library (about a minute, once for this machine)"
  work="$(mktemp -d)"
  # shellcheck disable=SC2064 # the folder's name as it is now
  trap "rm -rf '$work'" EXIT
  mkdir "$work/src"
  printf '[package]\nname = "std-for-web"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$work/Cargo.toml"
  : >"$work/src/lib.rs"
  (
    cd "$work"
    unset RUSTUP_TOOLCHAIN CARGO_TARGET_DIR CARGO_ENCODED_RUSTFLAGS
    # Our release build optimises across all crates, which needs the library's bitcode too.
    RUSTFLAGS="-C embed-bitcode=yes" RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$linker" \
      /usr/bin/cargo build --quiet --release --target "$WASM" -Z build-std=std,panic_abort,proc_macro,test
  )
  out="/usr/lib/rustlib/$WASM/lib"
  as_root mkdir -p "$out" "/usr/lib/rustlib/$host/bin"
  # A file of an older compiler beside the new ones would be ambiguous.
  as_root find "$out" -name 'lib*.rlib' -delete
  as_root cp "$work/target/$WASM/release/deps/"lib*.rlib "$out/"
  # The dummy crate itself is no part of it.
  as_root find "$out" -name 'libstd_for_web-*' -delete
  as_root ln -sfn "$linker" "/usr/lib/rustlib/$host/bin/rust-lld"
  rustup toolchain link "$LINKED" /usr
  has_wasm "$LINKED" || fail "the toolchain $LINKED still has no WebAssembly library in $out; remove that folder and run this again"
  remember "$LINKED"
}

# ---------------------------------------------------------------------------------------------------

# The crates the lock file names. scripts/wasm.sh asks for their folder, and Trunk's offline mode
# forbids cargo too to fetch them.
fetch_crates() {
  (cd "$HSMP_ROOT" && env -u RUSTUP_TOOLCHAIN cargo fetch --quiet --locked) ||
    fail "cargo could not fetch the crates; where Cargo.lock is out of date, run 'cargo check' and commit it"
}

mkdir -p "$HSMP_TOOLS"
# Two clones set up at once would build the same tool twice, and break each other's.
if have flock; then
  exec 9>"$HSMP_TOOLS/lock"
  flock 9
fi
install_system_needs
check_rust
wasm_target
install_tools
fetch_crates
say "ready: $WANT"
