using System.Globalization;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>jconvolver's configuration at each rate, which fconvolver and mcfx_convolver read as well.</summary>
sealed class JconvolverFormat : IExportFormat
{
    /// <summary>jconvolver makes it JACK's period where that is longer, and then delays nothing.</summary>
    const int SmallestPartition = 64;

    /// <summary>
    /// fconvolver works in so many samples and, where a file has ended, goes on with what it last read there: it needs as much silence behind the sound, or the end rings
    /// with an earlier piece.
    /// </summary>
    public const int Fragment = 16384;

    public string Name => "jconvolver";

    public string Programs => "jconvolver, fconvolver, mcfx_convolver";

    public bool ChoosesRate => false;

    public string? GainPosition => "in the third number of every /impulse/read";

    /// <summary>The configuration of a rate.</summary>
    public static string Configuration(int rate) => $"jconvolver-{rate}.conf";

    public Fault? Refusal(MultiRatePlan multiRatePlan) => null;

    public IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder)
    {
        foreach (RenderPlan plan in multiRatePlan.Plans) folder.WriteText(Configuration(plan.SampleRate), Lines(multiRatePlan, plan, folder.WriteMatrix(plan)));
        int rate = multiRatePlan.Plans[0].SampleRate;
        string configuration = Shell.Quoted(Path.Combine(folder.FullPath, Configuration(rate)));
        return
        [
            $"Live: run JACK at the rate of a file (jackd -d alsa -r {rate}), then jconvolver {configuration}, and connect its ports {SafeNames.Inputs(multiRatePlan)[0]} etc. to the player and {SafeNames.Drivers(multiRatePlan)[0]} etc. to the drivers.",
            .. SongFile.Steps(multiRatePlan),
            $"A file: sox {SongFile.Name(multiRatePlan)} padded.wav pad 0 {Fragment}s && fconvolver {configuration} padded.wav feeds.wav{ChannelOrder.Remark(multiRatePlan)}",
            "In a DAW: copy all files to mcfx_convolver's presets (~/mcfx/convolver_presets; Windows: AppData\\Roaming\\mcfx\\convolver_presets) and pick the configuration of the session's rate there.",
        ];
    }

    /// <summary>Without <c>/cd</c> all three programs look for sounds beside the configuration.</summary>
    static string Lines(MultiRatePlan multiRatePlan, RenderPlan plan, string matrix)
    {
        string gain = multiRatePlan.Gain.ToString("0.0###########", CultureInfo.InvariantCulture);
        return string.Join('\n',
        [
            $"# {plan.SampleRate} Hz. /impulse/read: input output gain delay offset length channel file",
            $"/convolver/new {multiRatePlan.Inputs.Count} {multiRatePlan.Drivers.Count} {SmallestPartition} {plan.Filters.Taps} 1.0",
            .. SafeNames.Inputs(multiRatePlan).Select((name, n) => $"/input/name {n + 1} {name}"),
            .. SafeNames.Drivers(multiRatePlan).Select((name, n) => $"/output/name {n + 1} {name}"),
            .. multiRatePlan.Paths.Select(path => $"/impulse/read {path.Input + 1} {path.Driver + 1} {gain} 0 0 0 {path.Channel + 1} {matrix}"),
            "",
        ]);
    }
}
