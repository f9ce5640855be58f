#!/usr/bin/env bash
# Whether we may use what Cargo.lock names, by the rules of deny.toml: licences, versions, places it comes from; and
# whether anything is known against it, where the list of advisories can be reached.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$HSMP_ROOT"

# A warning here is a rule that nothing needs any more.
cargo deny --workspace --locked --offline check -D warnings licenses bans sources

if GIT_TERMINAL_PROMPT=0 timeout 20 git ls-remote --quiet https://github.com/RustSec/advisory-db HEAD >/dev/null 2>&1; then
  cargo deny --workspace --locked check advisories
else
  echo "deny: advisories were not checked: their list at github.com cannot be reached from here"
fi
