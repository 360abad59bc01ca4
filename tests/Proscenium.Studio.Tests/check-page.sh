#!/usr/bin/env bash
# Checks the types of the studio's page. Needs npm, which brings the compiler into a temporary folder.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
command -v npm >/dev/null || { echo "check-page.sh: 'npm' is not on the PATH: install it (Debian: apt-get install npm)." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --prefix "$work" typescript@5.9.3 >/dev/null
find "$root/src/Proscenium.Studio/Page" -name "*.js" -print0 | xargs -0 "$work/node_modules/.bin/tsc" --checkJs --allowJs --strict --noEmit --target es2023 --module esnext --moduleResolution bundler --lib es2023,dom,dom.iterable
echo "The page's types fit together."
