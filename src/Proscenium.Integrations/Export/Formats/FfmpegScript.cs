using Proscenium.Engine;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>The script that renders a file through ffmpeg: picks the filters of the file's rate, measures what this ffmpeg's afir makes of level 1, runs the graph, and turns down what would be too loud.</summary>
static class FfmpegScript
{
    /// <summary>The script, for any POSIX shell.</summary>
    /// <param name="multiRatePlan">The plans.</param>
    /// <param name="inputs">As of <see cref="FfmpegInputs.Of"/>.</param>
    public static string Of(MultiRatePlan multiRatePlan, IReadOnlyList<(string Pattern, IReadOnlyList<string> Channels)> inputs) => $$"""
        #!/bin/sh
        # Renders a sound file for {{multiRatePlan.Drivers.Count}} drivers: sh render.sh IN OUT.wav

        gain_db={{DecibelText.Of(multiRatePlan.GainDb)}}
        ceiling_db={{DecibelText.Of(Renderer.PlaybackCeilingDb)}}

        fail() {
            printf 'render.sh: %s\n' "$1" >&2
            exit 1
        }

        [ $# -eq 2 ] || fail "takes a sound file and the file to write: sh render.sh IN OUT.wav"
        in=$1 out=$2 here=$(dirname -- "$0") place=$(dirname -- "$2")
        for program in ffmpeg ffprobe; do
            command -v "$program" >/dev/null || fail "$program is not installed: install ffmpeg."
        done
        [ -f "$in" ] || fail "$in: there is no such file: name a sound file."
        case $out in
            *.[Ww][Aa][Vv]) coding='-c:a pcm_f32le -rf64 auto' ;;
            *.[Ww]64) coding='-c:a pcm_f32le' ;;
            *) fail "$out: other files than .wav and .w64 give the drivers to loudspeakers, or mix them: end its name in .wav." ;;
        esac
        [ ! "$in" -ef "$out" ] || fail "$out: is the song itself: name another file."
        [ -d "$place" ] || fail "$out: the folder it is to be in does not exist: make it first."

        # the file's rate and channels
        rate='' channels='' layout=''
        said=$(ffprobe -v error -select_streams a:0 -show_entries stream=sample_rate,channels,channel_layout -of default=noprint_wrappers=1 "file:$in") || said=''
        while IFS='=' read -r key value; do
            case $key in
                sample_rate) rate=$value ;;
                channels) channels=$value ;;
                channel_layout) layout=$value ;;
            esac
        done <<END
        $said
        END
        [ -n "$rate" ] || fail "$in: holds no sound that ffmpeg can read: name a sound file."
        case $rate in
        {{string.Join('\n', multiRatePlan.Plans.Select(plan => $"    {plan.SampleRate}) taps={plan.Filters.Taps} ;;"))}}
            *) fail "$in: is at $rate Hz, for which no filters were exported: convert it to {{Either(multiRatePlan.Plans.Select(plan => $"{plan.SampleRate}"))}} Hz first." ;;
        esac
        case $channels:$layout in
        {{string.Join('\n', inputs.Select(input => $"    {input.Pattern}) pick='{Pick(input.Channels)}' ;;"))}}
            *) fail "$in: has $channels channels (layout: ${layout:-unknown}), not the {{multiRatePlan.Inputs.Count}} of this plan ({{string.Join(", ", multiRatePlan.Inputs)}}): make it that first." ;;
        esac

        # what keeps afir from changing levels differs by version, and so does the gain that it has all the same
        if ffmpeg -hide_banner -h filter=afir | grep irnorm >/dev/null; then
            graph=graph-7.txt afir={{FfmpegFormat.SinceSeven}}
        else
            graph=graph-5.txt afir={{FfmpegFormat.UntilSix}}
        fi
        unit=$(ffmpeg -nostdin -v error -filter_complex "aevalsrc=eq(n\,0):sample_rate=$rate:duration=3[sound];aevalsrc=eq(n\,0):sample_rate=$rate:duration=0.1[dirac];[sound][dirac]$afir,atrim=end_sample=1[out]" \
            -map '[out]' -c:a pcm_f64le -f f64le - | LC_ALL=C od -A n -t f8 -N 8 | tr -d ' ')
        case $unit in
            [1-9]*|0.*[1-9]*) ;;
            *) fail "ffmpeg's filter afir cannot be used here: a pulse of level 1 gave '$unit': install another ffmpeg." ;;
        esac

        # the exact length, by as many bytes as there are samples
        bytes=$(ffmpeg -nostdin -v error -i "file:$in" -map 0:a:0 -c:a pcm_u8 -f u8 - | wc -c)

        partial=$place/.partial-$$-$(basename -- "$out")
        trap 'rm -f -- "$partial"' EXIT
        trap 'exit 1' HUP INT TERM
        # shellcheck disable=SC2086
        ffmpeg -nostdin -v error -y -i "file:$in" {{string.Join(' ', multiRatePlan.Inputs.Select(input => $"-i \"file:$here/{FfmpegFormat.TapsName("$rate", input)}\""))}} \
            -filter_complex "[0:a:0]volume=volume=${gain_db}dB/($unit):precision=double,asplit={{multiRatePlan.Inputs.Count}}{{Labels(multiRatePlan.Inputs.Count)}};$pick;
        $(cat -- "$here/$graph");[out]atrim=end_sample=$((bytes / channels + taps - 1))[whole]" \
            -map '[whole]' $coding "file:$partial" || fail "$in: ffmpeg could not render it."

        # all drivers keep their proportions: where one would exceed the ceiling, all of the file is turned down
        peak_db=$(ffmpeg -nostdin -hide_banner -i "file:$partial" -af astats=measure_perchannel=none:measure_overall=Peak_level -f null - 2>&1 | sed -n 's/.*Peak level dB: //p')
        less_db=$(LC_ALL=C awk -v peak="$peak_db" -v ceiling="$ceiling_db" 'BEGIN { less = ceiling - peak; print peak ~ /^-?[0-9.]+$/ && less < 0 ? less : 0 }')
        if [ "$less_db" != 0 ]; then
            quieter=$place/.quieter-$$-$(basename -- "$out")
            trap 'rm -f -- "$partial" "$quieter"' EXIT
            # shellcheck disable=SC2086
            ffmpeg -nostdin -v error -y -i "file:$partial" -af "volume=${less_db}dB:precision=double" $coding "file:$quieter" || fail "$in: ffmpeg could not render it."
            mv -f -- "$quieter" "$partial"
            printf 'render.sh: the whole file is turned down by %.1f dB, so that no driver exceeds %s dB of full scale.\n' "${less_db#-}" "$ceiling_db" >&2
        fi
        mv -f -- "$partial" "$out"

        """;

    static string Labels(int inputs) => string.Concat(Enumerable.Range(1, inputs).Select(input => $"[file{input}]"));

    static string Pick(IEnumerable<string> channels) => string.Join(';', channels.Select((channel, n) => $"[file{n + 1}]pan=mono|c0={channel}[in{n + 1}]"));

    static string Either(IEnumerable<string> rates) => string.Join(" or ", rates);
}
