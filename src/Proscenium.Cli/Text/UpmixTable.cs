using Proscenium.Cli.Terminal;
using Proscenium.Judging.Upmix;

namespace Proscenium.Cli.Text;

/// <summary>Upmixes of many mixes, one row each, and the mean over those that have a centre.</summary>
static class UpmixTable
{
    /// <summary>The columns: heading, unit, format and value of each.</summary>
    static readonly (string Heading, string Unit, string Format, Func<UpmixFigures, double?> Value)[] _columns =
    [
        ("SI-SDR", "dB", "0.0", figures => figures.Against?.DistortionDb),
        ("SIR", "dB", "0.0", figures => figures.Against?.InterferenceDb),
        ("SAR", "dB", "0.0", figures => figures.Against?.ArtefactsDb),
        ("musical", "noise", "0.00", figures => figures.Against?.MusicalNoise),
        ("corr. L-R", "", "0.000", figures => Math.Abs(figures.SideCorrelation)),
        ("power", "dB", "0.0", figures => figures.CentreShareDb),
        ("error", "dB", "0", figures => figures.ReconstructionErrorDb),
    ];

    /// <summary>One row.</summary>
    /// <param name="Name">The mix.</param>
    /// <param name="Figures">What came of it.</param>
    public readonly record struct Row(string Name, UpmixFigures Figures)
    {
        /// <summary>Whether there is a true centre, and not silence.</summary>
        public bool HasCentre => Figures.Against is { } against && !double.IsNaN(against.DistortionDb);
    }

    /// <summary>The table as lines of text.</summary>
    public static void Print(IReadOnlyList<Row> rows, Report report)
    {
        if (rows.Count == 0) return;
        int width = Math.Max("mean over 000 with a centre".Length, rows.Max(row => row.Name.Length));
        report.Line(Line("", _columns.Select(column => column.Heading)));
        report.Line(Line("", _columns.Select(column => column.Unit)));
        foreach (Row row in rows) report.Line(Line(row.Name, _columns.Select(column => Cell(column.Value(row.Figures), column.Format))));
        Row[] centres = [.. rows.Where(row => row.HasCentre)];
        if (centres.Length > 0) report.Line(Line($"mean over {centres.Length} with a centre", _columns.Select(column => Cell(Mean(centres, column.Value), column.Format))));
        report.Line("  SI-SDR, SIR, SAR: extracted centre compared with the true one; musical noise: log kurtosis ratio of the interference;");
        report.Line("  corr. L-R: correlation of the centre with left - right; power: of the centre, relative to (L+R)/2; error: reconstruction");
        report.Line("  error; -: undefined without a true centre, or in silence");

        string Line(string name, IEnumerable<string> cells) => $"  {name.PadRight(width)}{string.Concat(cells.Select(cell => $"{cell,10}"))}".TrimEnd();
    }

    /// <summary>The mean of a figure over the mixes that have it, in dB where it is in dB; null where none has.</summary>
    public static double? Mean(IEnumerable<Row> rows, Func<UpmixFigures, double?> value)
    {
        double[] values = [.. rows.Select(row => value(row.Figures)).OfType<double>().Where(double.IsFinite)];
        return values.Length == 0 ? null : values.Average();
    }

    static string Cell(double? value, string format) => value switch
    {
        null or double.NaN => "-",
        double.NegativeInfinity => "-inf",
        double.PositiveInfinity => "inf",
        { } number => number.ToString($"{format};-{format};{format}"), // no minus before what rounds to 0
    };
}
