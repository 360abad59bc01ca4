#!/usr/bin/env bash
# Compiles a program of the engine and one of the designer to native code, runs both, and fails if the compiler warns of our own code or Math.NET's.
# PureHDF, which reads SOFA files, finds its types by reflection: its warnings are counted, not failed. Needs clang, lld and zlib (Debian: apt-get install clang lld zlib1g-dev).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for program in Engine Designer; do
  dotnet publish "$root/tests/Proscenium.Aot/$program" -c Release -r "${1:-linux-x64}" --nologo -v q -p:LinkerFlavor=lld -p:TreatWarningsAsErrors=false -o "$work/$program" >"$work/$program.log" 2>&1 ||
    { cat "$work/$program.log" >&2; echo "check.sh: $program could not be compiled: see above." >&2; exit 1; }
  own=$(grep 'warning IL' "$work/$program.log" | grep -v ': PureHDF\.' | sort -u || true)
  echo "$program: $(grep 'warning IL' "$work/$program.log" | grep -c ': PureHDF\.' || true) warnings of PureHDF, $(printf '%s' "$own" | grep -c . || true) of others"
  [ -z "$own" ] || { echo "$own" >&2; exit 1; }
done
"$work/Designer/Proscenium.Aot.Designer" "$work/plan"
"$work/Engine/Proscenium.Aot.Engine" "$work/plan"
