#!/usr/bin/env bash
# Installs the peers that Debian has, measures the engine beside them, and writes results.md. About five minutes; a quiet machine helps.
set -euo pipefail
cd "$(dirname "$0")/../.."
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
as_root apt-get update -q >&2
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q g++ time ffmpeg jconvolver brutefir libzita-convolver-dev libfftw3-single3 util-linux >&2
dotnet build -c Release --nologo -v q >&2

peers=artifacts/peers results=tests/Proscenium.Benchmarks/results.md
mkdir -p "$peers"
g++ -O2 -shared -fPIC -o "$peers/libzita-peer.so" tests/Proscenium.Benchmarks/Peers/zita.cpp -lzita-convolver
export LD_LIBRARY_PATH=$PWD/$peers
[ -d /dev/shm ] && export TMPDIR=/dev/shm # whole programs shall not wait for a disk
bench=artifacts/bin/Proscenium.Benchmarks/release/Proscenium.Benchmarks
on_one_core() { taskset -c "$(($(nproc) - 1))" "$bench" "$@"; }

{
  echo "# Results"
  echo
  echo "Made by \`tests/Proscenium.Benchmarks/peers.sh\`: everything in one run, the engine and its peers in turn; only ratios carry over to other machines."
  echo "The upmix: [results-upmix.md](results-upmix.md). Instructions on NEON beside AVX2: [results-instructions.md](results-instructions.md). Designs, measured by BenchmarkDotNet: [results-design.md](results-design.md). More by \`dotnet run -c Release --project tests/Proscenium.Benchmarks -- --filter '*'\`."
  echo
  echo "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(grep -q avx512f /proc/cpuinfo && echo AVX-512 || echo no AVX-512), load $(cut -d' ' -f1 /proc/loadavg); $(. /etc/os-release && echo "$PRETTY_NAME"), .NET $(dotnet --version)."
  on_one_core transforms
  echo
  echo "### The same with AVX2 alone"
  DOTNET_EnableAVX512=0 on_one_core transforms | grep '^|'
  on_one_core convolvers
  echo
  echo "### The same with AVX2 alone"
  DOTNET_EnableAVX512=0 on_one_core convolvers | grep '^|'
  on_one_core stages
  "$bench" programs "$PWD/artifacts/bin/Proscenium.Cli/release/Proscenium.Cli"
  "$bench" shares
  "$bench" soak 10000000
} > "$results.new"
mv "$results.new" "$results"
echo "$results"
