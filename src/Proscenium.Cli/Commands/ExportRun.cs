using Proscenium.Cli.Json;
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
/// <param name="GainDb">The gain, or null for minus the headroom.</param>
/// <param name="Verify">True to run the files in the real programs.</param>
/// <param name="Json">A file for the figures, or null.</param>
sealed record ExportSettings(IReadOnlyList<int>? Rates, bool StereoOnly, double? GainDb, bool Verify, string? Json);

/// <summary>A design on its way into one or more formats; what they share is designed once.</summary>
sealed class ExportRun(SpatialDesign design, ExportSettings wish, Report report, bool quiet, CancellationToken cancel)
{
    readonly Dictionary<string, MultiRatePlan> _families = [];
    readonly List<Exported> _exports = [];
    readonly List<(string Format, string Refusal)> _refusals = [];
    bool _failed;

    /// <summary>Where something was written.</summary>
    public IEnumerable<string> Places => _exports.Select(export => export.Place);

    /// <summary>Writes one format.</summary>
    /// <exception cref="SettingException">The plan does not fit it.</exception>
    public void One(IExportFormat format, string place)
    {
        MultiRatePlan family = Family(format);
        if (format.Refusal(family) is { } refusal) throw new SettingException(refusal with { Sentence = $"{format.Name}: {refusal.Sentence}" });
        Write(format, family, place);
    }

    /// <summary>Writes every format that the plan fits, each into a folder of its own, and says which it does not fit.</summary>
    public void All(string output)
    {
        using (AtomicFolder folder = new(output)) Directory.CreateDirectory(folder.Place);
        foreach (IExportFormat format in ExportFormats.All)
        {
            MultiRatePlan family = Family(format);
            if (format.Refusal(family) is { } refusal) Refuse(format, refusal);
            else Try(format, family, Path.Combine(output, format.Name));
        }
    }

    /// <summary>Writes the figures where that is wished; gives the exit code.</summary>
    public int Finish()
    {
        if (wish.Json is { } json) ExportJson.Write(json, _exports, _refusals);
        return _failed || _exports.Any(export => export.Proofs?.Any(proof => proof.Failed) ?? false) ? 1 : 0;
    }

    /// <summary>The plan at the rates that suit a format: all usual ones where its program picks among them.</summary>
    MultiRatePlan Family(IExportFormat format)
    {
        int own = design.Plan.SampleRate;
        IReadOnlyList<int> rates = wish.Rates ?? (format.ChoosesRate ? [.. MultiRatePlan.UsualRates.Union([own])] : [own]);
        string key = string.Join(' ', rates);
        if (_families.TryGetValue(key, out MultiRatePlan? family)) return family;
        using ProgressLine progress = new("designing", rates.Count, quiet);
        return _families[key] = MultiRatePlan.Of(design, rates, wish.StereoOnly, wish.GainDb, done => progress.Report(done), cancel);
    }

    void Refuse(IExportFormat format, Fault refusal)
    {
        string sentence = Cures.Sentence(refusal);
        report.Line($"not written for {format.Name}: {sentence}");
        _refusals.Add((format.Name, sentence.TrimEnd('.')));
    }

    void Try(IExportFormat format, MultiRatePlan family, string place)
    {
        try
        {
            Write(format, family, place);
        }
        catch (SoundException e)
        {
            Report.Complain(Cures.Sentence(e));
            _failed = true;
        }
    }

    void Write(IExportFormat format, MultiRatePlan family, string place)
    {
        Exported export = new(format, family, place, PlanExport.Write(format, family, place));
        if (_exports.Count > 0) report.Line();
        _exports.Add(export);
        ExportText.Print(export, report);
        if (wish.Verify) _exports[^1] = export with { Proofs = ExportText.Print(ExportVerification.Run(format, family, place, cancel), format, report) };
    }
}
