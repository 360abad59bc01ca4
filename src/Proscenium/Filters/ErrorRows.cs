using System.Numerics;
using Proscenium.Steering;

namespace Proscenium.Filters;

/// <summary>What an error of an input's weights costs at a bin, as rows whose summed squares over the error are the cost.</summary>
static class ErrorRows
{
    /// <summary>How much an error of a driver's own output usually counts beside an error at the ears.</summary>
    public const double EffortShare = 1e-2;

    /// <summary>How much an error at the aim usually counts beside all that is too much at the dark points.</summary>
    public const double AimShare = 3;

    /// <summary>The most it may count: outside its band a driver is kept quiet as strictly as the aim is kept true.</summary>
    const double LargestEffort = 1;

    /// <summary>At the aim, at the dark points as much more as they should be quieter, in the lobe's shape and in the drivers' work.</summary>
    public static Complex[][] At(SteeredWeights steered, int bin, double aimShare = AimShare, double effortShare = EffortShare)
    {
        SteeringProblem problem = steered.Problems[bin];
        double ratio = Math.Pow(10, Math.Min(steered.PlannedDb[bin], steered.TargetDb[bin]) / 10); // a null deeper than asked need not be kept
        double wanted = problem.Wanted.Magnitude;
        List<Complex[]> rows = [Scaled(problem.Aim, aimShare / wanted)];
        for (int k = 0; k < problem.Dark.Length; k++)
            rows.Add(Scaled(problem.Dark[k], Math.Sqrt(ratio * problem.DarkWeights[k]) / wanted));
        rows.AddRange(problem.Shape);
        for (int n = 0; n < problem.Effort.Length; n++)
        {
            var row = new Complex[problem.Effort.Length];
            row[n] = Math.Sqrt(Math.Min(LargestEffort, effortShare * problem.Effort[n]));
            rows.Add(row);
        }
        return [.. rows];
    }

    static Complex[] Scaled(Complex[] row, double scale) => Array.ConvertAll(row, value => scale * value);
}
