using Proscenium.Mathematics;
using Proscenium.Steering;

namespace Proscenium.Filters;

/// <summary>The cost of an error of an input's weights at a bin, as a Hermitian form of the error.</summary>
static class ErrorCost
{
    /// <summary>Usual weight of an error of a driver's own output relative to an error at the ears.</summary>
    public const double EffortShare = 1e-2;

    /// <summary>Usual weight of an error at the aim relative to the errors in the dark zone.</summary>
    public const double AimShare = 3;

    /// <summary>Its highest weight: outside its band a driver is kept quiet as strictly as the aim is kept true.</summary>
    const double LargestEffort = 1;

    /// <summary>Adds the powers of the errors at the aim, in the dark zone, weighted up by the planned ratio, of the lobe's shape and of the drivers' effort.</summary>
    public static void Add(HermitianSystem cost, SteeredWeights steered, int bin, double aimShare = AimShare, double effortShare = EffortShare)
    {
        SteeringProblem problem = steered.Problems[bin];
        double ratio = Math.Pow(10, Math.Min(steered.PlannedDb[bin], steered.TargetDb[bin]) / 10); // a null deeper than the target need not be kept
        double wanted = problem.Wanted.MagnitudeSquared();
        cost.AddPower(problem.Aim, aimShare * aimShare / wanted);
        for (int k = 0; k < problem.Dark.Length; k++) cost.AddPower(problem.Dark[k], ratio * problem.DarkWeights[k] / wanted);
        foreach (var row in problem.Shape) cost.AddPower(row, 1 / problem.Power);
        for (int n = 0; n < problem.Effort.Length; n++) cost.AddDiagonal(n, Math.Min(LargestEffort, effortShare * problem.Effort[n]) / problem.Power);
    }
}
