using static System.FormattableString;

namespace Proscenium.Design;

/// <summary>Says where the running filters are below the plan.</summary>
static class RealisationWarnings
{
    const double MinHz = 300, MaxHz = 8000, ToleranceDb = 2;

    /// <summary>One sentence for the worst frequency of each side, inputs with the same one share it; none within 2 dB.</summary>
    public static IEnumerable<string> Describe(IEnumerable<string> sides, RatioCurves target, RatioCurves planned, RatioCurves achieved) => sides
        .Select(input => (Input: input, Sentence: Sentence(target.Hertz, target.Decibels[input], planned.Decibels[input], achieved.Decibels[input])))
        .Where(miss => miss.Sentence is not null)
        .GroupBy(miss => miss.Sentence, miss => miss.Input)
        .Select(inputs => $"{string.Join(" and ", inputs)}: {inputs.Key}");

    static string? Sentence(IReadOnlyList<double> hertz, IReadOnlyList<double> target, IReadOnlyList<double> planned, IReadOnlyList<double> achieved)
    {
        double Missed(int i) => Math.Min(target[i], planned[i]) - achieved[i];
        int[] told = [.. Enumerable.Range(0, hertz.Count).Where(i => hertz[i] is >= MinHz and <= MaxHz)];
        if (told.Length == 0) return null;
        int worst = told.MaxBy(Missed);
        return Missed(worst) <= ToleranceDb ? null
            : Invariant($"the filters are up to {Missed(worst):0} dB below the plan, most at {DesignWarnings.Hertz(hertz[worst])} Hz ({achieved[worst]:0} instead of {Math.Min(target[worst], planned[worst]):0} dB): use more taps or a longer delay.");
    }
}
