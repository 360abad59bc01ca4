#!/usr/bin/env bash
# Writes every kind of result to a disk that is too small for it, RUNS times each (25 without), at random sizes: full-disk.sh [RUNS]. SEED repeats the sizes, PROSCENIUM names a built command.
# As root the disk is a tmpfs of that size, else (or with LIMIT=1) the shell's limit of the size of files. Right is: exit code 1, one sentence that names the place, the earlier result whole, nothing else on the disk. Exit code 1 where one was wrong.
set -uo pipefail
cd "$(dirname "$0")/../.."
[ -n "${PROSCENIUM:-}" ] || dotnet build src/Proscenium.Cli -c Release --nologo -v q >/dev/null || exit 2
command=${PROSCENIUM:-$PWD/artifacts/bin/Proscenium.Cli/release/Proscenium.Cli}
runs=${1:-25}
RANDOM=${SEED:-$$}
folder=$(mktemp -d)
trap 'umount -q "$folder/disk" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder"
mkdir disk tmp
export TMPDIR=$folder/tmp DOTNET_EnableDiagnostics=0 DOTNET_EnableWriteXorExecute=0 # the runtime's own memory counts as a file
limit=${LIMIT:-}
[ -n "$limit" ] || mount -t tmpfs -o size=64k none disk 2>/dev/null && umount disk 2>/dev/null || limit=1

"$command" room --room bedroom -o song.wav --length 0.8 -q >/dev/null && "$command" design --device laptop -o plan -q || exit 2

arguments() {
    case $1 in
        plan) echo design --device phone -o disk/out ;;
        export) echo export --plan plan --format ffmpeg --stereo-only -o disk/out ;;
        brir) echo brir --plan plan -o disk/out ;;
        demo) echo demo song.wav --device laptop -o disk/out ;;
        json) echo analyze --plan plan --json disk/out.json ;;
        html) echo analyze --plan plan --report disk/out.html ;;
        png) echo analyze --plan plan --plot disk/out.png ;;
        *) echo headphones song.wav "disk/out.$1" ;;
    esac
}
contents() { find disk -mindepth 1 | sort; find disk -type f | sort | xargs -d '\n' -r sha256sum; }
used() { du -sk --apparent-size "$1" 2>/dev/null | cut -f1; }
largest() { find "$1" -type f -printf '%s\n' | sort -n | tail -1; }
wrong=0 all=0
complain() { wrong=$((wrong + 1)); echo "WRONG: $kind, $size kB: $*" >&2; }

echo "| result | runs | whole size, kB | refused with a sentence | earlier result kept | nothing left behind |"
echo "|---|---|---|---|---|---|"
for kind in ${KINDS:-wav w64 aiff au caf flac mp3 ogg opus m4a png json html plan brir export demo}; do
    size=-
    "$command" $(arguments $kind) -q >/dev/null 2>said || { echo "$kind does not run: $(cat said)" >&2; exit 2; }
    rm -rf whole; mkdir whole; cp -a disk/. whole; rm -rf disk/*
    pages=$(find whole -type f -printf '%s\n' | awk '{ pages += int(($1 + 4095) / 4096) } END { print pages }')
    refused=0 kept=0 clean=0
    for ((run = 0; run < runs; run++)); do
        earlier=$((run % 2)) # half of the runs find an earlier result
        if [ -z "$limit" ]; then
            size=$((4 * (1 + RANDOM * (pages - 1) / 32768)))
            mount -t tmpfs -o size=$((size + 4 * pages * earlier))k none disk || exit 2
        else
            size=$((RANDOM * $(largest whole) / 1024 / 32768))
        fi
        [ $earlier = 0 ] || cp -a whole/. disk
        contents >before
        if [ -z "$limit" ]; then "$command" $(arguments $kind) -q >/dev/null 2>said </dev/null
        else (trap '' XFSZ; ulimit -f $size; exec "$command" $(arguments $kind) -q >/dev/null 2>said </dev/null); fi
        code=$?
        sentences=$(grep -vc '^proscenium: note:' said)
        if [ $code = 1 ] && [ "$sentences" = 1 ] && grep -q '^proscenium: disk/out.*: cannot be written: .*: .*\.$' said && ! grep -q partial said; then refused=$((refused + 1)); else complain "exit code $code, $(cat said)"; fi
        contents >after
        if grep '^[0-9a-f]\{64\} ' before | grep -vxFf after >lost; then complain "lost: $(cat lost)"; else kept=$((kept + 1)); fi
        if grep -vxFf before after >left || [ -n "$(ls -A tmp)" ]; then complain "left: $(cat left) $(ls -A tmp)"; else clean=$((clean + 1)); fi
        if [ -z "$limit" ]; then umount disk; else find disk -mindepth 1 -delete; fi
        find tmp -mindepth 1 -delete
        all=$((all + 1))
    done
    echo "| $kind | $runs | $((4 * pages)) | $refused | $kept | $clean |"
done
echo
echo "$all runs on a $([ -z "$limit" ] && echo "tmpfs that was too small" || echo "limit of the size of files"), $wrong times something was wrong."
[ $wrong = 0 ]
