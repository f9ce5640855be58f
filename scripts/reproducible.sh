#!/usr/bin/env bash
# Whether the same source gives the same delivery elsewhere: builds it once more from nothing, in a folder with another
# name and depth, with other settings of language and time, and compares every file with dist/.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$HSMP_ROOT"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
copy="$work/another/place/of-this-project"
mkdir -p "$copy"
# What git knows or would take, as it is now.
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  if [[ -e "$file" ]]; then printf '%s\0' "$file"; fi
done | tar --create --null --files-from=- | tar --extract --directory "$copy"

echo "reproducible: building once more from nothing (about five minutes on two cores)"
(
  unset CARGO_TARGET_DIR MAKEFLAGS MAKELEVEL
  cd "$copy"
  umask 077
  TZ=Asia/Baku LC_ALL=C make --silent build
)
diff -r dist "$copy/dist"
echo "reproducible: $(find dist -type f | wc -l) files, the same in both folders"
