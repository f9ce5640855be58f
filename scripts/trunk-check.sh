#!/usr/bin/env bash
# Whether `trunk serve` still makes of the application what `make build` has put into dist/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
echo "trunk-check: building once more with Trunk (about 15 seconds)"
# `trunk serve` and not `trunk build`: it also puts things of its own into the page, unless Trunk.toml says no.
scripts/wasm.sh trunk serve --release --features split --dist target/trunk >target/trunk.log 2>&1 &
trunk=$!
trap 'kill "$trunk" 2>/dev/null || true' EXIT
# It serves until it is ended. Where the port is taken it ends by itself, but only when it has built.
until grep -q "success" target/trunk.log; do
  if ! kill -0 "$trunk" 2>/dev/null || grep -q "error" target/trunk.log; then
    cat target/trunk.log >&2
    exit 1
  fi
  sleep 1
done
diff -r dist target/trunk
echo "trunk-check: Trunk makes what 'make build' makes"
