using System.Numerics;
using Proscenium.Mathematics;

namespace Proscenium.Acoustics;

/// <summary>
/// The delay of a response given at some frequencies: the one that leaves neighbouring values most alike in phase. Steps in frequency may
/// be so wide that the phase turns several times between them, as long as some are narrow.
/// </summary>
static class BulkDelay
{
    /// <summary>So many steps tell the delay; more would only take longer.</summary>
    const int MaxSteps = 500;
    const double EarliestSeconds = -2e-3, LatestSeconds = 0.1;

    /// <summary>Steps beyond it tell nothing that narrow ones do not, and the time of the search goes with the widest.</summary>
    const double WidestHertz = 10000;

    /// <summary>The delay in seconds, and how alike neighbouring phases are then: 1 all the same, 0 as it happens.</summary>
    /// <param name="hertz">Rising.</param>
    /// <param name="values">One a frequency.</param>
    public static (double Seconds, double Likeness) Of(double[] hertz, Complex[] values)
    {
        int stride = Math.Max(1, (hertz.Length - 1) / MaxSteps), steps = (hertz.Length - 1) / stride;
        double[] turns = new double[steps], weights = new double[steps], phases = new double[steps];
        for (int step = 0; step < steps; step++)
        {
            int i = step * stride;
            Complex change = values[i + 1] * Complex.Conjugate(values[i]);
            (turns[step], phases[step]) = (2 * Math.PI * (hertz[i + 1] - hertz[i]), change.Phase);
            weights[step] = Math.Sqrt(change.Magnitude) * Math.Log((hertz[i + 1] + 20) / (hertz[i] + 20));
        }
        double widest = 2 * Math.PI * WidestHertz, narrowest = turns.Min();
        for (int step = 0; step < steps; step++)
            if (turns[step] > Math.Max(widest, 2 * narrowest)) (turns[step], weights[step]) = (narrowest, 0);
        double Likeness(double delay)
        {
            double sum = 0;
            for (int i = 0; i < steps; i++) sum += weights[i] * Math.Cos(phases[i] + turns[i] * delay);
            return sum;
        }
        // evenly spaced values repeat after one turn of their step
        double latest = Math.Min(LatestSeconds, 2 * Math.PI / narrowest + 2 * EarliestSeconds);
        double best = Peak.Highest(Likeness, EarliestSeconds, Math.Max(latest, -EarliestSeconds), Math.Min(1 / (1.3 * turns.Max()), 2e-3), 1e-9);
        return (best, Likeness(best) / weights.Sum());
    }
}
