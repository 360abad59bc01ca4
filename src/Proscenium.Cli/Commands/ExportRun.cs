using Proscenium.Cli.Json;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Files;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Integrations.Verification;

namespace Proscenium.Cli.Commands;

/// <summary>The settings of an export.</summary>
/// <param name="Rates">Sample rates, or null for those that suit the format.</param>
/// <param name="StereoOnly">Left and right alone.</param>
/// <param name="GainDb">The gain, or null for the one that suits the format.</param>
/// <param name="SafeHeadroom">True for a gain of minus the headroom.</param>
/// <param name="Verify">True to run the files in the real programs.</param>
/// <param name="Json">A file for the figures, or null.</param>
sealed record ExportSettings(IReadOnlyList<int>? Rates, bool StereoOnly, double? GainDb, bool SafeHeadroom, bool Verify, string? Json);

/// <summary>A design on its way into one or more formats; what they share is designed once.</summary>
sealed class ExportRun(SpatialDesign design, ExportSettings settings, Report report, bool quiet, CancellationToken cancel)
{
    readonly Dictionary<string, MultiRatePlan> _multiRatePlans = [];
    readonly List<ExportResult> _exports = [];
    readonly List<(string Format, string Refusal)> _refusals = [];
    bool _failed;

    /// <summary>Where something was written.</summary>
    public IEnumerable<string> Folders => _exports.Select(export => export.Folder);

    /// <summary>Writes one format.</summary>
    /// <exception cref="SettingException">The plan does not fit it.</exception>
    public void One(IExportFormat format, string folder)
    {
        MultiRatePlan multiRatePlan = AtRatesOf(format);
        ExportFormats.Require(format, multiRatePlan);
        Write(format, multiRatePlan, folder);
    }

    /// <summary>Writes every format that the plan fits, each into a folder of its own in one that exists, and says which it does not fit.</summary>
    public void All(string output)
    {
        foreach (IExportFormat format in ExportFormats.All)
        {
            cancel.ThrowIfCancellationRequested();
            MultiRatePlan multiRatePlan = AtRatesOf(format);
            if (format.Refusal(multiRatePlan) is { } refusal) Refuse(format, refusal);
            else Try(format, multiRatePlan, Path.Combine(output, format.Name));
        }
    }

    /// <summary>Writes the figures where asked to; gives the exit code.</summary>
    public int Finish()
    {
        if (settings.Json is { } json) ExportJson.Write(json, _exports, _refusals);
        return _failed || _exports.Any(export => export.Verifications?.Any(result => result.Failed) ?? false) ? 1 : 0;
    }

    /// <summary>The plan at the rates that suit a format: all usual ones where its program picks among them.</summary>
    MultiRatePlan AtRatesOf(IExportFormat format)
    {
        int own = design.Plan.SampleRate;
        IReadOnlyList<int> rates = settings.Rates ?? (format.ChoosesRate ? [.. MultiRatePlan.UsualRates.Union([own])] : [own]);
        string key = $"{string.Join(' ', rates)}{(format.HasBank ? " bank" : "")}";
        if (!_multiRatePlans.TryGetValue(key, out MultiRatePlan? multiRatePlan))
        {
            using ProgressLine progress = new("designing", rates.Count, quiet);
            _multiRatePlans[key] = multiRatePlan = MultiRatePlan.Of(design, rates, settings.StereoOnly, format.HasBank, settings.GainDb, done => progress.Report(done), cancel);
        }
        return multiRatePlan with { GainDb = settings.SafeHeadroom ? -multiRatePlan.HeadroomDb : settings.GainDb ?? (format.Limits ? multiRatePlan.PlaybackGainDb : multiRatePlan.ProgrammeGainDb) };
    }

    void Refuse(IExportFormat format, Fault refusal)
    {
        string sentence = Cures.Sentence(refusal);
        report.Line($"not written for {format.Name}: {sentence}");
        _refusals.Add((format.Name, sentence.TrimEnd('.')));
    }

    void Try(IExportFormat format, MultiRatePlan multiRatePlan, string folder)
    {
        try
        {
            Write(format, multiRatePlan, folder);
        }
        catch (SoundException e)
        {
            Report.Complain(Cures.Sentence(e));
            _failed = true;
        }
    }

    void Write(IExportFormat format, MultiRatePlan multiRatePlan, string folder)
    {
        ExportResult export = new(format, multiRatePlan, folder, PlanExport.Write(format, multiRatePlan, folder, cancel));
        if (_exports.Count > 0) report.Line();
        _exports.Add(export);
        ExportText.Print(export, report);
        if (design.Plan.Bank is not null && !format.HasBank) report.Line("  note: the filters for other places of the head are left out, and those of the seat play ('export --format wav' writes them all).");
        if (settings.Verify) _exports[^1] = export with { Verifications = ExportText.Print(ExportVerification.Run(format, multiRatePlan, folder, cancel), format, report) };
    }
}
