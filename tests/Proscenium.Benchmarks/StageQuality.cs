using Proscenium.Design;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
using Proscenium.Heads;
using Proscenium.Mixes;
using Proscenium.Mixes.Stage;
using Proscenium.Rooms;
using Proscenium.Steering;

namespace Proscenium.Benchmarks;

/// <summary>Music on the built-in devices, held against a pair of real loudspeakers: balance in a room, and tone in free field; as Markdown.</summary>
static class StageQuality
{
    /// <summary>The phone is farther away than usual: a real pair of loudspeakers does not come nearer.</summary>
    const double PhoneMetres = 0.5;

    static readonly string[] _devices = ["echo-studio", "soundbar-8", "laptop", "phone"], _rooms = ["living-room", "bedroom", "studio"];

    /// <summary>Plays everything and prints the tables.</summary>
    /// <param name="data">The folder that holds <c>mixes</c>, <c>real_stereo</c> and <c>hrtf</c>.</param>
    public static void Print(string data)
    {
        Head head = SofaFile.Open(Path.Combine(data, "hrtf", "KEMAR_HRTFs_lfcorr.sofa"));
        Mix[] pieces = [.. MixFolder.Find(Path.Combine(data, "mixes"), "centre.flac").Where(mix => mix.Centre is not null).Select(Recorded), new FromStems(Path.Combine(data, "mixes")).MovingPan()];
        foreach (string room in _rooms) PrintBalance(pieces, RoomFile.Open(room), head);
        PrintHalfWay();
        PrintTone([.. Directory.GetFiles(Path.Combine(data, "real_stereo"), "*.flac").Order()], head);
    }

    /// <summary>Why sounds half-way to a side are soft in a room.</summary>
    public static void PrintHalfWay() => HalfWay.Print([.. _devices.Select(device => Designed(device, Tone.Room))]);

    static Mix Recorded(StemmedMix mix) => Mix.Read(mix.Mix) is var channels ? new(mix.Name, channels[0], channels[1], Mix.Read(mix.Centre!)[0]) : throw new InvalidOperationException();

    static void PrintBalance(Mix[] pieces, Room room, Head head)
    {
        Console.WriteLine($"\n## The centre over all else in `{room.Name}`, LU more than with a real pair (untreated)\n");
        StageInRoom[] stages = [.. _devices.Select(device => StageInRoom.Of(Designed(device, Tone.Room), room, head))];
        Head(["piece", "with a real pair, 2 m away", .. _devices.Select(device => $"`{device}`")]);
        foreach (Mix piece in pieces)
        {
            double[] pair = [.. stages.Select(stage => StemBalance.CentreOverRestLu(piece, stage.TruePair, null))];
            Console.WriteLine($"| {piece.Name} | {pair[0]:0.0} | {string.Join(" | ", stages.Select((stage, n) => $"{StemBalance.CentreOverRestLu(piece, stage.Plan, stage.Upmix) - pair[n]:0.0} ({StemBalance.CentreOverRestLu(piece, stage.Untreated, null) - pair[n]:0.0})"))} |");
        }
    }

    static void PrintTone(string[] pieces, Head head)
    {
        Console.WriteLine("\n## Tone of music through the monitor with `--tone direct`, third octaves at both ears relative to a real pair, dB\n");
        Head(["device", "piece", "largest deviation, 200 Hz to 12.5 kHz", "at, Hz", "from 400 Hz", "lowest", "highest"]);
        foreach (string device in _devices)
        {
            SpatialDesign design = Designed(device, Tone.Direct);
            foreach (string piece in pieces)
            {
                double[] over = MonitorTone.Of(piece, design, head);
                int worst = Enumerable.Range(0, over.Length).MaxBy(band => Math.Abs(over[band]));
                double from400 = over.Where((_, band) => MonitorTone.Bands[band].Centre > 390).Max(Math.Abs);
                Console.WriteLine($"| `{device}` | {Path.GetFileNameWithoutExtension(piece)} | {Math.Abs(over[worst]):0.0} | {MonitorTone.Bands[worst].Centre:0} | {from400:0.0} | {over.Min():0.0} | {over.Max():0.0} |");
            }
        }
    }

    static SpatialDesign Designed(string device, Tone tone) => SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open(device), DistanceMetres = device == "phone" ? PhoneMetres : null, SampleRate = Mix.SampleRate, Tone = tone });

    internal static void Head(string[] columns) => Console.WriteLine($"| {string.Join(" | ", columns)} |\n|---|{string.Concat(Enumerable.Repeat("---:|", columns.Length - 1))}");
}
