using Proscenium.Cli.Json;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Files;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Integrations.Verification;

namespace Proscenium.Cli.Commands;

/// <summary>What the command is asked to export.</summary>
/// <param name="Settings">Of the plan in each format.</param>
/// <param name="Verify">True to run the files in the real programs.</param>
/// <param name="Json">A file for the figures, or null.</param>
sealed record ExportRequest(ExportSettings Settings, bool Verify, string? Json);

/// <summary>A design on its way into one or more formats.</summary>
sealed class ExportRun(SpatialDesign design, ExportRequest request, Report report, bool quiet, CancellationToken cancel)
{
    readonly ExportPlans _plans = new(design, request.Settings);
    readonly List<ExportResult> _exports = [];
    readonly List<(string Format, string Refusal)> _refusals = [];
    bool _failed;

    /// <summary>Where something was written.</summary>
    public IEnumerable<string> Folders => _exports.Select(export => export.Folder);

    /// <summary>Writes one format.</summary>
    /// <exception cref="SettingException">The plan does not fit it.</exception>
    public void One(IExportFormat format, string folder) => Write(format, For(format), folder);

    /// <summary>Writes every format that the plan fits, each into a folder of its own in one that exists, and says which it does not fit.</summary>
    public void All(string output)
    {
        foreach (IExportFormat format in ExportFormats.All)
        {
            cancel.ThrowIfCancellationRequested();
            if (_plans.Refusal(format) is { } refusal) Refuse(format, refusal);
            else Try(format, For(format), Path.Combine(output, format.Name));
        }
    }

    /// <summary>Writes the figures where asked to; gives the exit code.</summary>
    public int Finish()
    {
        if (request.Json is { } json) ExportJson.Write(json, _exports, _refusals);
        return _failed || _exports.Any(export => export.Verifications?.Any(result => result.Failed) ?? false) ? 1 : 0;
    }

    MultiRatePlan For(IExportFormat format)
    {
        using ProgressLine? progress = _plans.AreMade(format) ? null : new("designing", _plans.RatesOf(format).Count, quiet);
        return _plans.For(format, done => progress?.Report(done), cancel);
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
        if (request.Verify) _exports[^1] = export with { Verifications = ExportText.Print(ExportVerification.Run(format, multiRatePlan, folder, cancel), format, report) };
    }
}
