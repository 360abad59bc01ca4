using Proscenium.Mathematics;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>Why a plan is below its target at a frequency, found out by solving it again without each limit: what is better without it was kept down by it.</summary>
static class ShortfallCauses
{
    const string Gain = "the gain limit", Boost = "the boost limit", Room = "the room budget", Tolerance = "the driver tolerance", Length = "the filter length";

    /// <summary>The causes in the order in which they are told; those of the device itself come last.</summary>
    public static IReadOnlyList<string> InOrder { get; } = [Gain, Boost, Room, Tolerance, Length];

    /// <summary>The causes at a frequency.</summary>
    /// <param name="input">The input.</param>
    /// <param name="bin">Where its plan is below its target.</param>
    /// <param name="toleranceDb">Smaller differences do not count.</param>
    public static IEnumerable<string> At(SteeredInput input, int bin, double toleranceDb)
    {
        SteeringProblem problem = input.Weights.Problems[bin];
        double itself = Reached(problem);
        (string Name, SteeringProblem Without)[] limits =
        [
            (Gain, problem with { GainLimit = double.PositiveInfinity }),
            (Boost, problem with { BoostLimit = double.PositiveInfinity }),
            (Room, problem with { RadiationLimit = double.PositiveInfinity }),
        ];
        SteeringProblem free = problem with { GainLimit = double.PositiveInfinity, BoostLimit = double.PositiveInfinity, RadiationLimit = double.PositiveInfinity };
        string[] binding = [.. limits.Where(limit => Reached(limit.Without) > itself + toleranceDb).Select(limit => limit.Name)];
        // where two limits are met at the same place, neither alone lets go
        if (binding.Length == 0 && Reached(free) > itself + toleranceDb) binding = [.. limits.Where(limit => IsMet(limit.Name, problem)).Select(limit => limit.Name)];
        foreach (string limit in binding) yield return limit;
        if (itself > input.Weights.PlannedDb[bin] + toleranceDb) yield return Length;
        if (Reached(free) >= input.Weights.TargetDb[bin] - toleranceDb) yield break;
        if (problem.Uncertainty > 0 && Reached(free with { Uncertainty = 0 }) >= input.Weights.TargetDb[bin] - toleranceDb) yield return Tolerance;
        else yield return OfTheDevice(input, problem);
    }

    static string OfTheDevice(SteeredInput input, SteeringProblem problem) =>
        input.Ipsilateral is null ? "the directivity of the drivers"
        : problem.Dark.Length > 1 ? $"the number of drivers: {problem.Aim.Length} cannot serve all head poses at once"
        : "the places of the drivers";

    static bool IsMet(string limit, SteeringProblem problem)
    {
        const double almost = 0.98;
        SteeringSolution solution = NullSteering.Solve(problem);
        return limit switch
        {
            Gain => solution.Effort >= almost * problem.GainLimit,
            Boost => solution.Weights.Max(weight => weight.MagnitudeSquared()) >= almost * problem.BoostLimit,
            _ => NullSteering.RadiatedPower(problem, solution.Weights) >= almost * problem.RadiationLimit,
        };
    }

    static double Reached(SteeringProblem problem) => 10 * Math.Log10(NullSteering.Solve(problem).PowerRatio);
}
