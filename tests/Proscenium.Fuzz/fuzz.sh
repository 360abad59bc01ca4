#!/usr/bin/env bash
# Feeds changed inputs to every reader for HOURS (30 seconds without): fuzz.sh [HOURS] [DATA]. DATA is a folder of small files to begin with. Finds go to tests/Proscenium.Fuzz/Finds, where the tests replay them.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=$(awk -v hours="${1:-0.00833}" 'BEGIN { print hours * 3600 }')
dotnet build tests/Proscenium.Fuzz -c Release --nologo -v q >/dev/null
exec artifacts/bin/Proscenium.Fuzz/release/Proscenium.Fuzz --seconds "$seconds" --seed "${SEED:-$RANDOM}" --finds tests/Proscenium.Fuzz/Finds ${2:+--data "$2"}
