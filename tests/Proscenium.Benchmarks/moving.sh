#!/usr/bin/env bash
# Measures what filters cost that follow a head, and writes results-moving.md. Less than a minute.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build -c Release --nologo -v q > /dev/null
results=tests/Proscenium.Benchmarks/results-moving.md
export DOTNET_TieredPGO=0
{
  echo "# Filters that follow a head: results"
  echo
  echo "Made by \`tests/Proscenium.Benchmarks/moving.sh\`; of time only ratios carry over to other machines."
  echo
  echo "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(grep -q avx512f /proc/cpuinfo && echo AVX-512 || echo no AVX-512), load $(cut -d' ' -f1 /proc/loadavg); $(. /etc/os-release && echo "$PRETTY_NAME"), .NET $(dotnet --version)."
  echo
  artifacts/bin/Proscenium.Benchmarks/release/Proscenium.Benchmarks moving
} > "$results.new"
mv "$results.new" "$results"
echo "$results"
