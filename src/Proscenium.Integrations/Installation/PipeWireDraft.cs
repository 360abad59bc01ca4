using System.Text;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using static System.FormattableString;

namespace Proscenium.Integrations.Installation;

/// <summary>An installation for PipeWire before anything is written.</summary>
sealed record PipeWireDraft
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

    /// <summary>Attenuation that keeps full-scale input below full scale, in dB.</summary>
    public required double HeadroomDb { get; init; }

    /// <summary>The longest latency, without PipeWire's own.</summary>
    public required double LatencySeconds { get; init; }

    /// <summary>A note for the listener, or null.</summary>
    public Fault? Note { get; init; }

    /// <summary>Full paths of all that would be written, the chain last.</summary>
    public IEnumerable<string> Paths => Files.Select(file => file.Path);

    internal IReadOnlyList<DraftFile> Files { get; init; } = [];

    /// <summary>True where the plan is in the installed plan's folder already, so that it is not copied.</summary>
    internal bool PlanIsInPlace { get; init; }

    /// <summary>The number of rates that are designed for convolvers, for progress.</summary>
    public static int RatesOf(SpatialDesign design) => ConvolverRates(design).Count;

    /// <summary>Prepares an installation.</summary>
    /// <param name="design">The plan in the folder of the settings.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="paths">Where it will be installed.</param>
    /// <param name="progress">Told the number of rates that are designed, may be null.</param>
    /// <param name="cancel">Ends the work between rates.</param>
    /// <exception cref="SoundException">The plan cannot be played so.</exception>
    public static PipeWireDraft Of(SpatialDesign design, PipeWireSettings settings, PipeWirePaths paths, Action<int>? progress = null, CancellationToken cancel = default)
    {
        if (!design.Request.Layout.IsStereo)
            throw new SoundException(new Fault(ErrorCodes.DesktopPlanNotStereo, $"{settings.Plan}: takes {string.Join(", ", design.Plan.Channels)}, and desktop sound is stereo", "design a plan for stereo, or export this one for PipeWire"));
        return settings.Plugin is { } plugin ? WithPlugin(design, settings, Path.GetFullPath(plugin), paths) : WithConvolvers(design, MultiRatePlan.Of(design, ConvolverRates(design), stereoOnly: true, settings.GainDb, progress, cancel), settings, paths);
    }

    /// <summary>Why the plug-in does not play a plan, or null.</summary>
    public static Fault? PluginRefusal(SpatialDesign design) => PipeWirePluginChain.Refusal(design.Plan);

    static PipeWireDraft WithPlugin(SpatialDesign design, PipeWireSettings settings, string plugin, PipeWirePaths paths)
    {
        RenderPlan plan = design.Plan;
        double gainDb = settings.GainDb ?? plan.PlaybackGainDb, onTop = gainDb - plan.PlaybackGainDb;
        if (PluginRefusal(design) is { } refusal) throw new SoundException(refusal with { Sentence = $"{settings.Plan}: {refusal.Sentence}" });
        if (LadspaLibrary.Refusal(plugin) is { } fault) throw new SoundException(fault);
        if (onTop is < GainRange.MinDb or > GainRange.MaxDb)
            throw new SoundException(new Fault(ErrorCodes.PluginGain, Invariant($"the plug-in plays this plan at gains from {GainRange.MinDb + plan.PlaybackGainDb:0.0} to {GainRange.MaxDb + plan.PlaybackGainDb:0.0} dB"), "choose one in between"));
        PlanCopy copy = PlanCopy.Of(settings.Plan, plan);
        int? rate = copy.Rates.Count > 1 && copy.Rates.Contains(UsualRate) ? null : plan.SampleRate;
        string chain = PipeWirePluginChain.Of(plan, design.Request.Device.Name, plugin, onTop, _origin, rate, settings.Target);
        bool isInPlace = Links.Resolve(settings.Plan) == Links.Resolve(paths.Plan);
        return Of(design, chain, isInPlace ? [] : [.. copy.Files.Select(file => new DraftFile(Path.Combine(paths.Plan, file.Name), file.Content))], paths) with
        {
            PlanIsInPlace = isInPlace,
            Rates = copy.Rates,
            GainDb = gainDb,
            HeadroomDb = plan.HeadroomDb,
            LatencySeconds = (double)plan.PlaybackLatencySamples / plan.SampleRate,
            Note = rate is null ? new(ErrorCodes.RatesUntreated, $"at sample rates other than {string.Join(", ", copy.Rates)} Hz the sound passes untreated", "limit PipeWire's 'default.clock.allowed-rates' to these")
                : rate == UsualRate ? null
                : new(ErrorCodes.PlanResampled, $"the plan is for {plan.SampleRate} Hz and PipeWire runs at {UsualRate} Hz unless its 'default.clock.rate' or 'default.clock.allowed-rates' say otherwise, so it resamples twice", $"design the plan for {UsualRate} Hz to avoid that", $"{UsualRate}"),
        };
    }

    /// <summary>Prepares an installation of PipeWire's own convolvers.</summary>
    /// <param name="design">The plan of the settings' folder.</param>
    /// <param name="multiRatePlan">The design at the rates to install.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="paths">Where the files go.</param>
    internal static PipeWireDraft WithConvolvers(SpatialDesign design, MultiRatePlan multiRatePlan, PipeWireSettings settings, PipeWirePaths paths)
    {
        if (new PipeWireFormat().Refusal(multiRatePlan) is { } refusal) throw new SoundException(refusal with { Sentence = $"{settings.Plan}: PipeWire cannot play it: {refusal.Sentence}" });
        string folder = paths.UnusedFilters();
        string chain = PipeWireChain.Of(multiRatePlan, folder, _origin, settings.Target);
        return Of(design, chain, [.. multiRatePlan.Plans.SelectMany(plan => Filters(plan, folder))], paths) with
        {
            Rates = [.. multiRatePlan.Plans.Select(plan => plan.SampleRate)],
            GainDb = multiRatePlan.GainDb,
            HeadroomDb = multiRatePlan.HeadroomDb,
            LatencySeconds = multiRatePlan.Plans.Max(plan => (double)plan.LatencySamples / plan.SampleRate),
        };
    }

    static PipeWireDraft Of(SpatialDesign design, string chain, IEnumerable<DraftFile> filters, PipeWirePaths paths) => new()
    {
        Title = PipeWireChain.Title(design.Request.Device.Name),
        Drivers = design.Plan.Drivers,
        Chain = chain,
        Files = [.. filters, new DraftFile(paths.Chain, Encoding.UTF8.GetBytes(chain))],
        Rates = [],
        GainDb = 0,
        HeadroomDb = 0,
        LatencySeconds = 0,
    };

    static IEnumerable<DraftFile> Filters(RenderPlan plan, string folder)
    {
        float[][] paths = plan.Filters.Paths();
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
