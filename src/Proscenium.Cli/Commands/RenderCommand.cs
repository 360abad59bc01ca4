using System.CommandLine;
using System.Diagnostics;
using Proscenium.Cli.Text;
using Proscenium.Engine.Dsp;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Rendering;
using Proscenium.Rooms;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium render IN OUT</c>: driver feeds, or what the ears get.</summary>
static class RenderCommand
{
    public static Command Create()
    {
        Argument<string> input = Options.Input(), output = Options.Output();
        Option<string> device = Options.Device();
        Option<string?> plan = new("--plan") { Description = "Plan folder, instead of a design for --device." }, head = Options.Head();
        Option<string?> room = RoomOptions.Room("With --monitor: the sound at the ears in a room");
        Option<bool> monitor = new("--monitor") { Description = "Render the sound at the listener's ears, for headphones, instead of driver feeds." };
        Option<bool> bypass = new("--bypass") { Description = "Render the untreated device, at the same loudness." };
        Option<double?> gain = Options.Gain("Gain at the drivers in dB; by default minus the plan's headroom.");
        Option<double> dialogue = new("--dialogue") { Description = $"Level change of the centre in dB, -{DialogueLevel.MaxDb} to {DialogueLevel.MaxDb}.", DefaultValueFactory = _ => 0 };
        Option<string?> upmix = new("--upmix") { Description = $"{Options.UpmixModeDescription} By default music, or the mode of the plan." };
        Option<bool> swapEars = Options.SwapEars(), quiet = Options.Quiet();
        Command command = new("render", "Render a sound file into driver feeds (one channel per driver) or, with --monitor, into the sound at the ears.\n\n"
            + "Example: proscenium render song.flac feeds.wav --device soundbar-8") { input, output, device, plan, monitor, bypass, room, head, swapEars, dialogue, upmix, gain, quiet };
        command.Validators.Add(result =>
        {
            if (result.GetResult(plan) is not null && result.GetResult(device) is { Implicit: false }) result.AddError("--plan contains its own device: leave --device out.");
            if (result.GetResult(room) is not null && !result.GetValue(monitor)) result.AddError("--room applies to the sound at the ears: add --monitor; driver feeds do not depend on the room.");
            if (result.GetValue(bypass) && result.GetResult(dialogue) is { Implicit: false }) result.AddError("--bypass renders the untreated device, which has no centre: leave --dialogue out.");
        });
        command.SetAction(parsed =>
        {
            Stopwatch clock = Stopwatch.StartNew();
            Report report = new(parsed.GetValue(quiet), parsed.GetValue(output));
            Room? where = parsed.GetValue(room) is { } name ? RoomFile.Open(name) : null;
            Head listener = Options.OpenHead(parsed.GetValue(head), parsed.GetValue(swapEars));
            using Stage stage = Stage.Open(parsed.GetValue(input)!, parsed.GetValue(plan), parsed.GetValue(device)!, parsed.GetValue(quiet), where, parsed.GetValue(dialogue), parsed.GetValue(upmix) is { } mode ? Options.Mode("--upmix", mode) : null);
            (bool toEars, bool untreated) = (parsed.GetValue(monitor), parsed.GetValue(bypass));
            FirMatrix? ears = toEars || untreated ? stage.Monitor(listener, where) : null;
            return Run(stage, parsed.GetValue(output)!, toEars, untreated, ears, where, parsed.GetValue(gain), parsed.GetValue(dialogue), clock, report);
        });
        return command;
    }

    static int Run(Stage stage, string output, bool monitor, bool bypass, FirMatrix? ears, Room? room, double? gain, double dialogueDb, Stopwatch clock, Report report)
    {
        double gainDb = gain ?? -stage.Design.Plan.HeadroomDb;
        if (bypass) gainDb += stage.LoudnessDifference(ears!, gainDb);
        RenderFigures figures = stage.Write(output, bypass ? stage.Untreated : stage.Design.Plan, gainDb, monitor ? ears : null);
        report.Line($"{(monitor ? "sound at the ears" : "driver feeds")}{(bypass ? ", untreated" : "")}: {output}");
        report.Figure("device", $"{stage.Design.Request.Device.Name}, channels: {(monitor ? "left ear, right ear" : string.Join(", ", stage.Design.Plan.Drivers))}");
        if (stage.Layout.Channels.Count > 2 || stage.Silent.Count > 0) report.Figure("layout", Layout(stage, bypass));
        if (dialogueDb != 0) report.Figure("dialogue", $"{dialogueDb:+0.0;-0.0} dB");
        if (room is not null) report.Figure("room", $"{room.Name}: {RoomText.Shape(room)}, {RoomText.Reverberation(room)}; listener {RoomSetup.DistanceIn(room):0.00} m from the device");
        report.Figure("gain at the drivers", $"{gainDb:0.0} dB{(bypass ? ", loudness-matched to the plan" : gain is null ? ", minus the plan's headroom" : "")}");
        report.Figure("latency, included in the output", DesignCommand.Latency(stage.Design));
        report.Figure("peak", Decibels(figures.PeakDb));
        if (!monitor && figures.LargestFeedDb < -1) report.Figure("highest gain without clipping", $"--gain {Math.Floor(10 * (gainDb - figures.LargestFeedDb)) / 10:0.0}");
        double seconds = clock.Elapsed.TotalSeconds, music = (double)figures.Frames / stage.Design.Plan.SampleRate;
        report.Figure("time, design included", $"{seconds:0.0} s for {music:0.0} s of music: {music / seconds:0} times real time");
        return 0;
    }

    static string Layout(Stage stage, bool bypass) =>
        $"{stage.Layout.Name}{(stage.Silent.Count > 0 ? $", {string.Join(", ", stage.Silent)} of the plan silent" : "")}{(bypass && stage.Layout.Channels.Count > 2 ? ", mixed down to stereo (ITU-R BS.775), without low-frequency effects" : "")}";

    public static string Decibels(double decibels) => double.IsNegativeInfinity(decibels) ? "silence" : $"{decibels:0.0} dBFS";
}
