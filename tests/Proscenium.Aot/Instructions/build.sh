#!/usr/bin/env bash
# Builds into artifacts/instructions what counts the engine's instructions under QEMU: its plug-in, and a program for NEON, for AVX2 and, with the argument --scalar, for no vectors.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

need() { command -v "$1" >/dev/null || { echo "build.sh: '$1' is not on the PATH: install it (Debian: apt-get install $2)." >&2; exit 1; }; }
need dotnet dotnet-sdk-10.0
need gcc gcc
need clang "clang zlib1g-dev"
need ld.lld lld
need aarch64-linux-gnu-objcopy "gcc-aarch64-linux-gnu libc6-dev-arm64-cross"
need qemu-aarch64 qemu-user
[ "$(uname -m)" = x86_64 ] || { echo "build.sh: this machine is no x86-64: run it on one." >&2; exit 1; }

out=$root/artifacts/instructions
mkdir -p "$out"
# publish FOLDER RID PROPERTIES...
publish() {
  rm -rf "${out:?}/$1"
  dotnet publish "$here" -c Release -r "$2" --nologo -v q --artifacts-path "$root/artifacts/release-build" -p:ContinuousIntegrationBuild=true -p:LinkerFlavor=lld "${@:3}" -o "$out/$1" >"$out/publish.log" ||
    { cat "$out/publish.log" >&2; exit 1; }
  touch "$out/$1/Proscenium.Aot.Instructions" # as new as the code that it was made of, also where that made no difference
}
version=$(qemu-aarch64 --version | sed -n 's/.*version \([0-9]*\).*/\1/p')
gcc -O2 -Wall -Wextra -Werror -shared -fPIC -DAPI="$((version < 9 ? 1 : 2))" "$here/count.c" -o "$out/count.so"
publish avx2 linux-x64 -p:IlcInstructionSet=x86-64-v3
publish neon linux-arm64 -p:IlcInstructionSet=armv8-a -p:ObjCopyName=aarch64-linux-gnu-objcopy
[ "${1:-}" != --scalar ] || publish scalar linux-arm64 -p:PublishAot=false --self-contained
echo "$out"
