#!/usr/bin/env bash
# Measures how loud music plays, what the limiter does to it and to the cancellation, and what it costs, on DATA/real_stereo and DATA/mixes, and writes results-limiter.md. About five minutes.
set -euo pipefail
data=$(realpath "${1:?usage: limiter.sh DATA}")
cd "$(dirname "$0")/../.."
dotnet build -c Release --nologo -v q > /dev/null
results=tests/Proscenium.Benchmarks/results-limiter.md
export DOTNET_TieredPGO=0
{
  echo "# Limiter: results"
  echo
  echo "Made by \`tests/Proscenium.Benchmarks/limiter.sh DATA\`; of cost only ratios carry over to other machines."
  echo
  echo "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(grep -q avx512f /proc/cpuinfo && echo AVX-512 || echo no AVX-512), load $(cut -d' ' -f1 /proc/loadavg); $(. /etc/os-release && echo "$PRETTY_NAME"), .NET $(dotnet --version)."
  artifacts/bin/Proscenium.Benchmarks/release/Proscenium.Benchmarks limiter "$data"
} > "$results.new"
mv "$results.new" "$results"
echo "$results"
