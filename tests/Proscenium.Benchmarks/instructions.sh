#!/usr/bin/env bash
# Counts the instructions of the engine's parts under QEMU, for NEON, for AVX2 and without vectors, and writes results-instructions.md. About five minutes; a busy machine changes nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
as_root apt-get update -q >&2
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q clang lld zlib1g-dev gcc gcc-aarch64-linux-gnu libc6-dev-arm64-cross libstdc++6-arm64-cross qemu-user >&2
tests/Proscenium.Aot/Instructions/build.sh --scalar >&2
dotnet build src/Proscenium.Cli -c Release --nologo -v q >&2

built=artifacts/instructions program=Proscenium.Aot.Instructions results=tests/Proscenium.Benchmarks/results-instructions.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
artifacts/bin/Proscenium.Cli/release/Proscenium.Cli design --device echo-studio -o "$work/plan" >&2

parts=()
for points in 256 512 1024 2048 4096 8192 16384 32768 65536; do parts+=("forward,$points,4" "inverse,$points,4"); done
for outputs in 5 2; do
  for block in 64 256 1024; do parts+=("convolver,$outputs,2048,$block,256"); done
done
parts+=(convolver,5,65536,256,256)
for mode in music video live fast; do parts+=("upmix,$mode,64"); done
for block in 64 256 1024; do parts+=("renderer,$work/plan,$block,$((32768 / block))"); done

# count NAME VECTORS COMMAND...: a line a part, its name and how many instructions one turn of it takes
count() {
  "${@:3}" "${parts[@]}" >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }
  grep -q "^$2\$" "$work/said" || { echo "instructions.sh: the program for $1 says '$(grep bits "$work/said")', not '$2'." >&2; exit 1; }
  awk '/^instructions:/ { now = $2 } /^begin / { start = now; name = $2; if (!(name in least)) names[++count] = name }
    /^end / { turns[name] = $2; if (!(name in least) || now - start < least[name]) least[name] = now - start }
    END { for (i = 2; i <= count; i++) printf "%s %.0f\n", names[i], (least[names[i]] - least["nothing,1"]) / turns[names[i]] }' "$work/said" >"$work/$1"
}
arm64=(-cpu cortex-a72 -L /usr/aarch64-linux-gnu -plugin "$built/count.so,write=64")
count neon "Arm64: 128 bits" qemu-aarch64 "${arm64[@]}" "$built/neon/$program"
count avx2 "X64: 256 bits" qemu-x86_64 -cpu max -plugin "$built/count.so,write=1" "$built/avx2/$program"
# QEMU does not see code that is written at other addresses than it is run at
DOTNET_EnableWriteXorExecute=0 DOTNET_EnableHWIntrinsic=0 count scalar "Arm64: 32 bits" qemu-aarch64 "${arm64[@]}" "$built/scalar/$program"

{
  echo "# Instructions: results"
  echo
  echo "Made by \`tests/Proscenium.Benchmarks/instructions.sh\`: instructions that one turn of a part of the engine executes, counted under QEMU, within 0.5 % the same in every run, however busy the machine. NEON (armv8-a, Cortex-A72) and AVX2 (x86-64-v3) as compiled to native code for plug-ins;"
  echo "without vectors: the arm64 code of the JIT with \`DOTNET_EnableHWIntrinsic=0\`. A NEON vector is half as wide as one of AVX2: twice the instructions would be expected where nothing but vectors counts. Where NEON took a wrong path, its column would come near to the last one."
  echo
  echo "$(qemu-aarch64 --version | head -n 1), .NET $(dotnet --version)."
  echo
  echo "| part | a turn | NEON | AVX2 | NEON / AVX2 | without vectors | without vectors / NEON |"
  echo "|---|---|---:|---:|---:|---:|---:|"
  paste -d ' ' "$work/neon" "$work/avx2" "$work/scalar" | awk '{
    split($1, word, ",")
    if (word[1] == "forward" || word[1] == "inverse") { part = word[1] " real transform"; turn = word[2] " points" }
    else if (word[1] == "convolver") { part = "convolver, 2x" word[2] ", " word[3] " taps"; turn = "block of " word[4] }
    else if (word[1] == "upmix") { part = "upmix, " word[2]; turn = "hop" }
    else { part = "renderer, echo-studio"; turn = "block of " word[3] }
    printf "| %s | %s | %d | %d | **%.2f** | %d | %.1f |\n", part, turn, $2, $4, $2 / $4, $6, $6 / $2
  }'
} >"$results.new"
mv "$results.new" "$results"
echo "$results"
