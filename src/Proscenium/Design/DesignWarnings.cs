using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>Says where the plan is below the target.</summary>
static class DesignWarnings
{
    const double Tolerance = 0.1, MaxHz = 16000, Apart = 1.26;

    /// <summary>One sentence for each range in which the planned ratio is more than 0.1 dB below the target; inputs with the same sentence share it.</summary>
    public static List<string> Describe(IReadOnlyList<SteeredInput> steered) => [.. steered
        .SelectMany(input => Ranges(input.Weights).Select(range => (Input: input.Name, Sentence: Sentence(input.Weights, range.From, range.To))))
        .GroupBy(shortfall => shortfall.Sentence, shortfall => shortfall.Input)
        .Select(inputs => $"{string.Join(" and ", inputs)}: {inputs.Key}")];

    static string Sentence(SteeredWeights weights, int from, int to)
    {
        int worst = from;
        for (int bin = from; bin <= to; bin++)
            if (Gap(weights, bin) > Gap(weights, worst)) worst = bin;
        return $"from {weights.Grid.Frequency(from):0} to {weights.Grid.Frequency(to):0} Hz the plan is up to {Gap(weights, worst):0.0} dB below the target "
            + $"({weights.PlannedDb[worst]:0.0} instead of {weights.TargetDb[worst]:0.0} dB at {weights.Grid.Frequency(worst):0} Hz), because of the gain limit and the filter length.";
    }

    static double Gap(SteeredWeights weights, int bin) => weights.TargetDb[bin] - weights.PlannedDb[bin];

    /// <summary>Ranges up to 16 kHz; those less than a third of an octave apart are told as one.</summary>
    static List<(int From, int To)> Ranges(SteeredWeights weights)
    {
        List<(int From, int To)> ranges = [];
        for (int bin = 1; bin <= weights.Grid.Bin(MaxHz); bin++)
        {
            if (Gap(weights, bin) <= Tolerance) continue;
            if (ranges.Count > 0 && (bin == ranges[^1].To + 1 || bin < ranges[^1].To * Apart)) ranges[^1] = (ranges[^1].From, bin);
            else ranges.Add((bin, bin));
        }
        return ranges;
    }
}
