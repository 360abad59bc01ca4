using Proscenium.Design;

namespace Proscenium.Analysis;

/// <summary>Where the plan stays below what was asked, between two frequencies.</summary>
/// <param name="LowHz">Lowest frequency below.</param>
/// <param name="HighHz">Highest frequency below.</param>
/// <param name="WorstHz">Where most is missing.</param>
/// <param name="AskedDb">What was asked there.</param>
/// <param name="PlannedDb">What is planned there.</param>
readonly record struct TargetShortfall(double LowHz, double HighHz, double WorstHz, double AskedDb, double PlannedDb)
{
    const double Tolerance = 0.1;

    /// <summary>The left input's widest one up to 8 kHz, or null where there is none.</summary>
    public static TargetShortfall? Of(SpatialDesign design)
    {
        IReadOnlyList<double> hertz = design.Asked.Hertz, asked = design.Asked.Decibels["left"], planned = design.Planned.Decibels["left"];
        TargetShortfall? widest = null;
        for (int i = 0; i < hertz.Count; i++)
        {
            int from = i;
            while (i < hertz.Count && hertz[i] <= 8000 && asked[i] - planned[i] > Tolerance) i++;
            if (i == from) continue;
            int worst = Enumerable.Range(from, i - from).MaxBy(k => asked[k] - planned[k]);
            if (widest is not { } other || Math.Log(hertz[i - 1] / hertz[from]) > Math.Log(other.HighHz / other.LowHz))
                widest = new(hertz[from], hertz[i - 1], hertz[worst], asked[worst], planned[worst]);
        }
        return widest;
    }
}
