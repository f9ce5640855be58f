#!/usr/bin/env bash
# Runs a command with the tools on the path and the ordinary toolchain:
#   scripts/with-tools.sh cargo test --package journeys
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
exec "$@"
