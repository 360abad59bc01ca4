using System.Numerics;
using Proscenium.Steering;

namespace Proscenium.Filters;

/// <summary>The cost of an error of an input's weights at a bin, as rows: the sum of their squared products with the error.</summary>
static class ErrorRows
{
    /// <summary>Usual weight of an error of a driver's own output relative to an error at the ears.</summary>
    public const double EffortShare = 1e-2;

    /// <summary>Usual weight of an error at the aim relative to the errors in the dark zone.</summary>
    public const double AimShare = 3;

    /// <summary>Its highest weight: outside its band a driver is kept quiet as strictly as the aim is kept true.</summary>
    const double LargestEffort = 1;

    /// <summary>Rows of the aim, of the dark zone, weighted up by the planned ratio, of the lobe's shape and of the drivers' effort.</summary>
    public static Complex[][] At(SteeredWeights steered, int bin, double aimShare = AimShare, double effortShare = EffortShare)
    {
        SteeringProblem problem = steered.Problems[bin];
        double ratio = Math.Pow(10, Math.Min(steered.PlannedDb[bin], steered.TargetDb[bin]) / 10); // a null deeper than the target need not be kept
        double wanted = problem.Wanted.Magnitude;
        List<Complex[]> rows = [Scaled(problem.Aim, aimShare / wanted)];
        for (int k = 0; k < problem.Dark.Length; k++)
            rows.Add(Scaled(problem.Dark[k], Math.Sqrt(ratio * problem.DarkWeights[k]) / wanted));
        rows.AddRange(problem.Shape.Select(row => Scaled(row, 1 / Math.Sqrt(problem.Power))));
        for (int n = 0; n < problem.Effort.Length; n++)
        {
            var row = new Complex[problem.Effort.Length];
            row[n] = Math.Sqrt(Math.Min(LargestEffort, effortShare * problem.Effort[n]) / problem.Power);
            rows.Add(row);
        }
        return [.. rows];
    }

    static Complex[] Scaled(Complex[] row, double scale) => Array.ConvertAll(row, value => scale * value);
}
