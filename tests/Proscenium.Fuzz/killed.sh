#!/usr/bin/env bash
# Kills RUNS of the verbs that write (200 without) at random moments, and looks at what is there then: killed.sh [RUNS]. SEED repeats the moments, PROSCENIUM names a built command. Exit code 1 where something was spoilt.
# Two settings A and B of each verb write to the same names in turn; every third run begins with nothing there. A run is killed at a moment within its whole time, within its writing, or once the first result is in its place.
set -uo pipefail
cd "$(dirname "$0")/../.."
[ -n "${PROSCENIUM:-}" ] || dotnet build src/Proscenium.Cli -c Release --nologo -v q >/dev/null || exit 2
command=${PROSCENIUM:-$PWD/artifacts/bin/Proscenium.Cli/release/Proscenium.Cli}
runs=${1:-200}
RANDOM=${SEED:-$$}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir tmp names
export TMPDIR=$folder/tmp DOTNET_EnableDiagnostics=0 # the runtime's own sockets stay there when it is killed

silence() { "$command" "$@" -q >/dev/null 2>said </dev/null || { echo "$* does not run: $(cat said)" >&2; exit 2; }; }
silence room --room bedroom -o a.wav --length 0.8
silence room --room studio -o b.wav --length 0.8
silence design --device laptop -o plan-a
silence design --device laptop --gain-limit 6 -o plan-b

arguments() { # of a verb, with setting a or b, for results named out*
    local gain=-20; [ "$2" = a ] || gain=-30
    case $1 in
        render) echo render a.wav out.wav --plan plan-a --gain $gain --json out.json ;;
        render-flac) echo render a.wav out.flac --monitor --plan "plan-$2" ;;
        design) echo design --device laptop --gain-limit $((-gain / 10)) -o out ;;
        demo) echo demo "$2.wav" --device laptop -o out ;;
        upmix) echo upmix "$2.wav" out.wav --json out.json ;;
        upmix-flac) echo upmix "$2.wav" out.flac ;;
        export) echo export --plan "plan-$2" --format all --stereo-only -o out ;;
        brir) echo brir --plan "plan-$2" -o out ;;
        convolve) echo convolve "$2.wav" plan-a/filters.wav out.w64 --outputs 6 ;;
        headphones) echo headphones "$2.wav" out.mp3 ;;
        analyze) echo analyze --plan "plan-$2" --json out.json --report out.html --plot out.png ;;
        room) echo room --room living-room --length 0.$([ "$2" = a ] && echo 2 || echo 3) -o out.wav --json out.json ;;
    esac
}
files() { find . -path './out*' -type f ! -name '.proscenium-*.partial*' ! -path '*/.proscenium-*' ! -name .proscenium.json ! -name .proscenium.lock ! -name '.filters-*.wav' | sort; }
hidden() { find . \( -name '.proscenium-*' -o -name .proscenium.lock -o -name '.filters-*' \) ; find tmp -mindepth 1; }
sums() { files | while read -r file; do echo "$(undated "$file" | sha256sum | cut -c1-64)  $file"; done; }
undated() { case $1 in *.sofa) { h5dump "$1" 2>/dev/null || wc -c <"$1"; } | sed -E '1d; s/[0-9-]{10}[ T][0-9:]{8}/date/' ;; *) cat "$1" ;; esac; } # SOFA demands the date
begun() { [ -n "$(find . -name '.proscenium-*' -print -quit)" ]; }

spoilt=0
complain() { spoilt=$((spoilt + 1)); echo "SPOILT: $verb, moment $moment: $*" >&2; }

read -ra verbs <<<"${VERBS:-render render-flac design demo upmix upmix-flac export brir convolve headphones analyze room}"
echo "| verb | killed | earlier result whole | new one whole | some files of each | nothing there | with something unfinished beside | after one more run |"
echo "|---|---|---|---|---|---|---|---|"
all=0
for i in "${!verbs[@]}"; do
    verb=${verbs[i]} moment=before
    for setting in b a b; do # b twice: the same bytes come out
        start=$(date +%s%N)
        silence $(arguments "$verb" $setting)
        duration=$((($(date +%s%N) - start) / 1000))
        [ $setting = b ] && [ -f names/b ] && ! sums | cmp -s - names/b && complain "two runs differ"
        sums >"names/$setting"
    done
    killed=0 earlier=0 new=0 mixed=0 none=0 unfinished=0
    wanted=$(((runs * (i + 1)) / ${#verbs[@]} - (runs * i) / ${#verbs[@]}))
    for ((run = 0; killed < wanted && run < 4 * wanted + 8; run++)); do
        [ $((run % 3)) = 2 ] && rm -rf out*
        files >names/before
        touch stamp
        setting=a; [ $((run % 2)) = 0 ] || setting=b
        "$command" $(arguments "$verb" $setting) -q >/dev/null 2>said </dev/null &
        child=$!
        case $((RANDOM % 4)) in
            0) moment=$((RANDOM * duration / 32768)) ;;
            1 | 2)
                while kill -0 $child 2>/dev/null && ! begun; do :; done
                moment=$((RANDOM * duration / 65536)) ;;
            3)
                while kill -0 $child 2>/dev/null && [ -z "$(find . -path './out*' -newer stamp -type f ! -path '*/.proscenium-*' -print -quit)" ]; do :; done
                moment=0 ;;
        esac
        sleep "$(printf '%d.%06d' $((moment / 1000000)) $((moment % 1000000)))"
        kill -KILL $child 2>/dev/null
        wait $child 2>/dev/null
        ended=$?
        [ $ended = 0 ] || [ $ended = 137 ] || complain "$(cat said)"
        sums >names/now
        while read -r line; do grep -qxF "$line" names/a names/b || complain "neither the earlier nor the new: ${line#* }"; done <names/now
        while read -r name; do [ -e "$name" ] || ! grep -qF "  $name" names/a || ! grep -qF "  $name" names/b || complain "lost: $name"; done <names/before
        if [ "$verb" = design ] && [ -e out/plan.json ]; then "$command" render a.wav check.wav --plan out -q 2>said || complain "the plan is not read: $(cat said)"; rm -f check.wav; fi
        [ $ended = 137 ] || continue
        killed=$((killed + 1))
        [ -z "$(hidden)" ] || unfinished=$((unfinished + 1))
        [ ! -s names/now ] && none=$((none + 1)) || { cmp -s names/now "names/$setting" && new=$((new + 1)); } || { { cmp -s names/now names/a || cmp -s names/now names/b; } && earlier=$((earlier + 1)); } || mixed=$((mixed + 1))
    done
    moment=after
    "$command" $(arguments "$verb" b) -q >/dev/null 2>said </dev/null || complain "the next run fails: $(cat said)"
    sums | cmp -s - names/b || complain "the next run's result is another: $(sums | diff - names/b)"
    left=$(hidden); [ -z "$left" ] || complain "left behind: $left"
    echo "| $verb | $killed | $earlier | $new | $mixed | $none | $unfinished | ${left:+something left}${left:-nothing left} |"
    all=$((all + killed))
    rm -rf out* names/*
done
echo
echo "$all runs killed, $spoilt times something was spoilt."
[ $spoilt = 0 ]
