using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Json;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Cli.Text.Tracking;
using Proscenium.Files;
using Proscenium.Filters;
using Proscenium.Judging.Rooms;
using Proscenium.Rendering;
using Proscenium.Rooms.Measured;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium render IN OUT</c>: driver feeds, or what the ears get.</summary>
static class RenderCommand
{
    public static Command Create()
    {
        Argument<string> input = Options.Input(), output = Options.Output();
        Option<string> device = Options.Device();
        Option<string?> plan = new("--plan") { HelpName = "folder", Description = "Plan folder, instead of a design for --device." }, head = Options.Head();
        Option<string?> room = RoomOptions.Room("With --monitor: the sound at the ears in a room", MeasuredRoomOptions.OrAFile), sources = MeasuredRoomOptions.Sources();
        Option<bool> monitor = new("--monitor") { Description = "Render the sound at the listener's ears, for headphones, instead of driver feeds." };
        Option<bool> bypass = new("--bypass") { Description = "Render the device without spatial processing (left and right on the drivers of their side, flat at the seat), at the same loudness." };
        Option<int?> soundTrack = Options.SoundTrack();
        Option<string?> track = new("--track") { HelpName = "file", Description = "Poses of the listener's head over time, a CSV file (seconds,left,forward,up,yaw): the filters follow them, from a plan with a bank (design --bank), and --monitor hears along them." };
        Option<double?> gain = Options.Gain(Options.PlaybackGain);
        Option<string?> headroom = Options.Headroom();
        Option<double> dialogue = NumberOption.RealOr(0, "--dialogue", "dB", $"Level change of the centre in dB, -{DialogueLevel.MaxDb} to {DialogueLevel.MaxDb}.");
        Option<string?> upmix = new("--upmix") { HelpName = "mode", Description = $"{Options.UpmixModeDescription}{Options.OrNoUpmix} By default music, or the mode of the plan." };
        Option<string?> json = new("--json") { HelpName = "file", Description = "Write the figures to a JSON file, or - for standard output (keys: docs/level.md)." };
        HeadCorrections corrections = new();
        Option<bool> quiet = Options.Quiet();
        Verb command = new("render", "Render a sound file into driver feeds (one channel per driver) or, with --monitor, into the sound at the ears. Takes stereo, mono and films of 3.0 to 7.1 channels. "
            + "For a listening distance and limits of your own, design a plan first (proscenium design -o plan --distance 0.6 --gain-limit 6) and name it with --plan.\n\n"
            + "Example: proscenium render song.flac feeds.wav --device soundbar-8")
        {
            input,
            output,
            { Heading.Input, soundTrack },
            { Heading.Plan, device, plan, upmix },
            { Heading.Listener, head, corrections.SwapEars, corrections.Turn, corrections.Low, room, sources, track },
            { Heading.Listening, dialogue },
            { Heading.Level, gain, headroom },
            { Heading.Output, monitor, bypass, json, quiet },
        };
        ListeningOptions listening = new();
        listening.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(gain) is not null && result.GetResult(headroom) is not null) result.AddError("--gain and --headroom both set the level: leave one of them out.");
            if (result.GetResult(plan) is not null && result.GetResult(device) is { Implicit: false }) result.AddError("--plan contains its own device: leave --device out.");
            if (result.GetResult(room) is not null && !result.GetValue(monitor)) result.AddError("--room applies to the sound at the ears: add --monitor; driver feeds do not depend on the room.");
            if (result.GetValue(track) is { } followed && !IsSoundTrack(followed))
            {
                if (result.GetValue(plan) is null && !result.GetValue(monitor)) result.AddError("--track moves the filters of a plan with places for the head: name it with --plan (design --bank auto -o PLAN), or hear a head that moves with --monitor.");
                if (result.GetValue(bypass) && !result.GetValue(monitor)) result.AddError("--bypass renders the untreated device, which follows nobody: leave --track out, or hear it along the poses with --monitor.");
                if (result.GetResult(room) is not null) result.AddError("--track moves the head in free field, since a room's responses are those of one place: leave --room or --track out.");
            }
            if (result.GetResult(head) is not null && !result.GetValue(monitor) && !result.GetValue(bypass)) result.AddError("--head applies to the sound at the ears: add --monitor; to design a plan for a head, use 'proscenium design --head'.");
            if (result.GetValue(bypass) && result.GetResult(dialogue) is { Implicit: false }) result.AddError("--bypass renders the untreated device, which has no centre: leave --dialogue out.");
        });
        command.SetAction(parsed =>
        {
            Stopwatch clock = Stopwatch.StartNew();
            string? figures = parsed.GetValue(json);
            if (OutputTarget.IsStandardOutput(figures) && OutputTarget.IsStandardOutput(parsed.GetValue(output))) throw new SettingException("--json - and the sound cannot share standard output: give one of them a file.");
            TextOutput.Require(figures, null, parsed.GetValue(output));
            MeasuredRoom? measured = MeasuredRoomOptions.Open(parsed.GetValue(room), parsed.GetValue(sources));
            if (measured is not null && parsed.GetValue(head) is not null) throw new SettingException("a measured room has its own ears: leave --head out.");
            FileRendering rendering = new()
            {
                Input = parsed.GetValue(input)!,
                Track = parsed.GetValue(track) is { } number && IsSoundTrack(number) ? int.Parse(number, CultureInfo.InvariantCulture) : parsed.GetValue(soundTrack),
                Poses = parsed.GetValue(track) is { } poses && !IsSoundTrack(poses) ? poses : null,
                Device = parsed.GetValue(device)!,
                Plan = parsed.GetValue(plan),
                MeasuredRoom = measured,
                Room = measured is null && parsed.GetValue(room) is { } name ? RoomOptions.Open(name) : null,
                Head = corrections.Open(parsed, parsed.GetValue(head)),
                GainDb = parsed.GetValue(gain),
                SafeHeadroom = parsed.GetValue(headroom) is not null,
                DialogueDb = parsed.GetValue(dialogue),
                Upmix = parsed.GetValue(upmix) is { } mode ? Options.ModeOrNone("--upmix", mode) : null,
                Night = parsed.GetValue(listening.Night),
                ListeningLevelPhon = parsed.GetValue(listening.Level),
                HarmonicBass = parsed.GetValue(listening.HarmonicBass),
                Monitor = parsed.GetValue(monitor),
                Bypass = parsed.GetValue(bypass),
            };
            RenderedFile rendered = LongRun.Of("rendering", parsed.GetValue(quiet), (progress, cancel) => rendering.Write(parsed.GetValue(output)!, progress, cancel));
            bool unnamed = rendering.Plan is null && parsed.GetResult(device) is { Implicit: true };
            Print(rendering, rendered, unnamed, parsed.GetValue(output)!, clock.Elapsed.TotalSeconds, new Report(parsed.GetValue(quiet), parsed.GetValue(output), figures));
            if (figures is not null) TextOutput.WriteJson(figures, RenderJson.Of(rendering, rendered));
            return 0;
        });
        return command;
    }

    static void Print(FileRendering rendering, RenderedFile rendered, bool unnamed, string output, double seconds, Report report)
    {
        (bool monitor, bool bypass, double gainDb, RenderFigures figures) = (rendering.Monitor, rendering.Bypass, rendered.GainDb, rendered.Figures);
        if (rendering.Room is { } heardIn) RoomOptions.WarnOfDistance(heardIn, rendered.Design);
        if (rendering is { Room: not null, Plan: null }) RoomOptions.NoteMove(rendered.Design.Request, rendering.Room);
        foreach (string warning in rendered.Warnings) Report.Warn(warning);
        report.Line($"{(monitor ? "sound at the ears" : "driver feeds")}{(bypass ? ", untreated" : "")}: {output}");
        report.Figure("device", $"{rendered.Design.Request.Device.Name}{(unnamed ? Options.Unnamed : "")}, channels: {(monitor ? "left ear, right ear" : string.Join(", ", rendered.Design.Plan.Drivers))}");
        if (rendered.Layout.Channels.Count > 2 || rendered.SilentChannels.Count > 0) report.Figure("layout", Layout(rendered, bypass));
        if (rendering.DialogueDb != 0) report.Figure("dialogue", $"{Level.Change(rendering.DialogueDb)} dB");
        if (rendering.Room is { } room) report.Figure("room", $"{room.Name}: {RoomText.Shape(room)}, {RoomText.Reverberation(room)}; listener {RoomSetup.DistanceIn(room):0.00} m from the device");
        if (rendering.MeasuredRoom is { } measured) report.Figure("room", $"{Path.GetFileName(measured.Name)}, as measured: {measured.Seconds:0.00} s, as loud as the file");
        if (rendering.HarmonicBass && rendered.Listening.BassHz is null) Report.Warn($"--harmonic-bass does nothing here: the device's lowest driver plays down to {rendered.Design.Request.Device.LowestHz:0} Hz.");
        if (!rendered.Listening.IsNone) report.Figure("listening", rendered.Listening.Description);
        if (rendering.Poses is { } track) report.Figure("head", $"along {track}{(bypass ? "" : rendered.Design.Plan.Bank is null ? "; the filters are for the seat" : "; the filters follow it")}");
        if (rendered.ShareBeyond > 0) report.Line($"  note: {MotionText.Beyond(rendered.ShareBeyond.Value)}");
        report.Figure("gain at the drivers", $"{Level.Of(gainDb)} dB{GainText(rendering)}");
        report.Figure("latency, included in the output", DesignCommand.Latency(rendered.Design));
        report.Figure("peak", Decibels(figures.PeakDb));
        report.Figure("loudness of all drivers together", LimitingWords.Loudness(figures));
        report.Figure("limiting", LimitingWords.Of(figures) + (rendered.HighestGainDb is { } highest ? $"; up to about {Level.Of(highest)} dB (--gain {Level.Of(rendered.HighestSettingDb!.Value)}) nothing is turned down" : ""));
        double music = (double)figures.Frames / rendered.Design.Plan.SampleRate;
        report.Figure(rendering.Plan is null ? "time, design included" : "time", $"{seconds:0.0} s for {music:0.0} s of music: {Speed(music / seconds)} x real time");
    }

    /// <summary>A number is that of a sound track, as in former versions.</summary>
    static bool IsSoundTrack(string track) => track.All(char.IsAsciiDigit);

    static string GainText(FileRendering rendering) => rendering switch
    {
        { Bypass: true } => " (as loud at the ears as the plan)",
        { SafeHeadroom: true } => " (minus the plan's headroom)",
        { GainDb: null } => " (as loud at the ears as the untreated device)",
        _ => "",
    };

    static string Layout(RenderedFile rendered, bool bypass) =>
        $"{rendered.Layout.Name}{(rendered.SilentChannels.Count > 0 ? $", {string.Join(", ", rendered.SilentChannels)} of the plan silent" : "")}{(bypass && rendered.Layout.Channels.Count > 2 ? ", mixed down to stereo (ITU-R BS.775), without low-frequency effects" : "")}";

    /// <summary>A ratio with one decimal below 10.</summary>
    internal static string Speed(double ratio) => ratio < 9.95 ? $"{ratio:0.0}" : $"{ratio:0}";

    public static string Decibels(double decibels) => double.IsNegativeInfinity(decibels) ? "silence" : $"{Level.Of(decibels)} dBFS";
}
