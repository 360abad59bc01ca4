#!/usr/bin/env bash
# The bars of sweeps: sweeps.sh [PART...]   PART: designs, catalogue, kills, rows, resume; all by default
# Prints Markdown for results-sweeps.md. Everything lies in a temporary folder. Build first: dotnet build -c Release tests/Proscenium.Sweeps.Tests. Wants a quiet machine of two cores or more.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
command=$root/artifacts/bin/Proscenium.Cli/release/Proscenium.Cli
[ -x "$command" ] || { echo "sweeps.sh: $command is not there: dotnet build -c Release src/Proscenium.Cli" >&2; exit 1; }
[ $# -gt 0 ] || set -- designs catalogue kills rows resume
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
now() { date +%s.%N; }
reckon() { awk "BEGIN { printf \"%.$2f\", $1 }"; }
echo "$(nproc) cores of $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), load $(cut -d' ' -f1 /proc/loadavg) at the beginning"

# designs of a laptop over four axes: study FILE STEPS MEASURE
study() { cat >"$1" <<S
{ "name": "laptop over four axes", "set": { "device": "laptop" }, "grid": [
  { "setting": "device.drivers.left.position.left", "mirrored": ["device.drivers.right.position.left"], "from": 0.06, "to": 0.14, "steps": $2 },
  { "setting": "distanceMetres", "from": 0.45, "to": 0.9, "steps": $2 }, { "setting": "gainLimitDb", "from": 6, "to": 18, "steps": $2 }, { "setting": "target", "from": 12, "to": 27, "steps": $2 } ], "measure": "$3" }
S
}

designs() {
  local n=50 begun loop seconds memory rate
  begun=$(now)
  for i in $(seq $n); do "$command" analyze --device laptop --distance "0.$((45 + i % 45))" --gain-limit $((6 + i % 12)) --target-gain $((12 + i % 15)) --monte-carlo 0 --json /dev/null --quiet 2>/dev/null; done
  loop=$(reckon "$n / ($(now) - $begun)" 3)
  echo "| designs | rate, a second | times the loop's | largest memory |"; echo "|---|---|---|---|"
  echo "| a loop of \`analyze\`, $n of them | $loop | 1 | |"
  for kind in planned freeField; do
    study "$work/$kind.json" "$([ $kind = planned ] && echo 10 || echo 4)" $kind
    "$command" sweep plan "$work/$kind.json" -o "$work/$kind" --quiet
    read -r seconds memory < <(/usr/bin/time -f '%e %M' "$command" sweep run "$work/$kind" --quiet 2>&1 >/dev/null | tail -1)
    rate=$(reckon "$([ $kind = planned ] && echo 10000 || echo 256) / $seconds" 2)
    echo "| \`\"measure\": \"$kind\"\`, $([ $kind = planned ] && echo 10000 || echo 256) | $rate | $(reckon "$rate / $loop" 1) | $((memory / 1024)) MB |"
  done
}

catalogue() {
  local n=${CATALOGUE_FILES:-200} seconds user system begun alone
  mkdir "$work/music"
  ffmpeg -v error -f lavfi -i "anoisesrc=d=180:c=pink:r=48000:a=0.3[l];anoisesrc=d=180:c=pink:r=48000:a=0.3:s=2[r];[l][r]amerge" -c:a pcm_s16le "$work/music/0.wav"
  for i in $(seq $((n - 1))); do ln "$work/music/0.wav" "$work/music/$i.wav"; done
  "$command" design --device laptop -o "$work/plan" --quiet
  begun=$(now); for i in 0 1 2 3 4 5 6 7 8 9; do "$command" render "$work/music/$i.wav" "$work/alone.wav" --plan "$work/plan" --quiet; done
  alone=$(reckon "10 / ($(now) - $begun)" 3)
  "$command" sweep plan "$work/music" -o "$work/catalogue" --plan "$work/plan" --to "$work/feeds" --quiet
  read -r seconds user system < <(/usr/bin/time -f '%e %U %S' "$command" sweep run "$work/catalogue" --quiet 2>&1 >/dev/null | tail -1)
  echo "| catalogue of $n files of 3 minutes | files a second | cores busy |"; echo "|---|---|---|"
  echo "| a loop of \`render --plan\`, 10 of them | $alone | |"
  echo "| \`sweep run\` | $(reckon "$n / $seconds" 3) ($(reckon "$n / $seconds / $alone" 2) times) | $(reckon "100 * ($user + $system) / $seconds / $(nproc)" 0) % |"
}

kills() {
  local n=20 i pid struck=0
  study "$work/kills.json" 10 planned
  "$command" sweep plan "$work/kills.json" -o "$work/undisturbed" --quiet; "$command" sweep run "$work/undisturbed" --quiet; "$command" sweep merge "$work/undisturbed" --quiet
  "$command" sweep plan "$work/kills.json" -o "$work/killed" --shards 400 --quiet
  for i in $(seq $n); do
    "$command" sweep run "$work/killed" --quiet & pid=$!
    sleep "$((1 + RANDOM % 2)).$((RANDOM % 10))"; if kill -9 $pid 2>/dev/null; then struck=$((struck + 1)); fi; wait $pid 2>/dev/null || true
  done
  "$command" sweep run "$work/killed" --quiet; "$command" sweep merge "$work/killed" --quiet
  cmp "$work/undisturbed/results.parquet" "$work/killed/results.parquet" && echo "10000 designs, killed at random $struck times before they were done: all bytes of the table are equal to an undisturbed run's"
}

rows() {
  "$root/artifacts/bin/Proscenium.Sweeps.Tests/release/Proscenium.Sweeps.Tests" -noColor -explicit only -diagnostics -class '*SweepFigures' | grep ' rows, '
}

resume() {
  local begun
  study "$work/resume.json" 10 planned
  "$command" sweep plan "$work/resume.json" -o "$work/resume" --shards 100 --quiet
  for shard in $(seq 0 89); do "$command" sweep work "$work/resume" --shard "$shard" --quiet; done
  begun=$(now)
  "$command" sweep run "$work/resume" --quiet & pid=$!
  until [ -n "$(ls "$work/resume/results/90" 2>/dev/null)" ]; do sleep 0.05; done
  echo "resumed after 90 % of 10000 designs: $(reckon "$(now) - $begun" 1) s until the first new shard of 100 designs was on the disk"
  kill -TERM $pid; wait $pid || true
}

for part in "$@"; do echo; $part; done
