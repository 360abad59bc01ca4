#!/usr/bin/env bash
# Measures rooms beside pyroomacoustics and writes results-rooms.md. About a minute; a quiet machine helps.
# Its Python program is measured where Python has it (pip install pyroomacoustics). Without it, ROOM_PEER may name a program made of its C++ core alone
# (image sources and rir_builder of libroom), called as "ROOM_PEER single|bands THREADS", which prints "... total SECONDS ...".
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build -c Release --nologo -v q > /dev/null
results=tests/Proscenium.Benchmarks/results-rooms.md
export DOTNET_TieredCompilation=0 # a short run shall not measure the compiler
{
  echo "# Rooms: results"
  echo
  echo "Made by \`tests/Proscenium.Benchmarks/rooms.sh\`; only ratios carry over to other machines."
  echo
  echo "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(grep -q avx512f /proc/cpuinfo && echo AVX-512 || echo no AVX-512), load $(cut -d' ' -f1 /proc/loadavg); $(. /etc/os-release && echo "$PRETTY_NAME"), .NET $(dotnet --version)."
  artifacts/bin/Proscenium.Benchmarks/release/Proscenium.Benchmarks rooms
  echo
  echo "### pyroomacoustics, the same room"
  echo
  python3 tests/Proscenium.Benchmarks/Peers/rooms.py || true
  if [ -n "${ROOM_PEER:-}" ]; then
    echo
    echo "### Its C++ core alone, built of its published sources (libroom): image sources and the sum of responses, order 60; no Python, no filters of the bands"
    echo
    echo "| response | threads | wall, ms |"
    echo "|---|---:|---:|"
    for threads in 1 2; do
      echo "| single band, omnidirectional | $threads | $("$ROOM_PEER" single $threads | sed 's/.*total \([0-9.]*\).*cpu.*/\1/' | awk '{ printf "%.1f", 1000 * $1 }') |"
      echo "| 7 octave bands, air, cardioid | $threads | $("$ROOM_PEER" bands $threads | sed 's/.*total \([0-9.]*\).*cpu.*/\1/' | awk '{ printf "%.1f", 1000 * $1 }') |"
    done
  fi
} > "$results.new"
mv "$results.new" "$results"
echo "$results"
