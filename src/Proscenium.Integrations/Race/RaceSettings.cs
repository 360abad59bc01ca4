namespace Proscenium.Integrations.Race;

/// <summary>What a recursive canceller is set to.</summary>
/// <param name="DelaySeconds">By how much later each side takes off what the other one plays.</param>
/// <param name="AttenuationDb">How much less of it, in dB.</param>
/// <param name="LowHz">Lower end of the band in which it works.</param>
/// <param name="HighHz">Upper end of that band.</param>
readonly record struct RaceSettings(double DelaySeconds, double AttenuationDb, double LowHz, double HighHz);

/// <summary>The values that a program takes, each list rising.</summary>
/// <param name="DelaysSeconds">Delays.</param>
/// <param name="AttenuationsDb">Attenuations.</param>
/// <param name="LowHz">Lower ends of the band.</param>
/// <param name="HighHz">Upper ends of the band.</param>
sealed record RaceChoices(IReadOnlyList<double> DelaysSeconds, IReadOnlyList<double> AttenuationsDb, IReadOnlyList<double> LowHz, IReadOnlyList<double> HighHz)
{
    /// <summary>How many values each setting has.</summary>
    internal int[] Counts => [DelaysSeconds.Count, AttenuationsDb.Count, LowHz.Count, HighHz.Count];

    /// <summary>The settings at an index into each list.</summary>
    internal RaceSettings At(IReadOnlyList<int> point) => new(DelaysSeconds[point[0]], AttenuationsDb[point[1]], LowHz[point[2]], HighHz[point[3]]);

    /// <summary>Values from a first to a last one in even steps.</summary>
    /// <param name="first">In units.</param>
    /// <param name="last">In units.</param>
    /// <param name="unitsPerOne">How many units are one.</param>
    internal static double[] Steps(int first, int last, double unitsPerOne) => [.. Enumerable.Range(first, last - first + 1).Select(n => n / unitsPerOne)];
}
