namespace Proscenium.Integrations.Verification;

/// <summary>A PipeWire session in a folder: it reads and writes nothing outside, looks for no hardware, and ends whatever it began.</summary>
static class PipeWireSession
{
    /// <summary>Names and texts of what every session needs.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>
    {
        ["session.sh"] = Script,
        ["bus.conf"] = Bus,
        ["config/wireplumber/main.lua.d/80-no-hardware.lua"] = "alsa_monitor.enabled = false\nv4l2_monitor.enabled = false\nlibcamera_monitor.enabled = false\n",
        ["config/wireplumber/bluetooth.lua.d/80-no-hardware.lua"] = "bluez_monitor.enabled = false\n",
        ["config/wireplumber/wireplumber.conf.d/80-no-hardware.conf"] = "wireplumber.profiles = { main = { hardware.audio = disabled hardware.bluetooth = disabled hardware.video-capture = disabled } }\n", // from 0.5 on
    };

    /// <summary>Settings of the server, and the null sink in the place of the device.</summary>
    public static string Server(int sampleRate, int period, int drivers) => $$"""
        context.properties = {
          default.clock.rate = {{sampleRate}} default.clock.allowed-rates = [ {{sampleRate}} ]
          default.clock.quantum = {{period}} default.clock.min-quantum = {{period}} default.clock.max-quantum = {{period}}
        }
        context.objects = [
          { factory = adapter args = {
            factory.name = support.null-audio-sink node.name = device media.class = Audio/Sink
            audio.channels = {{drivers}} audio.position = [ {{string.Join(' ', Enumerable.Range(0, drivers).Select(driver => $"AUX{driver}"))}} ]
          } }
        ]

        """;

    /// <summary>A message bus that starts no services.</summary>
    const string Bus = """
        <busconfig>
          <type>session</type>
          <listen>unix:tmpdir=/tmp</listen>
          <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
        </busconfig>

        """;

    /// <summary>Arguments: the sink, its channels' names, the number of drivers, the rate and the period; sound.wav goes in and heard.wav comes out.</summary>
    const string Script = """
        sink=$1 positions=$2 drivers=$3 rate=$4 period=$5
        unset DISPLAY $(env | sed -n 's/^\(PIPEWIRE_[A-Z_]*\|WIREPLUMBER_[A-Z_]*\)=.*/\1/p')
        export HOME="$PWD/home" XDG_RUNTIME_DIR="$PWD/run" XDG_CONFIG_HOME="$PWD/config" XDG_STATE_HOME="$PWD/state" XDG_CACHE_HOME="$PWD/cache" XDG_DATA_HOME="$PWD/data"
        mkdir -p -m 700 "$HOME" "$XDG_RUNTIME_DIR"

        server= manager= ears=
        trap 'kill -9 $server $manager $ears 2>/dev/null; wait' EXIT
        trap 'exit 1' INT TERM HUP

        # What went wrong, and the first error in the logs or else their last line, without its place in the source.
        fail() {
          cat pipewire.log wireplumber.log recorded.log played.log >all.log 2>/dev/null
          why=$({ grep -m 1 '^\[E\]' all.log || tail -n 1 all.log; } | sed 's/.*()\] *//')
          echo "$1: ${why:-no reason is given}" >&2
          exit 1
        }

        # await COMPLAINT TEST...: until the test holds
        await() {
          complaint=$1 tries=0
          shift
          until "$@"; do
            tries=$((tries + 1))
            [ $tries -lt 200 ] || fail "$complaint"
            sleep 0.05
          done
        }
        listed() { pw-link "$1" 2>/dev/null | grep -qxF "$2"; }

        pipewire >pipewire.log 2>&1 & server=$!
        await "the server did not start" test -S "$XDG_RUNTIME_DIR/pipewire-0"
        wireplumber >wireplumber.log 2>&1 & manager=$!
        last=$((drivers - 1))
        await "the drivers were not linked to the device" listed -l "device:playback_AUX$last"

        inputs=$(echo $positions | wc -w)
        channels=$((drivers + inputs))
        map=$(seq -s , -f AUX%.0f 0 $((channels - 1)))
        pw-record --target 0 -P '{ node.name = ears stream.dont-remix = true }' --latency $period --rate $rate --channels $channels --channel-map $map --format f32 heard.wav >recorded.log 2>&1 & ears=$!
        await "the recorder did not start" listed -i "ears:input_AUX$((channels - 1))"
        ear=0
        while [ $ear -lt $drivers ]; do
          pw-link "device:monitor_AUX$ear" "ears:input_AUX$ear" || fail "the device cannot be recorded"
          ear=$((ear + 1))
        done
        for position in $positions; do
          pw-link "$sink:monitor_$position" "ears:input_AUX$ear" || fail "the sink cannot be recorded"
          ear=$((ear + 1))
        done

        timeout 30 pw-cat --playback --target "$sink" -P '{ node.name = mouth stream.dont-remix = true }' --latency $period --channel-map $(echo $positions | tr ' ' ,) sound.wav >played.log 2>&1 || fail "the sound could not be played"
        ! grep -q '^\[E\].*filter-' pipewire.log || fail "the filters do not run"
        kill -INT $ears
        wait $ears # its exit code tells of the signal only
        ears=
        [ -s heard.wav ] || fail "nothing was recorded"

        """;
}
