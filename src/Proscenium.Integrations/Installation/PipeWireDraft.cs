using System.Text;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Integrations.Installation;

/// <summary>An installation for PipeWire before anything is written.</summary>
public sealed record PipeWireDraft
{
    const int UsualRate = 48000;

    static readonly string _origin = "Proscenium for PipeWire, written by 'proscenium install --pipewire'; 'proscenium uninstall --pipewire' removes it, with what belongs to it.";

    /// <summary>What the sink is called in lists of devices.</summary>
    public required string Title { get; init; }

    /// <summary>The drivers in channel order.</summary>
    public required IReadOnlyList<string> Drivers { get; init; }

    /// <summary>The text of the filter chain.</summary>
    public required string Chain { get; init; }

    /// <summary>Sample rates for which there are filters, in Hz.</summary>
    public required IReadOnlyList<int> Rates { get; init; }

    /// <summary>The gain in dB.</summary>
    public required double GainDb { get; init; }

    /// <summary>What keeps full-scale input below full scale, in dB.</summary>
    public required double HeadroomDb { get; init; }

    /// <summary>The longest latency, without PipeWire's own.</summary>
    public required double LatencySeconds { get; init; }

    /// <summary>What the listener should know, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Full paths of all that would be written, the chain last.</summary>
    public IEnumerable<string> Paths => Files.Select(file => file.Path);

    internal IReadOnlyList<DraftFile> Files { get; init; } = [];

    /// <summary>True where the plan to play lies in its place already, and stays whoever put it there.</summary>
    internal bool PlanIsInPlace { get; init; }

    /// <summary>The number of rates that are designed for convolvers, for progress.</summary>
    public static int RatesOf(SpatialDesign design) => ConvolverRates(design).Count;

    /// <summary>Prepares an installation.</summary>
    /// <param name="design">The plan of the wish's folder.</param>
    /// <param name="wish">What is wished.</param>
    /// <param name="places">Where it will lie.</param>
    /// <param name="progress">Told the number of rates that are designed, may be null.</param>
    /// <param name="cancel">Ends the work between rates.</param>
    /// <exception cref="SoundException">The plan cannot be played so.</exception>
    public static PipeWireDraft Of(SpatialDesign design, PipeWireSettings wish, PipeWirePlaces places, Action<int>? progress = null, CancellationToken cancel = default)
    {
        if (!design.Request.Layout.IsStereo)
            throw new SoundException($"{wish.Plan}: takes {string.Join(", ", design.Plan.Channels)}, and what plays on a desktop is stereo: design a plan without --layout, or export this one with 'proscenium export --format pipewire'.");
        return wish.Plugin is { } plugin ? WithPlugin(design, wish, Path.GetFullPath(plugin), places) : WithConvolvers(design, MultiRatePlan.Of(design, ConvolverRates(design), stereoOnly: true, wish.GainDb, progress, cancel), wish, places);
    }

    /// <summary>Why the plug-in does not play a plan, or null.</summary>
    public static string? PluginRefusal(SpatialDesign design) => PipeWirePluginChain.Refusal(design.Plan);

    static PipeWireDraft WithPlugin(SpatialDesign design, PipeWireSettings wish, string plugin, PipeWirePlaces places)
    {
        RenderPlan plan = design.Plan;
        double gainDb = wish.GainDb ?? -plan.HeadroomDb, onTop = gainDb + plan.HeadroomDb;
        if (PluginRefusal(design) is { } refusal) throw new SoundException($"{wish.Plan}: {refusal}: take --convolvers.");
        if (LadspaLibrary.Fault(plugin) is { } fault) throw new SoundException($"{plugin}: {fault}, or take --convolvers.");
        if (onTop is < PipeWirePluginChain.MinGainDb or > PipeWirePluginChain.MaxGainDb)
            throw new SoundException($"--gain: the plug-in plays this plan from {PipeWirePluginChain.MinGainDb - plan.HeadroomDb:0.0} to {PipeWirePluginChain.MaxGainDb - plan.HeadroomDb:0.0} dB: choose a gain in between.");
        PlanCopy copy = PlanCopy.Of(wish.Plan, plan);
        int? rate = copy.Rates.Count > 1 && copy.Rates.Contains(UsualRate) ? null : plan.SampleRate;
        string chain = PipeWirePluginChain.Of(plan, design.Request.Device.Name, plugin, onTop, _origin, rate, wish.Target);
        bool isInPlace = Links.Resolve(wish.Plan) == Links.Resolve(places.Plan);
        return Of(design, chain, isInPlace ? [] : [.. copy.Files.Select(file => new DraftFile(Path.Combine(places.Plan, file.Name), file.Content))], places) with
        {
            PlanIsInPlace = isInPlace,
            Rates = copy.Rates,
            GainDb = gainDb,
            HeadroomDb = plan.HeadroomDb,
            LatencySeconds = (double)plan.LatencySamples / plan.SampleRate,
            Note = rate is null ? $"at other rates than {string.Join(", ", copy.Rates)} Hz the sound passes untreated: keep 'default.clock.allowed-rates' of PipeWire to these."
                : rate == UsualRate ? null
                : $"the plan is for {plan.SampleRate} Hz and PipeWire runs at {UsualRate} Hz unless its 'default.clock.rate' or 'default.clock.allowed-rates' say otherwise, so it resamples twice: design the plan with --rate {UsualRate} to spare that.",
        };
    }

    /// <summary>Prepares an installation of PipeWire's own convolvers.</summary>
    /// <param name="design">The plan of the wish's folder.</param>
    /// <param name="family">The design at the rates to install.</param>
    /// <param name="wish">What is wished.</param>
    /// <param name="places">Where it will lie.</param>
    internal static PipeWireDraft WithConvolvers(SpatialDesign design, MultiRatePlan family, PipeWireSettings wish, PipeWirePlaces places)
    {
        if (new PipeWireFormat().Refusal(family) is { } refusal) throw new SoundException($"{wish.Plan}: PipeWire cannot play it: {refusal}.");
        string folder = places.UnusedFilters();
        string chain = PipeWireChain.Of(family, folder, _origin, wish.Target);
        return Of(design, chain, [.. family.Plans.SelectMany(plan => Filters(plan, folder))], places) with
        {
            Rates = [.. family.Plans.Select(plan => plan.SampleRate)],
            GainDb = family.GainDb,
            HeadroomDb = family.HeadroomDb,
            LatencySeconds = family.Plans.Max(plan => (double)plan.LatencySamples / plan.SampleRate),
        };
    }

    static PipeWireDraft Of(SpatialDesign design, string chain, IEnumerable<DraftFile> filters, PipeWirePlaces places) => new()
    {
        Title = PipeWireChain.Title(design.Request.Device.Name),
        Drivers = design.Plan.Drivers,
        Chain = chain,
        Files = [.. filters, new DraftFile(places.Chain, Encoding.UTF8.GetBytes(chain))],
        Rates = [],
        GainDb = 0,
        HeadroomDb = 0,
        LatencySeconds = 0,
    };

    static IEnumerable<DraftFile> Filters(RenderPlan plan, string folder)
    {
        float[][] paths = [.. MatrixSounds.Paths(plan.Filters)];
        for (int input = 0; input < plan.Inputs.Count; input++)
        {
            float[][] drivers = paths[(input * plan.Drivers.Count)..((input + 1) * plan.Drivers.Count)];
            yield return new(Path.Combine(folder, MatrixSounds.InputName(plan.Inputs[input], $"{plan.SampleRate}")), SoundWriter.Wave(plan.SampleRate, drivers));
        }
    }

    static IReadOnlyList<int> ConvolverRates(SpatialDesign design) => [.. MultiRatePlan.UsualRates.Union([design.Plan.SampleRate])];
}

/// <summary>A file that is to be written.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Content">Its bytes.</param>
sealed record DraftFile(string Path, byte[] Content);
