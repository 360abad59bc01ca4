#!/usr/bin/env bash
# Makes a release: release.sh [--only PART,PART...] [--output FOLDER] [--repository URL]
#   PART     packages (NuGet, with symbols, and the tool), plugins, linux-x64, linux-arm64, win-x64, osx-arm64; all by default
#   FOLDER   takes everything, with SHA256SUMS; artifacts/release by default. It is replaced as a whole, and only when all of it is made.
#   URL      where the sources are, for the packages' pages; nothing is stated without it
# An archive holds the command with the .NET runtime, and on Linux the plug-ins, which need clang, lld and, for the other architecture, its tools (src/Proscenium.Plugin/build.sh).
set -euo pipefail
root=$(cd "$(dirname "$0")" && pwd)
cd "$root"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 LC_ALL=C TZ=UTC

fail() { echo "release.sh: $1" >&2; exit 1; }
need() { command -v "$1" >/dev/null || fail "'$1' is not on the PATH: install it (Debian: apt-get install $2)."; }

all=(packages plugins linux-x64 linux-arm64 win-x64 osx-arm64)
parts=("${all[@]}") release=$root/artifacts/release repository=
while [ $# -gt 0 ]; do
  [ $# -gt 1 ] || fail "unknown option '$1', or one without a value: give --only PART,PART..., --output FOLDER or --repository URL."
  case $1 in
    --only) IFS=, read -r -a parts <<<"$2" ;;
    --output) release=$(realpath -m -- "$2") ;;
    --repository) repository=$2 ;;
    *) fail "unknown option '$1': give --only PART,PART..., --output FOLDER or --repository URL." ;;
  esac
  shift 2
done
[ "${#parts[@]}" -gt 0 ] || fail "--only names no part: give some of ${all[*]}, with commas between them."
for part in "${parts[@]}"; do
  [[ " ${all[*]} " == *" $part "* ]] || fail "unknown part '$part': give some of ${all[*]}, with commas between them."
done
if [ -e "$release" ] && [ ! -f "$release/SHA256SUMS" ]; then
  [ -d "$release" ] && [ -z "$(ls -A "$release")" ] || fail "$release: is there already and is no release: name another folder, or move it away."
fi
[[ $repository =~ ^(https://[^[:space:]@]+)?$ ]] || fail "'$repository' is no address of a repository: give one that begins with https:// and names no user."
has() { [[ " ${parts[*]} " == *" $1 "* ]]; }
need dotnet dotnet-sdk-10.0
need git git
! has win-x64 || need zip zip

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
[ -n "$version" ] || fail "Directory.Build.props: names no version: write <Version> into it."
# every file has the time of the last commit, so that the same sources make the same archives
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}

mkdir -p "$(dirname "$release")"
work=$(mktemp -d "$(dirname "$release")/.release-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
made=$work/made
mkdir "$made"
build=(-c Release --nologo -v q --artifacts-path "$root/artifacts/release-build" -p:ContinuousIntegrationBuild=true "-p:ProsceniumRepository=$repository")

# quietly COMMAND...: shows what it prints only if it fails
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "'$1 $2' failed: see above."; }; }

# same_times FOLDER
same_times() { find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +; }

# archive FOLDER: makes FOLDER.tar.gz, or .zip for Windows, of the folder of that name in the working folder
archive() {
  same_times "$work/$1"
  case $1 in
    *-win-*) (cd "$work" && find "$1" -type f | sort | zip -q -X -9 -@ "$made/$1.zip") ;;
    *) tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --format=gnu -cf - "$1" | gzip -n -9 >"$made/$1.tar.gz" ;;
  esac
  rm -r "${work:?}/$1"
}

# plugins RID FOLDER: builds the plug-ins, unless that is done, and copies what hosts open
plugins() {
  local built=$root/artifacts/plugins/$1 format
  if [ ! -f "$built/clap/proscenium.clap" ] || [ -n "$(find src/Proscenium.Plugin src/Proscenium.Engine Directory.* -newer "$built/clap/proscenium.clap" -type f -print -quit)" ]; then
    quietly src/Proscenium.Plugin/build.sh "$1"
  fi
  mkdir -p "$2"
  for format in ladspa lv2 clap; do cp -r "$built/$format" "$2"; done
}

# readme RID FOLDER COMMAND RUNTIME
readme() {
  {
    echo "Proscenium $version for $1"
    echo
    echo "Makes stereo on a small loudspeaker sound like a pair of loudspeakers in front of you."
    echo
    echo "  $3 demo song.wav     leaves files for your headphones in demo/: before and after"
    echo "  $3 --help            tells what else there is"
    echo
    echo "$4"
    echo "Sound other than WAV needs ffmpeg on the PATH."
    [ ! -d "$2/plugins" ] || echo "Plug-ins for LADSPA, LV2 and CLAP hosts are in plugins/; 'install --pipewire' finds them there."
    [[ $1 != osx-* ]] || echo "macOS quarantines what a browser downloads: 'xattr -dr com.apple.quarantine .' in this folder lets it start."
    echo
    echo "Licences: LICENSE, THIRD-PARTY-NOTICES.txt, licenses/, Fonts/."
  } >"$2/README.txt"
}

# starter RID FOLDER: what starts the command with an installed runtime
starter() {
  case $1 in
    win-*) printf '@dotnet "%%~dp0Proscenium.Cli.dll" %%*\r\n' >"$2/proscenium.cmd" ;;
    *)
      printf '#!/bin/sh\nexec dotnet "$(dirname "$(realpath "$0")")/Proscenium.Cli.dll" "$@"\n' >"$2/proscenium"
      chmod +x "$2/proscenium"
      ;;
  esac
}

# command_for RID: the command with its runtime; where no runtime can be had, the command alone
command_for() {
  local name=proscenium-$version-$1 runtime="It brings its own .NET runtime: nothing is to be installed." start=./proscenium suffix=
  local folder=$work/$name
  case $1 in win-*) suffix=.exe start=proscenium.exe ;; esac
  if dotnet publish src/Proscenium.Cli "${build[@]}" -r "$1" --self-contained -p:PublishReadyToRun=true -o "$folder" >"$work/log" 2>&1; then
    mv "$folder/Proscenium.Cli$suffix" "$folder/proscenium$suffix"
  elif grep -q 'NU1101.*Microsoft\.\|NU1102.*Microsoft\.\|NU1301' "$work/log"; then
    echo "release.sh: note: the .NET runtime for $1 cannot be restored here: its archive needs an installed ASP.NET Core 10 runtime." >&2
    rm -rf "$folder"
    quietly dotnet publish src/Proscenium.Cli "${build[@]}" -p:UseAppHost=false -o "$folder"
    find "$folder/runtimes" -mindepth 1 -maxdepth 1 ! -name "$1" ! -name "${1%%-*}" -exec rm -r {} +
    runtime="It needs the ASP.NET Core 10 runtime (https://dotnet.microsoft.com/download)."
    starter "$1" "$folder"
    case $1 in win-*) start=proscenium.cmd ;; esac
  else
    cat "$work/log" >&2
    fail "the command for $1 could not be built: see above."
  fi
  find "$folder" \( -name '*.pdb' -o -name 'Proscenium*.xml' \) -delete
  chmod -R u=rwX,go=rX "$folder"
  find "$folder" -type f ! -name proscenium ! -name createdump -exec chmod 644 {} +
  case $1 in linux-*) plugins "$1" "$folder/plugins" ;; esac
  cp LICENSE "$folder"
  readme "$1" "$folder" "$start" "$runtime"
  archive "$name"
}

# plugins_for RID: the plug-ins alone
plugins_for() {
  local name=proscenium-plugins-$version-$1 pack
  plugins "$1" "$work/$name"
  cp LICENSE docs/plugins.md "$work/$name"
  mkdir -p "$work/$name/licenses/Microsoft.NETCore.App.Runtime"
  pack=$(find "$(dotnet nuget locals global-packages --list | sed 's/^[^/]*//')" -maxdepth 2 -path "*/microsoft.netcore.app.runtime.nativeaot.$1/*" | sort -V | tail -n 1)
  [ -n "$pack" ] || fail "the runtime of the plug-ins for $1 is not among the restored packages: delete artifacts/plugins and try again."
  find "$pack" -maxdepth 1 \( -iname 'LICENSE.TXT' -o -iname 'THIRD-PARTY-NOTICES.TXT' \) -exec cp {} "$work/$name/licenses/Microsoft.NETCore.App.Runtime" \;
  [ -n "$(ls "$work/$name/licenses/Microsoft.NETCore.App.Runtime")" ] || fail "$pack: holds no licence of the .NET runtime, which is in the plug-ins."
  {
    echo "Proscenium $version for $1: plug-ins"
    echo
    echo "The engine in LADSPA, LV2 and CLAP hosts: stereo in, one channel per driver out. Copy what is in a folder here:"
    echo
    echo "  mkdir -p ~/.ladspa && cp -r ladspa/. ~/.ladspa/"
    echo "  mkdir -p ~/.lv2 && cp -r lv2/. ~/.lv2/"
    echo "  mkdir -p ~/.clap && cp -r clap/. ~/.clap/"
    echo
    echo "They play the plan in ~/.config/proscenium/plan, which the command makes: 'proscenium design -o ~/.config/proscenium/plan'."
    echo "More in plugins.md; where it names artifacts/plugins/linux-x64, take this folder."
    echo
    echo "Licences: LICENSE, licenses/."
  } >"$work/$name/README.txt"
  find "$work/$name" -type f -name '*.[tT][xX][tT]' -exec chmod 644 {} +
  archive "$name"
}

# bill_of_materials: which packages the command consists of, with hashes and licences (CycloneDX)
bill_of_materials() {
  local name=proscenium-$version.cdx.json
  quietly dotnet tool restore
  quietly dotnet tool run dotnet-CycloneDX src/Proscenium.Cli/Proscenium.Cli.csproj -o "$made" -fn "$name" -F Json --no-serial-number --set-name proscenium --set-version "$version" --recursive
  sed -i "s/\"timestamp\": \"[^\"]*\"/\"timestamp\": \"$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)\"/" "$made/$name"
}

for part in "${parts[@]}"; do
  echo "release.sh: $part"
  case $part in
    packages)
      quietly dotnet pack "${build[@]}" -o "$made"
      rm "$made/Proscenium.Cli.$version.nupkg" # with the libraries of all systems
      quietly dotnet pack src/Proscenium.Cli "${build[@]}" -p:ForEachSystem=true -o "$made"
      bill_of_materials
      ;;
    plugins) plugins_for linux-x64 && plugins_for linux-arm64 ;;
    *) command_for "$part" ;;
  esac
done

(cd "$made" && sha256sum -- * >SHA256SUMS)
[ ! -e "$release" ] || mv "$release" "$work/before"
mv "$made" "$release"
cd "$release" && du -h --apparent-size -- *
