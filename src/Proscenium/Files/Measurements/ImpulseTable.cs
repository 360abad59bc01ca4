using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Files.Measurements;

/// <summary>An impulse response in text as ARTA and others write it: a heading that begins with a time, then a time and a value in each line, evenly spaced.</summary>
static class ImpulseTable
{
    const double Unevenness = 0.05, RateTolerance = 1e-3;

    /// <summary>True where the first column is a time by its heading.</summary>
    public static bool Recognises(NumberTable table) => table.Heading.Count > 0 && table.Heading[0].Words.Contains("time");

    /// <summary>Reads a response; its time zero is the table's.</summary>
    /// <exception cref="FileFormatException">The unit of time is not told, the times are not even, or the values are none.</exception>
    public static FrequencyResponse Read(NumberTable table, string path)
    {
        if (table.Width != 2) throw new FileFormatException($"{path}: is an impulse response with {table.Width} columns, and needs two, time and value: export each response to a file of its own.");
        if (table.Rows.Count is < 2 or > ImpulseResponseFile.LongestSamples) throw new FileFormatException($"{path}: holds {table.Rows.Count} samples; an impulse response of a driver has 2 to {ImpulseResponseFile.LongestSamples}: export what belongs to the driver.");
        double second = SecondsIn(table.Heading[0], path);
        double[] times = [.. table.Rows.Select(row => second * row.Number(0))];
        float[] samples = [.. table.Rows.Select(row => SaneRange.IsSample(row.Number(1)) ? (float)row.Number(1) : throw row.Fault($"'{PrintableText.Quote(row[1])}' is no sample: export the impulse response again"))];
        double interval = (times[^1] - times[0]) / (times.Length - 1), rate = Math.Round(1 / interval);
        for (int n = 0; n < times.Length; n++)
            if (!SaneRange.IsTime(times[n]) || !(Math.Abs(times[n] - times[0] - n * interval) <= Unevenness * interval))
                throw table.Rows[n].Fault($"'{PrintableText.Quote(table.Rows[n][0])}' does not follow the other times in even steps: export the impulse response again");
        if (!(rate is >= 8000 and <= 768000) || Math.Abs(rate * interval - 1) > RateTolerance) throw new FileFormatException(Invariant($"{path}: its steps of {interval:G6} s are none of a sound: export the impulse response again."));
        int first = samples.AsSpan().IndexOfAnyExcept(0f);
        if (first < 0) throw new FileFormatException($"{path}: holds nothing but silence: export the impulse response again.");
        return FrequencyResponse.Impulse(samples.AsSpan(first), (int)rate).Shifted(1, times[0] + first / rate);
    }

    static double SecondsIn(TableColumn column, string path)
    {
        IReadOnlySet<string> words = column.Words;
        if (words.Overlaps(["ms", "msec", "millisecond", "milliseconds"])) return 1e-3;
        if (words.Overlaps(["us", "µs", "μs", "usec", "microseconds"])) return 1e-6;
        return words.Overlaps(["s", "sec", "second", "seconds"]) ? 1
            : throw new FileFormatException($"{path}: its column '{PrintableText.Quote(column.ToString())}' does not tell the unit of its times: write s, ms or us in brackets behind the name.");
    }
}
