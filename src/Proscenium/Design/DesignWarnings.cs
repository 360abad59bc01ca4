using Proscenium.Steering;
using static System.FormattableString;

namespace Proscenium.Design;

/// <summary>Says where the plan is below the target: in its cancellation, and in its response.</summary>
static class DesignWarnings
{
    const double ToleranceDb = 0.1, AudibleDb = 0.5, LowHz = 100, HighHz = 16000, Apart = 1.26;
    const int BinsAsked = 8;

    /// <summary>
    /// One sentence for each range in which the planned ratio is more than 0.1 dB below a target above 0 dB, and one for all ranges from 100 Hz in which the response is
    /// more than 0.5 dB below the wanted one; inputs with the same sentence share it.
    /// </summary>
    /// <param name="steered">The inputs.</param>
    /// <param name="boostLimitDb">The boost limit, dB.</param>
    public static List<string> Describe(IReadOnlyList<SteeredInput> steered, double boostLimitDb) =>
    [
        .. Shared(steered, input => Ranges(input.Weights, 0, bin => input.Weights.TargetDb[bin] > 0 && Gap(input.Weights, bin) > ToleranceDb).Select(range => Cancellation(input, range))),
        .. Shared(steered, input => Response(input.Weights, [.. Ranges(input.Weights, LowHz, bin => input.Weights.LevelDb[bin] < -AudibleDb)], boostLimitDb)),
    ];

    /// <summary>A frequency with two digits, as one would say it.</summary>
    public static string Hertz(double frequency)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(frequency)) - 1);
        return Invariant($"{Math.Round(frequency / unit) * unit:0}");
    }

    static IEnumerable<string> Shared(IReadOnlyList<SteeredInput> steered, Func<SteeredInput, IEnumerable<string>> sentences) => steered
        .SelectMany(input => sentences(input).Select(sentence => (Input: input.Name, Sentence: sentence)))
        .GroupBy(told => told.Sentence, told => told.Input)
        .Select(inputs => $"{string.Join(" and ", inputs)}: {inputs.Key}");

    static string Cancellation(SteeredInput input, BinRange range)
    {
        SteeredWeights weights = input.Weights;
        int worst = range.Bins.MaxBy(bin => Gap(weights, bin));
        int step = Math.Max(1, (range.To - range.From) / BinsAsked);
        HashSet<string> found = [.. range.Bins.Where(bin => bin == worst || (bin - range.From) % step == 0).SelectMany(bin => ShortfallCauses.At(input, bin, ToleranceDb))];
        string[] causes = [.. ShortfallCauses.InOrder.Where(found.Contains), .. found.Except(ShortfallCauses.InOrder)];
        return Invariant($"{range.Text} the plan is up to {Gap(weights, worst):0.0} dB below the target ")
            + Invariant($"({weights.PlannedDb[worst]:0.0} instead of {weights.TargetDb[worst]:0.0} dB at {Hertz(weights.Grid.Frequency(worst))} Hz), because of {string.Join(", ", causes[..^1])}{(causes.Length > 1 ? " and " : "")}{causes[^1]}.");
    }

    static IEnumerable<string> Response(SteeredWeights weights, BinRange[] ranges, double boostLimitDb)
    {
        if (ranges.Length == 0) yield break;
        double lowest = ranges.SelectMany(range => range.Bins).Min(bin => weights.LevelDb[bin]);
        yield return Invariant($"{string.Join(" and ", ranges.Select(range => range.Text))} the response is up to {-lowest:0.0} dB below a flat loudspeaker's, because of the boost limit of {boostLimitDb:0.#} dB.");
    }

    static double Gap(SteeredWeights weights, int bin) => weights.TargetDb[bin] - weights.PlannedDb[bin];

    /// <summary>Ranges up to 16 kHz; those less than a third of an octave apart are told as one.</summary>
    static IEnumerable<BinRange> Ranges(SteeredWeights weights, double lowHz, Func<int, bool> told)
    {
        int first = Math.Max(1, weights.Grid.Bin(lowHz)), last = weights.Grid.Bin(HighHz);
        List<(int From, int To)> ranges = [];
        for (int bin = first; bin <= last; bin++)
        {
            if (!told(bin)) continue;
            if (ranges.Count > 0 && (bin == ranges[^1].To + 1 || bin < ranges[^1].To * Apart)) ranges[^1] = (ranges[^1].From, bin);
            else ranges.Add((bin, bin));
        }
        double Frequency(int bin) => bin == last ? Math.Min(HighHz, weights.Grid.Frequency(bin)) : bin == first ? Math.Max(lowHz, weights.Grid.Frequency(bin)) : weights.Grid.Frequency(bin);
        return ranges.Select(range => new BinRange(range.From, range.To, Text(Hertz(Frequency(range.From)), Hertz(Frequency(range.To)))));
    }

    static string Text(string from, string to) => from == to ? $"at {to} Hz" : $"from {from} to {to} Hz";

    /// <param name="From">First bin.</param>
    /// <param name="To">Last bin.</param>
    /// <param name="Text">The range in words.</param>
    readonly record struct BinRange(int From, int To, string Text)
    {
        public IEnumerable<int> Bins => Enumerable.Range(From, To - From + 1);
    }
}
