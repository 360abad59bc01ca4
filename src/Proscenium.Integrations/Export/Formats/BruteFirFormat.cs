using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>
/// BruteFIR: at each rate a configuration for JACK and one from standard input to standard output that differs in the devices alone. Both are whole, so
/// that BruteFIR needs no file of defaults.
/// </summary>
sealed class BruteFirFormat : IExportFormat
{
    /// <summary>
    /// Samples of a partition. BruteFIR refuses a JACK whose period is longer, and with one as long it delays nothing beyond JACK's own buffers;
    /// 1024 is JACK's default and PipeWire's.
    /// </summary>
    const int Partition = 1024;

    public string Name => "brutefir";

    public string Programs => "BruteFIR";

    public bool ChoosesRate => false;

    public string? GainPosition => "in the line attenuation of every coeff";

    /// <summary>The configuration that reads and writes raw samples.</summary>
    public static string FileConfiguration(int rate) => $"brutefir-file-{rate}.conf";

    public Fault? Refusal(MultiRatePlan multiRatePlan) => null;

    public IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder)
    {
        IReadOnlyList<string> inputs = SafeNames.Inputs(multiRatePlan), drivers = SafeNames.Drivers(multiRatePlan);
        foreach (RenderPlan plan in multiRatePlan.Plans)
        {
            WriteTaps(plan, folder);
            folder.WriteText(LiveConfiguration(plan.SampleRate), Configuration(multiRatePlan, plan, Jack(inputs, "clientname: \"proscenium\"; "), Jack(drivers)));
            folder.WriteText(FileConfiguration(plan.SampleRate), Configuration(multiRatePlan, plan, Raw("/dev/stdin"), Raw("/dev/stdout")));
        }
        RenderPlan first = multiRatePlan.Plans[0];
        int rate = first.SampleRate;
        string there = $"(cd {Shell.Quoted(folder.FullPath)} && brutefir -nodefault"; // it looks for its files where it is started
        return
        [
            $"Live: run JACK at the rate of a file and {Partition} frames a period (jackd -d alsa -r {rate} -p {Partition}), then {there} {LiveConfiguration(rate)}), and connect its ports {inputs[0]} etc. to the player and {drivers[0]} etc. to the drivers.",
            .. SongFile.Steps(multiRatePlan),
            $"A file: ffmpeg -i {SongFile.Name(multiRatePlan)} -af aresample={rate},{Pick(multiRatePlan)}apad=pad_len={first.Filters.Taps - 1} -f f32le - | {there} {FileConfiguration(rate)}) | sox -t f32 -r {rate} -c {drivers.Count} - feeds.wav",
        ];
    }

    /// <summary>ffmpeg's filter that brings a WAV file's channels into the plan's order, with the comma behind it; nothing where they are.</summary>
    static string Pick(MultiRatePlan multiRatePlan)
    {
        List<string> file = ChannelOrder.Wave(multiRatePlan);
        return file.SequenceEqual(multiRatePlan.Inputs) ? "" : $"pan={multiRatePlan.Inputs.Count}c'|{string.Join('|', multiRatePlan.Inputs.Select((input, n) => $"c{n}=c{file.IndexOf(input)}"))}',";
    }

    static string LiveConfiguration(int rate) => $"brutefir-{rate}.conf";

    static string TapsName(int rate) => $"taps-{rate}.f32";

    static int Blocks(RenderPlan plan) => (plan.Filters.Taps + Partition - 1) / Partition;

    /// <summary>All paths end to end, input-major, each filled with zeros to whole partitions.</summary>
    static void WriteTaps(RenderPlan plan, AtomicFolder folder)
    {
        using MemoryStream file = new();
        float[] padded = new float[Blocks(plan) * Partition];
        foreach (float[] taps in plan.Filters.Paths())
        {
            taps.CopyTo(padded, 0);
            file.Write(SampleCodec.BytesOf(padded));
        }
        folder.WriteBytes(TapsName(plan.SampleRate), file.ToArray());
    }

    static string Configuration(MultiRatePlan multiRatePlan, RenderPlan plan, string source, string sink)
    {
        IReadOnlyList<string> inputs = SafeNames.Inputs(multiRatePlan), drivers = SafeNames.Drivers(multiRatePlan);
        string attenuation = DecibelText.Of(-multiRatePlan.GainDb);
        return string.Join('\n',
        [
            "# Start BruteFIR in the folder of this file, with -nodefault.",
            $"sampling_rate: {plan.SampleRate};",
            $"filter_length: {Partition},{Blocks(plan)};",
            "float_bits: 64;",
            "overflow_warnings: true;",
            "show_progress: false;",
            "lock_memory: false;",
            "modules_path: \".\";",
            "convolver_config: \"~/.brutefir_convolver\";",
            "",
            $"input {Names(inputs)} {{",
            $"    device: {source};",
            "    sample: \"FLOAT_LE\";",
            $"    channels: {inputs.Count};",
            "};",
            "",
            $"output {Names(drivers)} {{",
            $"    device: {sink};",
            "    sample: \"FLOAT_LE\";",
            $"    channels: {drivers.Count};",
            "};",
            .. multiRatePlan.Paths.SelectMany(path => Path(path, inputs[path.Input], drivers[path.Driver])),
            "",
        ]);

        string[] Path(FilterPath path, string input, string driver) =>
        [
            "",
            $"coeff \"{input} to {driver}\" {{",
            $"    filename: \"{TapsName(plan.SampleRate)}\";",
            "    format: \"FLOAT_LE\";",
            $"    skip: {path.Channel * Blocks(plan) * Partition * sizeof(float)};",
            $"    attenuation: {attenuation};",
            "};",
            $"filter \"{input} to {driver}\" {{",
            $"    from_inputs: \"{input}\";",
            $"    coeff: \"{input} to {driver}\";",
            $"    to_outputs: \"{driver}\";",
            "};",
        ];
    }

    static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));

    /// <summary>JACK ports by name, none connected; the client is named once, where it first occurs.</summary>
    static string Jack(IEnumerable<string> ports, string client = "") => $"\"jack\" {{ {client}ports: {string.Join(", ", ports.Select(port => $"\"\"/\"{port}\""))}; }}";

    static string Raw(string path) => $"\"file\" {{ path: \"{path}\"; }}";
}
