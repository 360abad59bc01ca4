using System.Globalization;
using System.Text;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>Tables of taps for spreadsheets and scripts: a row for each sample, a column for each path, digits enough to give back every bit.</summary>
sealed class CsvFormat : IExportFormat
{
    public string Name => "csv";

    public string Programs => "anything that reads numbers";

    public bool ChoosesRate => false;

    public string? GainPosition => null;

    public Fault? Refusal(MultiRatePlan multiRatePlan) => null;

    public IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder)
    {
        foreach (RenderPlan plan in multiRatePlan.Plans) folder.WriteText(TableName(plan.SampleRate), Lines(multiRatePlan, plan));
        string table = TableName(multiRatePlan.Plans[0].SampleRate);
        return
        [
            $"Read {Path.Combine(folder.FullPath, table)}: the first line names the columns, input>driver; the first column counts the samples.",
            "Each driver plays the sum of all inputs, each convolved with its column input>driver.",
            $"With NumPy: taps = numpy.loadtxt({Python(Path.Combine(folder.FullPath, table))}, delimiter=',', skiprows=1, dtype='float32')[:, 1:].T.reshape({multiRatePlan.Inputs.Count}, {multiRatePlan.Drivers.Count}, -1)",
        ];
    }

    /// <summary>A text as Python writes it.</summary>
    static string Python(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    static string TableName(int rate) => $"taps-{rate}.csv";

    static string Lines(MultiRatePlan multiRatePlan, RenderPlan plan)
    {
        float[][] paths = plan.Filters.Paths();
        StringBuilder text = new("sample");
        foreach (FilterPath path in multiRatePlan.Paths) text.Append(',').Append(Field($"{multiRatePlan.Inputs[path.Input]}>{multiRatePlan.Drivers[path.Driver]}"));
        text.Append('\n');
        for (int n = 0; n < plan.Filters.Taps; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{n}");
            foreach (float[] taps in paths) text.Append(CultureInfo.InvariantCulture, $",{taps[n]:G9}");
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>A text in quotes where it needs them (RFC 4180), on one line.</summary>
    static string Field(string text)
    {
        string line = SafeNames.OneLine(text);
        return line.AsSpan().ContainsAny(",\"") ? $"\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : line;
    }
}
