using Proscenium.Design;

namespace Proscenium.Filters;

/// <summary>Says where the plan stays below what was asked.</summary>
static class Shortfalls
{
    const double Tolerance = 0.1;

    static readonly string[] _inputs = ["left", "right", "centre"];

    /// <summary>One sentence for each range in which planned is more than 0.1 dB below asked; inputs with the same fate share it.</summary>
    public static List<string> Describe(IReadOnlyList<SteeredWeights> steered) => [.. steered
        .SelectMany((weights, input) => Ranges(weights).Select(range => (Input: _inputs[input], Sentence: Sentence(weights, range.From, range.To))))
        .GroupBy(shortfall => shortfall.Sentence, shortfall => shortfall.Input)
        .Select(inputs => $"{string.Join(" and ", inputs)}: {inputs.Key}")];

    static string Sentence(SteeredWeights weights, int from, int to)
    {
        int worst = from;
        for (int bin = from; bin <= to; bin++)
            if (Gap(weights, bin) > Gap(weights, worst)) worst = bin;
        return $"from {weights.Grid.Frequency(from):0} to {weights.Grid.Frequency(to):0} Hz the plan stays up to {Gap(weights, worst):0.0} dB below the asked ratio "
            + $"({weights.PlannedDb[worst]:0.0} of {weights.AskedDb[worst]:0.0} dB at {weights.Grid.Frequency(worst):0} Hz): the gain limit and the filter length allow no more.";
    }

    static double Gap(SteeredWeights weights, int bin) => weights.AskedDb[bin] - weights.PlannedDb[bin];

    static IEnumerable<(int From, int To)> Ranges(SteeredWeights weights)
    {
        int from = -1;
        for (int bin = 1; bin <= weights.Grid.BinCount; bin++)
        {
            bool below = bin < weights.Grid.BinCount && Gap(weights, bin) > Tolerance;
            if (below && from < 0) from = bin;
            if (below || from < 0) continue;
            yield return (from, bin - 1);
            from = -1;
        }
    }
}
