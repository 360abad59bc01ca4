#!/usr/bin/env bash
# Runs the engine's tests as on an arm64 machine, under QEMU, on the NEON path; fails where one fails or none ran. Five to seven minutes of processor time, on all cores.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

need() { [ -e "$1" ] || command -v "$1" >/dev/null || { echo "arm64.sh: '$1' is not there: install it (Debian: apt-get install $2)." >&2; exit 1; }; }
need dotnet dotnet-sdk-10.0
need qemu-aarch64 qemu-user
need /usr/aarch64-linux-gnu/lib/ld-linux-aarch64.so.1 libc6-dev-arm64-cross
need /usr/aarch64-linux-gnu/lib/libstdc++.so.6 libstdc++6-arm64-cross
need dpkg-deb dpkg

out=$root/artifacts/arm64
mkdir -p "$out"
# xUnit asks for a hash, .NET asks OpenSSL for it, and Debian has that for cross-compilers not: its arm64 package is unpacked here, and apt's own state is left alone
if [ ! -e "$out/openssl/usr/lib/aarch64-linux-gnu/libssl.so.3" ]; then
  apt=$out/apt
  rm -rf "$apt"
  mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial"
  own=(-q -o "Dir::State=$apt/state" -o Dir::State::status=/dev/null -o "Dir::Cache=$apt/cache" -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User=)
  (cd "$apt" && { apt-get "${own[@]}" update && { apt-get "${own[@]}" download libssl3 || apt-get "${own[@]}" download libssl3t64; }; } >"$apt/log" 2>&1) ||
    { cat "$apt/log" >&2; echo "arm64.sh: Debian's libssl3 for arm64 could not be had: see above." >&2; exit 1; }
  dpkg-deb -x "$apt"/libssl3*_arm64.deb "$out/openssl"
  rm -rf "$apt"
fi

dotnet publish "$root/tests/Proscenium.Tests" -c Release -r linux-arm64 --self-contained --nologo -v q -p:RunAnalyzers=false --artifacts-path "$out" -o "$out/tests" >"$out/publish.log" ||
  { cat "$out/publish.log" >&2; exit 1; }

# A Cortex-A72 (Raspberry Pi 4) has NEON and nothing wider. QEMU does not see code that is written at other addresses than it is run at.
emulated() { DOTNET_EnableWriteXorExecute=0 qemu-aarch64 -cpu cortex-a72 -L /usr/aarch64-linux-gnu -E LD_LIBRARY_PATH="$out/openssl/usr/lib/aarch64-linux-gnu" "$@"; }

said=$(emulated "$out/tests/Proscenium.Cli" --version --verbose)
grep -q "^vectors: 128 bits, NEON" <<<"$said" || { echo "$said" >&2; echo "arm64.sh: the emulated machine runs no NEON." >&2; exit 1; }

# All tests of the engine, but for WithoutVectorsTests, which starts arm64 programs of its own: without QEMU before them they do not run.
status=0
emulated "$out/tests/Proscenium.Tests" -noColor -noAutoReporters -class "Proscenium.Tests.Engine.*" -class Proscenium.Tests.Film.FilmRendererTests -class Proscenium.Tests.Files.Sha256Tests \
  -class- Proscenium.Tests.Engine.WithoutVectorsTests | tee "$out/log" || status=$?
grep -q "Total: [1-9][0-9][0-9]*, Errors: 0, Failed: 0," "$out/log" || { echo "arm64.sh: a test failed on arm64, or none ran." >&2; exit 1; }
exit "$status"
