using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Json;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Files.Sound;
using Proscenium.Judging.Rooms;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium room</c>: the impulse response between two points of a room.</summary>
static class RoomCommand
{
    public static Command Create()
    {
        Option<string?> room = RoomOptions.Room("The room");
        room.Required = true;
        Option<string?> source = new("--source") { HelpName = "x,y,z", Description = "Source position: metres along x, y and z, as in 1,2.5,1.1; by default that of the room's device." };
        Option<string?> receiver = new("--receiver") { HelpName = "x,y,z", Description = "Microphone position, in the same form; by default that of the room's listener." };
        Option<string?> output = new("--output", "-o") { HelpName = "file", Description = "WAV file for the response (32-bit float), or - for standard output; by default no file, figures only." };
        Option<int> rate = NumberOption.WholeOr(48000, "--rate", "Hz", "Sample rate in Hz, 8000 to 192000.");
        Option<string?> tail = new("--tail") { HelpName = "on|off", Description = "Late reverberation. on: random image sources of the same energy from the mixing time on; off: exact image sources to the end. By default off for rectangular rooms; on for others, where exact image sources take a minute for 0.3 s of response or less." };
        Option<double?> length = NumberOption.Real("--length", "seconds", "Length in seconds; by default until 60 dB of decay.");
        Option<double?> jitter = NumberOption.Real("--jitter", "cm", "Random displacement of the image sources in centimetres, 0 to 10, against sweeping echoes of empty rectangular rooms.");
        Option<int?> ambisonics = NumberOption.Whole("--ambisonics", "order", "Instead of an omnidirectional microphone: AmbiX channels (ACN, SN3D) up to this order, 0 to 7, in the room's axes.", 0, RoomTensor.MaxDegree);
        Option<string?> json = new("--json") { HelpName = "file", Description = "Write the figures to a JSON file, or - for standard output (keys: docs/rooms.md)." };
        Option<bool> quiet = Options.Quiet();
        Verb command = new("room", "Simulate the impulse response of a room from an omnidirectional source to an omnidirectional microphone. The direct sound has amplitude 1/d at d metres; time zero is the emission.\n\n"
            + "Example: proscenium room --room living-room --source 1,2,1.1 --receiver 4,2.5,1.2 -o rir.wav")
        {
            { Heading.Room, room, source, receiver, ambisonics, length, tail, jitter },
            { Heading.Output, output, rate, json, quiet },
        };
        command.SetAction(parsed =>
        {
            Room where = RoomOptions.Open(parsed.GetValue(room)!);
            RoomSimulation how = new()
            {
                SampleRate = parsed.GetValue(rate),
                Seconds = parsed.GetValue(length),
                LateTail = Tail(parsed.GetValue(tail)),
                JitterMetres = (parsed.GetValue(jitter) ?? 0) / 100,
            };
            Position from = parsed.GetValue(source) is { } s ? RoomOptions.Place("--source", s) : where.Device.Position;
            Position to = parsed.GetValue(receiver) is { } r ? RoomOptions.Place("--receiver", r) : where.Listener;
            (string? wave, string? figures) = (parsed.GetValue(output), parsed.GetValue(json));
            if ((wave, figures) is ("-", "-")) throw new SettingException("--output - and --json - cannot share standard output: give one of them a file.");
            TextOutput.Require(figures, null, wave);
            Run(where, from, to, how, parsed.GetValue(ambisonics), wave, figures, new Report(parsed.GetValue(quiet), wave, figures));
            return 0;
        });
        return command;
    }

    static bool? Tail(string? text) => text switch
    {
        null => null,
        "on" => true,
        "off" => false,
        _ => throw new SettingException($"unknown --tail '{text}': use on or off."),
    };

    static void Run(Room room, Position source, Position receiver, RoomSimulation how, int? degree, string? output, string? json, Report report)
    {
        using Interruption interruption = new();
        (double[][] channels, RoomResponseFigures figures) = LongRun.Of("simulating", report.IsQuiet, (_, _) =>
        {
            double[][] heard = degree is { } highest ? RoomTensor.Between(room, source, receiver, how, 0, highest).AmbiX() : [RoomImpulse.Between(room, source, receiver, how)];
            return (heard, RoomResponseFigures.Of(room, source, receiver, how, heard[0]));
        }, interruption.Token);
        interruption.Token.ThrowIfCancellationRequested();
        if (output is not null) SoundWriter.WriteWhole(output, how.SampleRate, Array.ConvertAll(channels, channel => Array.ConvertAll(channel, sample => (float)sample)));
        report.Line($"{room.Name}: {RoomText.Shape(room)}, {RoomText.Reverberation(room)}");
        RoomResponseText.Print(figures, report);
        if (output is not null) report.Figure("output", $"{output}: {channels[0].Length} samples at {how.SampleRate} Hz{(degree is null ? "" : $", {channels.Length} AmbiX channels")}");
        if (json is not null) TextOutput.WriteJson(json, RoomResponseJson.Of(figures));
    }
}
