using System.Globalization;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>
/// CamillaDSP from version 3 on: one configuration for all rates, which finds the filters by the rate in their file's name. It names no sample formats and no
/// times, which are what the versions write differently.
/// </summary>
sealed class CamillaDspFormat : IExportFormat
{
    const string Configuration = "camilladsp.yml", Level = "level";

    /// <summary>Written where there are filters for it.</summary>
    const int PreferredRate = 48000;

    public string Name => "camilladsp";

    public string Programs => "CamillaDSP 3 or newer";

    public bool ChoosesRate => true;

    public string? GainPosition => $"as the filter {Level} of {Configuration}";

    /// <summary>A chunk is captured whole, and as much waits before the sound card.</summary>
    public int ProgramDelaySamples(int sampleRate) => 2 * Chunk(sampleRate);

    public Fault? Refusal(MultiRatePlan multiRatePlan) => null;

    public IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder)
    {
        foreach (RenderPlan plan in multiRatePlan.Plans) folder.WriteInputs(plan);
        int rate = multiRatePlan.Plans.Any(plan => plan.SampleRate == PreferredRate) ? PreferredRate : multiRatePlan.Plans[0].SampleRate;
        folder.WriteText(Configuration, Lines(multiRatePlan, rate));
        string file = Shell.Quoted(Path.Combine(folder.FullPath, Configuration));
        return
        [
            $"Enter your sound card in {Configuration} (the playback device; also the capture device if the sound does not come from an ALSA loopback), then check the file: camilladsp --check {file}",
            $"Run it at the sample rate of the sound: camilladsp -r {rate} {file}",
            $"Play to the loopback (sudo modprobe snd-aloop; the player's output is hw:Loopback,0).",
        ];
    }

    /// <summary>What CamillaDSP's documentation suggests: about 22 ms at every rate.</summary>
    internal static int Chunk(int rate) => rate <= 48000 ? 1024 : rate <= 96000 ? 2048 : 4096;

    static string Lines(MultiRatePlan multiRatePlan, int rate)
    {
        List<string> arriving = ChannelOrder.Alsa(multiRatePlan);
        int inputs = multiRatePlan.Inputs.Count, drivers = multiRatePlan.Drivers.Count, paths = inputs * drivers;
        return string.Join('\n',
        [
            $"# Proscenium for CamillaDSP 3 or newer: {SafeNames.OneLine(multiRatePlan.Name)}",
            $"# Filters for {string.Join(", ", multiRatePlan.Plans.Select(plan => plan.SampleRate))} Hz lie beside this file; 'camilladsp -r RATE {Configuration}' picks among them.",
            $"# To change: the two lines 'device'. The level is the gain of the filter {Level}, and nothing else.",
            $"title: {Quoted($"Proscenium {multiRatePlan.Name}")}",
            "",
            "devices:",
            $"  samplerate: {rate}",
            $"  chunksize: {Chunk(rate)} # a power of two; 'camilladsp -r' makes it fit other rates",
            "  capture:",
            "    type: Alsa",
            $"    channels: {inputs}",
            "    device: \"hw:Loopback,1\" # where the sound comes from",
            $"    labels: [{string.Join(", ", arriving.Select(Quoted))}] # as ALSA orders them",
            "  playback:",
            "    type: Alsa",
            $"    channels: {drivers} # in order: {SafeNames.OneLine(string.Join(", ", multiRatePlan.Drivers))}",
            "    device: \"hw:0\" # your sound card: 'aplay -l' lists them",
            "",
            "filters:",
            $"  {Level}:",
            "    type: Gain",
            string.Create(CultureInfo.InvariantCulture, $"    description: \"{-multiRatePlan.HeadroomDb:0.0} dB keep full-scale input below full scale\""),
            $"    parameters: {{ gain: {DecibelText.Of(multiRatePlan.GainDb)} }}",
            .. multiRatePlan.Paths.SelectMany(path => (string[])
            [
                $"  {Filter(path)}:",
                "    type: Conv",
                $"    description: {Quoted($"{multiRatePlan.Inputs[path.Input]} to {multiRatePlan.Drivers[path.Driver]}")}",
                $"    parameters: {{ type: Wav, filename: \"{MatrixSounds.InputName(multiRatePlan.Inputs[path.Input], "$samplerate$")}\", channel: {path.Driver} }}",
            ]),
            "",
            "mixers:",
            "  to_paths: # each input to its filters",
            $"    channels: {{ in: {inputs}, out: {paths} }}",
            "    mapping:",
            .. multiRatePlan.Paths.Select(path => $"      - {{ dest: {path.Channel}, sources: [{{ channel: {arriving.IndexOf(multiRatePlan.Inputs[path.Input])} }}] }}"),
            "  to_drivers: # what comes of all inputs, for each driver",
            $"    channels: {{ in: {paths}, out: {drivers} }}",
            $"    labels: [{string.Join(", ", multiRatePlan.Drivers.Select(Quoted))}]",
            "    mapping:",
            .. multiRatePlan.Paths.GroupBy(path => path.Driver).Select(driver => $"      - {{ dest: {driver.Key}, sources: [{string.Join(", ", driver.Select(path => $"{{ channel: {path.Channel} }}"))}] }}"),
            "",
            "pipeline:",
            $"  - {{ type: Filter, channels: [{string.Join(", ", Enumerable.Range(0, inputs))}], names: [{Level}] }}",
            "  - { type: Mixer, name: to_paths }",
            .. multiRatePlan.Paths.Select(path => $"  - {{ type: Filter, channels: [{path.Channel}], names: [{Filter(path)}] }}"),
            "  - { type: Mixer, name: to_drivers }",
            "",
        ]);
    }

    static string Filter(FilterPath path) => $"in{path.Input + 1}_driver{path.Driver + 1}";

    /// <summary>A text in double quotes.</summary>
    static string Quoted(string text) => $"\"{SafeNames.OneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
