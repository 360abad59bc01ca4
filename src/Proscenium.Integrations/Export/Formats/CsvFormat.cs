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

    public Fault? Refusal(MultiRatePlan family) => null;

    public IReadOnlyList<string> Write(MultiRatePlan family, AtomicFolder folder)
    {
        foreach (RenderPlan plan in family.Plans) folder.WriteText(TableName(plan.SampleRate), Lines(family, plan));
        string table = TableName(family.Plans[0].SampleRate);
        return
        [
            $"Read {Path.Combine(folder.Place, table)}: the first line names the columns, input>driver; the first column counts the samples.",
            "Each driver plays the sum of all inputs, each convolved with its column input>driver.",
            $"With NumPy: taps = numpy.loadtxt('{table}', delimiter=',', skiprows=1, dtype='float32')[:, 1:].T.reshape({family.Inputs.Count}, {family.Drivers.Count}, -1)",
        ];
    }

    static string TableName(int rate) => $"taps-{rate}.csv";

    static string Lines(MultiRatePlan family, RenderPlan plan)
    {
        float[][] paths = [.. MatrixSounds.Paths(plan.Filters)];
        StringBuilder text = new("sample");
        foreach (FilterPath path in family.Paths) text.Append(',').Append(Field($"{family.Inputs[path.Input]}>{family.Drivers[path.Driver]}"));
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
