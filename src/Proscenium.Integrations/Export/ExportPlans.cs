using Proscenium.Design;

namespace Proscenium.Integrations.Export;

/// <summary>A design as formats hold it: at the rates and with the gain that suit each. What formats share is designed once.</summary>
/// <param name="design">The design.</param>
/// <param name="settings">What is asked.</param>
sealed class ExportPlans(SpatialDesign design, ExportSettings settings)
{
    readonly Dictionary<string, MultiRatePlan> _made = [];
    readonly Lazy<MultiRatePlan> _own = new(() => MultiRatePlan.Of(design, [design.Plan.SampleRate], settings.StereoOnly));

    /// <summary>The rates of a format: all usual ones where its program picks among them.</summary>
    public IReadOnlyList<int> RatesOf(IExportFormat format)
    {
        int own = design.Plan.SampleRate;
        return settings.Rates ?? (format.ChoosesRate ? [.. MultiRatePlan.UsualRates.Union([own])] : [own]);
    }

    /// <summary>True where nothing is left to design for a format.</summary>
    public bool AreMade(IExportFormat format) => _made.ContainsKey(KeyOf(format));

    /// <summary>Why a format cannot hold the design, with the cure, or null; known before anything is designed for other rates.</summary>
    public Fault? Refusal(IExportFormat format) => // a format looks at how many of what there are
        format.Refusal(WithGain(_own.Value with { Plans = [.. RatesOf(format).Select(rate => _own.Value.Plans[0] with { SampleRate = rate })] }, format));

    /// <summary>The design as a format holds it.</summary>
    /// <param name="format">The format.</param>
    /// <param name="progress">Told the number of rates that are done, may be null.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="SettingException">The format cannot hold it.</exception>
    public MultiRatePlan For(IExportFormat format, Action<int>? progress = null, CancellationToken cancel = default)
    {
        if (Refusal(format) is { } refusal) throw new SettingException(refusal with { Sentence = $"{format.Name}: {refusal.Sentence}" });
        string key = KeyOf(format);
        if (!_made.TryGetValue(key, out MultiRatePlan? made))
            _made[key] = made = MultiRatePlan.Of(design, RatesOf(format), settings.StereoOnly, format.HasBank, settings.GainDb, progress, cancel);
        return WithGain(made, format);
    }

    string KeyOf(IExportFormat format) => $"{string.Join(' ', RatesOf(format))}{(format.HasBank ? " bank" : "")}";

    MultiRatePlan WithGain(MultiRatePlan plan, IExportFormat format) => plan with { GainDb = settings.SafeHeadroom ? -plan.HeadroomDb : settings.GainDb ?? (format.Limits ? plan.PlaybackGainDb : plan.ProgrammeGainDb) };
}
