using System.Text;
using System.Text.RegularExpressions;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
using Proscenium.Files.Sound.Containers;
using Proscenium.Heads;
using Proscenium.Live.Control;
using Proscenium.Live.Tracking;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Plugin.Clap;
using Proscenium.Tracking;

namespace Proscenium.Fuzz;

/// <summary>Everything that reads what strangers wrote.</summary>
static partial class FuzzTargets
{
    static readonly string[] _waveWords = ["RIFF", "RIFX", "RF64", "BW64", "WAVE", "fmt ", "data", "ds64", "bext", "chna", "axml", "LIST", "fact", "JUNK", "\u00FF\u00FF\u00FF\u00FF"];
    static readonly string[] _textWords = ["Freq(Hz)", "SPL(dB)", "Phase(deg)", "kHz", "rad", "* ", "# ", "; ", "\t", "\r", "\r\n", "\"", ",", "// Impulse Response", "dB", "Pa", "ms", "\uFEFF", "20 80 0\n", "1e308 1e308 1e308\n"];

    static readonly string[] _planWords =
    [
        "\"version\"", "\"sampleRate\"", "\"inputs\"", "\"drivers\"", "\"device\"", "\"listener\"", "\"settings\"", "\"filters\"", "\"inputDelaySamples\"", "\"latency\"", "\"upmix\"", "\"asked\"", "\"headroomDb\"", "\"playbackGainDb\"", "\"driverLimits\"", "\"bank\"", "\"midpoints\"", "\"excursion\"", "\"power\"",
        "{", "}", "[", "]", "null", "true", "\"\\ud800\"", "\\u0000", "//", ",",
    ];

    static readonly Lazy<(byte[] Text, byte[] Filters)> _bank = new(() =>
    {
        IReadOnlyList<(string Name, byte[] Content)> parts = BankParts.Of(new([-0.1, 0, 0.1], [-0.2, 0], [.. Enumerable.Range(0, 6).Select(_ => new FirMatrix(2, 2, 16))]), 48000);
        return (parts[1].Content, parts[0].Content);
    });

    /// <summary>The names of all targets.</summary>
    public static IReadOnlyList<string> Names => [.. All(null).Select(target => target.Name)];

    /// <summary>All targets, with seeds built by code and those of a folder of small files, where there is one.</summary>
    public static IReadOnlyList<FuzzTarget> All(string? data)
    {
        Lazy<(byte[] Text, byte[] Filters)> plan = new(PlanFiles);
        string[] deviceWords = Keys(DeviceFile.BuiltInText("echo-studio"), "limits", "response", "fullScaleDb", "excursion", "power", "levelDb", "millimetres", "areaSquareCentimetres", "resonanceHz", "quality", "watts", "seconds", "polarity");
        return
        [
            new("sound", ".wav", () => [Wave(16, 2), Wave(24, 1), Wave(32, 6), .. Small(data, ".wav")], _waveWords, input => ReadSound(input.Bytes)),
            new("response", ".wav", () => [Wave(16, 1), .. Small(data, ".wav")], _waveWords, input => ImpulseResponseFile.Read(input.AsFile())),
            new("container", ".aiff", () => [Aiff(), Caf(), [.. Aiff(), .. Aiff()]], ["FORM", "AIFF", "AIFC", "COMM", "SSND", "ANNO", "caff", "desc", "lpcm", "data", "free", "info", ".snd", "fLaC", "\u00FF\u00FF\u00FF\u00FF"], input => Container.FaultOf(new MemoryStream(input.Bytes), isWhole: true, "input")),
            new("filters", ".wav", () => [plan.Value.Filters, Wave(32, 6)], _waveWords, input => Finite(FilterFile.Parse(input.Bytes, "filters.wav", 3, 2, 48000))),
            new("table", ".txt", () => [Text("20 80 0\n100 81.5 -10\n1000 80 -90\n20000 75 170\n"), .. Small(data, ".txt"), .. Small(data, ".frd")], _textWords, input => FrequencyResponseFile.Read(input.AsFile())),
            new("impulse-text", ".txt", () => [Text("* Impulse Response data saved by REW\n0 // Peak value before normalisation\n4 // Response length\n2.08333E-5 // Sample interval (seconds)\n-0.001 // Start time (seconds)\n* Data start\n0.0\n1.0\n-0.5\n0.1\n"), .. Small(data, ".txt")], _textWords, input => ImpulseTextFile.Read(MeasurementText.LinesOf(input.AsFile()), "input.txt")),
            new("curve", ".txt", () => [Text("100 0\n1000 12\n8000 6\n")], _textWords, input => CurveFile.Open(input.AsFile(), points => points.Count)),
            new("device", ".json", () => [.. DeviceFile.BuiltIn.Select(name => Text(DeviceFile.BuiltInText(name)))], deviceWords, input => DeviceFile.Open(new MemoryStream(input.Bytes), Path.Combine(input.Folder, "input.json"))),
            new("room", ".json", () => [.. RoomFile.BuiltIn.Select(name => Text(RoomFile.BuiltInText(name)))], Keys(RoomFile.BuiltInText(RoomFile.BuiltIn[0])), input => RoomFile.Open(new MemoryStream(input.Bytes), "input.json")),
            new("poses", ".json", () => [Text("[{\"left\": 0.05, \"forward\": 0, \"up\": 0, \"yawDegrees\": 10, \"weight\": 1}]"), .. Small(data, ".poses.json")], ["left", "forward", "up", "yawDegrees", "weight", "poses", "[", "]", "{", "}", "\\ud800"], input => PoseFile.Open(input.AsFile())),
            new("plan", ".json", () => [plan.Value.Text], _planWords, input => ReadPlan(input, plan.Value.Filters)),
            new("plan-of-a-host", ".json", () => [plan.Value.Text], _planWords, input => RenderPlanFile.Read(name => new MemoryStream(name == RenderPlanFile.FileName ? input.Bytes : plan.Value.Filters), "plan")),
            new("bank", ".json", () => [_bank.Value.Text], ["\"version\"", "\"leftMetres\"", "\"forwardMetres\"", "\"filters\"", "\"file\"", "\"taps\"", "\"sha256\"", "[", "]", "{", "}", "1e308", "-0", "null", "\"\\ud800\""],
                input => BankFile.Read(BoundedFile.TextOf(input.Bytes), "bank.json", (_, _) => ("bank.wav", _bank.Value.Filters), new(2, 2, 16), 48000)),
            new("session", ".json", () => [Session()], ["sweep", "lowHz", "highHz", "riseSeconds", "levelDb", "sources", "decaySeconds", "overlapped", "1e308", "-1", "[", "]", "{", "}"], input => ReadSession(input)),
            new("calibration", ".txt", () => [Text("\"Sens Factor =-1.2dB, SERNO: 1\"\n20 -1.5\n1000 0\n20000 3.1\n"), Text("* comment\n20 -1.5 10\n20000 3.1 -20\n"), .. Small(data, ".txt")], _textWords, input => CalibrationFile.Open(input.AsFile())),
            new("excitation", ".wav", () => [Excitation(), Wave(16, 1)], _waveWords, input => SessionFile.ReadExcitation(input.AsFile())),
            new("plant", ".sofa", () => Small(data, ".sofa"), [], input => PlantFile.Open(input.AsFile())),
            new("head", ".sofa", () => Small(data, ".sofa"), [], input => SofaFile.Open(new MemoryStream(input.Bytes), "input.sofa", swapEars: false)),
            new("room-responses", ".sofa", () => Small(data, ".sofa"), [], input => MeasuredRoomFile.Open(input.AsFile())),
            new("directivity", ".sofa", () => Small(data, ".sofa"), [], input => DirectivitySofaFile.Read(input.AsFile())),
            new("command", ".txt", () => [.. ControlHelp.Lines.Select(line => Text(line))], ["bypass", "gain", "plan ", "ab", "abx", "night", "loudness", "bass", "pose", "centre", "lost", "status json", "to", "+", "\0", "\u001B[2J"], input => Obey(Encoding.UTF8.GetString(input.Bytes))),
            new("pose-track", ".csv", () => [Text("seconds,left,forward,up,yaw\n0,0,0,0,0\n0.0167,0.1,-0.25,0.01,-12.5\n1,0,0,0,0\n")], ["seconds,left,forward,up,yaw\n", ",", "\n", "\r\n", "\uFEFF", "1e308", "NaN", "\0"], input => ReadTrack(input.AsFile())),
            new("opentrack", ".bin", () => [Opentrack()], [], input => ReadPoses(new OpentrackFormat(), input.Bytes)),
            new("osc", ".bin", () => [Osc(), OscBundle(Osc()), OscBundle([.. OscBundle(Osc())])], ["/adm/lis/xyz\0\0\0\0", "/adm/lis/ypr\0\0\0\0", "#bundle\0", ",fff\0\0\0\0", ",ddd\0\0\0\0", ",sbhtTFNI[]\0", "\0\0\0\u0010"], input => ReadPoses(new OscFormat(OscTemplate.Parse(OscTemplate.Adm)), input.Bytes)),
            new("osc-template", ".txt", () => [Text(OscTemplate.Adm), Text("/x left; /y - forward")], ["left", "right", "forward", "back", "up", "down", "yaw", "-", ";", "/", " "], input => OscTemplate.Parse(Encoding.UTF8.GetString(input.Bytes))),
            new("state-of-a-host", ".txt", () => [new SavedState(-3, "/music/plan").Write(), new SavedState(0, null).Write()], ["proscenium 1", "gain=", "plan=", "\n"], input => SavedState.TryRead(input.Bytes, out _)),
        ];
    }

    static void ReadPlan(FuzzInput input, byte[] filters)
    {
        input.AsFile(RenderPlanFile.FileName);
        string path = Path.Combine(input.Folder, "filters.wav");
        if (!File.Exists(path)) File.WriteAllBytes(path, filters);
        PlanFile.Read(input.Folder);
    }

    static void ReadSession(FuzzInput input)
    {
        input.AsFile(SessionFile.Name);
        SessionFile.Read(input.Folder);
    }

    static byte[] Session() => InFolder(folder =>
    {
        SessionFile.Write(MeasurementSession.OfDrivers(DeviceFile.Open("laptop"), 0.6, SweepSignal.Usual(48000, 0.5), 0.1, overlapped: true, -12), folder);
        return File.ReadAllBytes(Path.Combine(folder, SessionFile.Name));
    });

    static void ReadTrack(string path)
    {
        double last = double.NegativeInfinity;
        foreach (TimedPose pose in PoseTrackFile.Open(path))
        {
            if (!TimedPose.IsPossible(pose.Pose) || !(pose.Seconds > last)) throw new InvalidDataException("not possible");
            last = pose.Seconds;
        }
    }

    /// <summary>A datagram is a pose of finite numbers, or is counted; nothing is ever thrown.</summary>
    static void ReadPoses(IPoseFormat format, byte[] datagram)
    {
        if (format.Read(datagram, out HeadPose pose) == PoseReading.Pose && !(double.IsFinite(pose.Left) && double.IsFinite(pose.Forward) && double.IsFinite(pose.Up) && double.IsFinite(pose.YawDegrees))) throw new InvalidDataException("not finite");
    }

    static byte[] Opentrack()
    {
        byte[] datagram = new byte[OpentrackFormat.Bytes];
        OpentrackFormat.Write(new(0.1, 0.2, -0.3, 40), datagram);
        return datagram;
    }

    static byte[] Osc() => [.. "/adm/lis/xyz\0\0\0\0,fff\0\0\0\0"u8, 0x3F, 0, 0, 0, 0xBE, 0x80, 0, 0, 0, 0, 0, 0];

    static byte[] OscBundle(byte[] part) => [.. "#bundle\0"u8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, (byte)part.Length, .. part];

    static void Obey(string line)
    {
        try
        {
            ControlCommand.Parse(line);
        }
        catch (ControlException)
        {
            // the sentence that a client gets
        }
    }

    /// <summary>Reads what begins as WAV; ffmpeg, which reads everything else, is no target.</summary>
    static void ReadSound(byte[] bytes)
    {
        if (bytes is [(byte)'R', (byte)'I' or (byte)'F', .., _] or [(byte)'B', (byte)'W', .., _]) SoundReader.ReadWhole(new MemoryStream(bytes), "input.wav");
    }

    static (byte[] Text, byte[] Filters) PlanFiles() => InFolder(folder =>
    {
        PlanFile.Write(SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop"), Taps = 128 }), folder);
        return (File.ReadAllBytes(Path.Combine(folder, RenderPlanFile.FileName)), File.ReadAllBytes(Path.Combine(folder, "filters.wav")));
    });

    /// <summary>What is made of files in a folder that is removed afterwards.</summary>
    static T InFolder<T>(Func<string, T> make)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("proscenium-fuzz-");
        try
        {
            return make(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void Finite(FirMatrix filters)
    {
        for (int path = 0; path < filters.Inputs * filters.Outputs; path++)
            foreach (float tap in filters[path / filters.Outputs, path % filters.Outputs])
                if (!float.IsFinite(tap)) throw new InvalidDataException("not finite");
    }

    static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A sweep of half a second.</summary>
    static byte[] Excitation() => Wave(16, 1, Array.ConvertAll(SweepSignal.Usual(48000, 0.5).Samples(_ => 0.9), sample => (float)sample));

    /// <summary>A recording of a few samples, integers or, of 32 bits, floats.</summary>
    static byte[] Wave(int bits, int channels) => Wave(bits, channels, [.. Enumerable.Range(0, 300 * channels).Select(n => n < channels ? 0.9f : 0.1f * MathF.Sin(n))]);

    static byte[] Wave(int bits, int channels, float[] samples)
    {
        const int rate = 48000;
        using MemoryStream file = new();
        using BinaryWriter writer = new(file, Encoding.Latin1);
        int align = channels * bits / 8, size = samples.Length * bits / 8;
        writer.Write("RIFF"u8);
        writer.Write(36 + size);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)(bits == 32 ? 3 : 1));
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * align);
        writer.Write((short)align);
        writer.Write((short)bits);
        writer.Write("data"u8);
        writer.Write(size);
        foreach (float sample in samples)
        {
            if (bits == 32) writer.Write(sample);
            else for (int part = 0; part < bits / 8; part++) writer.Write((byte)((int)(sample * ((1 << (bits - 1)) - 1)) >> (8 * part)));
        }
        return file.ToArray();
    }

    static byte[] Aiff() => [.. "FORM\0\0\u0001\u0006AIFFCOMM\0\0\0\u0012\0\u0001\0\0\0\u0064\0\u0010\u0040\u000E"u8, 0xBB, 0x80, 0, 0, 0, 0, 0, 0, .. "SSND\0\0\0"u8, 208, .. new byte[208]];

    static byte[] Caf() => [.. "caff\0\u0001\0\0desc\0\0\0\0\0\0\0 "u8, 0x40, 0xE7, 0x70, 0, 0, 0, 0, 0, .. "lpcm\0\0\0\0\0\0\0\u0002\0\0\0\u0001\0\0\0\u0001\0\0\0\u0010free\0\0\0\0\0\0\0\u0004    data\0\0\0\0\0\0\0"u8, 104, .. new byte[104]];

    /// <summary>The small files of a folder with an ending.</summary>
    static byte[][] Small(string? data, string ending)
    {
        const int most = 110_000;
        return data is null ? [] : [.. Directory.EnumerateFiles(data, "*" + ending, SearchOption.AllDirectories).Where(path => new FileInfo(path).Length <= most).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    }

    /// <summary>The keys and words of a JSON text, and its marks.</summary>
    static string[] Keys(string json, params string[] more) => [.. Word().Matches(json).Select(match => match.Value).Concat(more).Distinct(), "{", "}", "[", "]", "null", "true", "\"\\ud800\"", "\\u0000", "//", ","];

    [GeneratedRegex("\"[A-Za-z]+\"")]
    private static partial Regex Word();
}
