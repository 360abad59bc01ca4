#!/usr/bin/env bash
# Plays music on the built-in devices, in rooms and in free field, beside a pair of real loudspeakers, and writes results-stage.md. About two minutes.
set -euo pipefail
data=$(realpath "${1:?usage: stage.sh DATA}")
cd "$(dirname "$0")/../.."
dotnet build -c Release --nologo -v q > /dev/null
results=tests/Proscenium.Benchmarks/results-stage.md
{
  echo "# Music on a stage: results"
  echo
  echo "Made by \`tests/Proscenium.Benchmarks/stage.sh DATA\`, on KEMAR (\`KEMAR_HRTFs_lfcorr.sofa\`); each device at its own distance (the phone at 0.5 m, no nearer than a real pair comes), rooms: mean over 15 seats."
  artifacts/bin/Proscenium.Benchmarks/release/Proscenium.Benchmarks stage "$data"
} > "$results.new"
mv "$results.new" "$results"
echo "$results"
