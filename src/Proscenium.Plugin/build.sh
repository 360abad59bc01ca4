#!/usr/bin/env bash
# Builds the plug-ins into artifacts/plugins/RID/{ladspa,lv2,clap}. RID is linux-x64 or linux-arm64; by default this machine's.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

need() { command -v "$1" >/dev/null || { echo "build.sh: '$1' is not on the PATH: install it (Debian: apt-get install $2)." >&2; exit 1; }; }
need dotnet dotnet-sdk-10.0
need clang "clang zlib1g-dev"
need ld.lld lld

case $(uname -m) in x86_64) machine=linux-x64 ;; aarch64) machine=linux-arm64 ;; *) machine= ;; esac
rid=${1:-$machine}
cross=()
case $rid in
  linux-x64) target=x86_64-linux-gnu builds=(x86-64-v2 x86-64-v3) ;;
  linux-arm64) target=aarch64-linux-gnu builds=(armv8-a) ;;
  *) echo "build.sh: '$rid' is no system that this script builds for: give linux-x64 or linux-arm64." >&2; exit 1 ;;
esac
if [ "$rid" != "$machine" ]; then
  need "$target-objcopy" "gcc-aarch64-linux-gnu libc6-dev-arm64-cross"
  cross=(-p:LinkerFlavor=lld "-p:ObjCopyName=$target-objcopy")
fi

out=$root/artifacts/plugins/$rid
staged=$root/artifacts/plugins/staged/$rid
rm -rf "$out" "$staged"
mkdir -p "$out/ladspa" "$out/clap" "$out/lv2/proscenium.lv2" "$staged/proscenium"

# publish PROJECT LIBRARY INSTRUCTIONS: compiles a project to native code for a level of the processor; the same sources make the same library in any folder
publish() {
  dotnet publish "$1" -c Release -r "$rid" --nologo -v q --artifacts-path "$root/artifacts/release-build" -p:ContinuousIntegrationBuild=true -p:IlcInstructionSet="$3" ${cross[@]+"${cross[@]}"} -o "$staged/publish" >"$staged/publish.log" ||
    { cat "$staged/publish.log" >&2; exit 1; }
  mkdir -p "$(dirname "$2")"
  cp "$staged/publish/$(basename "$1").so" "$2"
}

library=libproscenium-plugin.so
for level in "${builds[@]}"; do
  folder=proscenium
  [ "$level" != x86-64-v3 ] || folder=proscenium/glibc-hwcaps/x86-64-v3
  publish "$here" "$staged/$folder/$library" "$level"
done

# launch FILE: what a host opens, with the libraries in a folder beside it
launch() {
  clang --target="$target" -O2 -Wall -Wextra -Werror -fPIC -shared -nostdlib -fvisibility=hidden -fuse-ld=lld "$here/launcher.c" -o "$1" \
    -L"$staged/proscenium" -l:"$library" -lc -Wl,-soname,"$(basename "$1")" -Wl,-rpath,'$ORIGIN/proscenium' -Wl,--enable-new-dtags -Wl,-z,defs
  cp -r "$staged/proscenium" "$(dirname "$1")"
}
launch "$out/ladspa/proscenium.so"
launch "$out/lv2/proscenium.lv2/proscenium.so"
launch "$out/clap/proscenium.clap"
# as many as PluginDescription.cs says
"$here/Lv2/bundle.sh" "$out/lv2/proscenium.lv2" $(sed -n 's/.*Outputs => \[\(.*\)\];/\1/p' "$here/PluginDescription.cs" | tr -d ,)

# what the tests need: a host, and a library that makes garbage
mkdir "$out/tests"
publish "$root/tests/Proscenium.Garbage" "$out/tests/garbage.so" "${builds[0]}"
compiler=clang
[ "$rid" = "$machine" ] || compiler=$target-gcc
"$compiler" -O2 -Wall -Wextra -Werror "$root/tests/Proscenium.Garbage/ladspa-host.c" -o "$out/tests/ladspa-host" -ldl -lpthread -lm
rm -r "$staged"
echo "$out"
