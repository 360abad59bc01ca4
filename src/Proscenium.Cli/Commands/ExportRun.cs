using Proscenium.Cli.Output;
using Proscenium.Export;
using Proscenium.Verification;

namespace Proscenium.Cli.Commands;

/// <summary>What is wished of an export.</summary>
/// <param name="Rates">Sample rates, or null for those that suit the format.</param>
/// <param name="StereoOnly">Left and right alone.</param>
/// <param name="GainDb">The gain, or null for minus the headroom.</param>
/// <param name="Verify">True to run the files in the real programs.</param>
/// <param name="Json">A file for the figures, or null.</param>
sealed record ExportWish(IReadOnlyList<int>? Rates, bool StereoOnly, double? GainDb, bool Verify, string? Json);

/// <summary>A design on its way into one or more formats; what they share is designed once.</summary>
sealed class ExportRun(SpatialDesign design, ExportWish wish, bool quiet, CancellationToken cancel)
{
    readonly Dictionary<string, PlanFamily> _families = [];

    /// <summary>The plan at the rates that suit a format: all usual ones where its program picks among them.</summary>
    public PlanFamily Family(IExportFormat format)
    {
        int own = design.Plan.SampleRate;
        IReadOnlyList<int> rates = wish.Rates ?? (format.ChoosesRate ? [.. PlanFamily.UsualRates.Union([own])] : [own]);
        string key = string.Join(' ', rates);
        if (_families.TryGetValue(key, out PlanFamily? family)) return family;
        using ProgressLine progress = new("designing", rates.Count, quiet);
        return _families[key] = PlanFamily.Of(design, rates, wish.StereoOnly, wish.GainDb, done => progress.Report(done), cancel);
    }

    /// <summary>Writes the files.</summary>
    public static Exported Write(IExportFormat format, PlanFamily family, string place) => new(format, family, place, PlanExport.Write(format, family, place));

    /// <summary>Runs what was written in the real programs.</summary>
    public IEnumerable<ProgramProof> Prove(Exported export) => ExportVerification.Run(export.Format, export.Family, export.Place, cancel);
}
