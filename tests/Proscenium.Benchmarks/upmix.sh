#!/usr/bin/env bash
# Measures the upmix, its speed beside ffmpeg's and its quality on the mixes in DATA/mixes and on built ones, and writes results-upmix.md. About two minutes.
# Needs ffmpeg and GNU time.
set -euo pipefail
data=$(realpath "${1:?usage: upmix.sh DATA}")
cd "$(dirname "$0")/../.."
dotnet build -c Release --nologo -v q > /dev/null
results=tests/Proscenium.Benchmarks/results-upmix.md mixes=$(mktemp -d)
export DOTNET_TieredCompilation=0 # a short run shall not measure the compiler
{
  echo "# Upmix: results"
  echo
  echo "Made by \`tests/Proscenium.Benchmarks/upmix.sh DATA\`; of speed only ratios carry over to other machines."
  echo
  echo "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(grep -q avx512f /proc/cpuinfo && echo AVX-512 || echo no AVX-512), load $(cut -d' ' -f1 /proc/loadavg); $(. /etc/os-release && echo "$PRETTY_NAME"), .NET $(dotnet --version)."
  echo
  artifacts/bin/Proscenium.Benchmarks/release/Proscenium.Benchmarks upmix "$data" "$mixes"
} > "$results.new"
rm -r "$mixes"
mv "$results.new" "$results"
echo "$results"
