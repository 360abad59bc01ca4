using System.CommandLine;
using Proscenium.Cli.Text;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
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
        Option<string?> source = new("--source") { Description = "Metres along x, y and z, as in 1,2.5,1.1; by default where the room's device is." };
        Option<string?> receiver = new("--receiver") { Description = "The same for the microphone; by default where the room's listener is." };
        Option<string?> output = new("--output", "-o") { Description = "WAV file for the response (32-bit float), or - for standard output." };
        Option<int> rate = new("--rate") { Description = "Sample rate in Hz, 8000 to 192000.", DefaultValueFactory = _ => 48000 };
        Option<string?> tail = new("--tail") { Description = "on: random images from the mixing time on, with the energy of the room's own; off: the room's images to the end. By default off in a rectangular room, on in others." };
        tail.AcceptOnlyFromAmong("on", "off");
        Option<double?> length = new("--length") { Description = "Seconds; by default until 60 dB of decay." };
        Option<double> jitter = new("--jitter") { Description = "Each image may be off by so many centimetres, 0 to 10, so that echoes of an empty rectangular room do not sweep." };
        Option<int?> ambisonics = new("--ambisonics") { Description = "Instead of an omnidirectional microphone: AmbiX channels (ACN, SN3D) up to a degree, 0 to 7, axes as the room's." };
        Option<string?> json = new("--json") { Description = "Write the figures to a JSON file, or - for standard output." };
        Option<bool> quiet = Options.Quiet();
        Command command = new("room", "The impulse response of a room between two points, from an omnidirectional source to an omnidirectional microphone: the direct sound is 1/d at d metres, time zero is when the source sounds.\n\n"
            + "Example: proscenium room --room living-room --source 1,2,1.1 --receiver 4,2.5,1.2 -o rir.wav") { room, source, receiver, output, rate, tail, length, jitter, ambisonics, json, quiet };
        command.SetAction(parsed =>
        {
            Room where = RoomFile.Open(parsed.GetValue(room)!);
            RoomSimulation how = new()
            {
                SampleRate = parsed.GetValue(rate),
                Seconds = parsed.GetValue(length),
                LateTail = parsed.GetValue(tail) is { } choice ? choice == "on" : null,
                JitterMetres = parsed.GetValue(jitter) / 100,
            };
            Position from = parsed.GetValue(source) is { } s ? RoomOptions.Place("--source", s) : where.Device.Position;
            Position to = parsed.GetValue(receiver) is { } r ? RoomOptions.Place("--receiver", r) : where.Listener;
            (string? wave, string? figures) = (parsed.GetValue(output), parsed.GetValue(json));
            if ((wave, figures) is ("-", "-")) throw new SettingException("--output - and --json - cannot share standard output: give one of them a file.");
            Run(where, from, to, how, parsed.GetValue(ambisonics), wave, figures, new Report(parsed.GetValue(quiet), wave, figures));
            return 0;
        });
        return command;
    }

    static void Run(Room room, Position source, Position receiver, RoomSimulation how, int? degree, string? output, string? json, Report report)
    {
        double[][] channels = degree is { } highest ? RoomTensor.Between(room, source, receiver, how, 0, highest).AmbiX() : [RoomImpulse.Between(room, source, receiver, how)];
        RoomResponseFigures figures = RoomResponseFigures.Of(room, source, receiver, how, channels[0]);
        if (output is not null) SoundWriter.WriteWhole(output, how.SampleRate, Array.ConvertAll(channels, channel => Array.ConvertAll(channel, sample => (float)sample)));
        report.Line($"{room.Name}: {RoomText.Shape(room)}, {RoomText.Reverberation(room)}");
        figures.Print(report);
        if (output is not null) report.Figure("written", $"{output}: {channels[0].Length} samples at {how.SampleRate} Hz{(degree is null ? "" : $", {channels.Length} AmbiX channels")}");
        if (json is not null) TextOutput.Write(json, ReadableJson.Of(figures.Json()));
    }
}
