using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>Driver weights over frequency for one input, and the problems they solve.</summary>
sealed class SteeredWeights
{
    readonly SteeringSolution[] _solutions;

    SteeredWeights(FrequencyGrid grid, SteeringProblem[] problems, SteeringSolution[] solutions)
    {
        (Grid, Problems, _solutions) = (grid, problems, solutions);
        Weights = Array.ConvertAll(solutions, solution => solution.Weights);
        TargetDb = Array.ConvertAll(problems, problem => 10 * Math.Log10(problem.TargetRatio));
        PlannedDb = Array.ConvertAll(solutions, solution => 10 * Math.Log10(solution.PowerRatio));
        LevelDb = Array.ConvertAll(solutions, solution => 20 * Math.Log10(solution.Level));
        EffortDb = Array.ConvertAll(solutions, solution => 10 * Math.Log10(solution.Effort));
    }

    /// <summary>The frequencies of the bins.</summary>
    public FrequencyGrid Grid { get; }

    /// <summary>The problem at each bin, with its target ratio.</summary>
    public IReadOnlyList<SteeringProblem> Problems { get; }

    /// <summary>Weights, <c>bins x drivers</c>; 1 = the input as it is.</summary>
    public Complex[][] Weights { get; }

    /// <summary>Target power ratio by bin, in dB.</summary>
    public IReadOnlyList<double> TargetDb { get; }

    /// <summary>The power ratio these weights have by bin, in dB.</summary>
    public IReadOnlyList<double> PlannedDb { get; }

    /// <summary>Response at the aim relative to the wanted one by bin, in dB: 0, or less where the boost limit lowers it.</summary>
    public IReadOnlyList<double> LevelDb { get; }

    /// <summary>Effort by bin, in dB.</summary>
    public IReadOnlyList<double> EffortDb { get; }

    /// <summary>Solves the problem at every bin.</summary>
    internal static SteeredWeights Solve(FrequencyGrid grid, Func<int, SteeringProblem> problem)
    {
        SteeringProblem[] problems = new SteeringProblem[grid.BinCount];
        SteeringSolution[] solutions = new SteeringSolution[grid.BinCount];
        Parallel.For(0, grid.BinCount, bin => solutions[bin] = NullSteering.Solve(problems[bin] = problem(bin)));
        return new(grid, problems, solutions);
    }

    /// <summary>The same weights, but at some bins those of easier problems; the targets stay.</summary>
    internal SteeredWeights Eased(IReadOnlyCollection<int> bins, Func<int, SteeringProblem> easier)
    {
        SteeringSolution[] solutions = [.. _solutions];
        Parallel.ForEach(bins, bin => solutions[bin] = NullSteering.Solve(easier(bin)));
        return new(Grid, [.. Problems], solutions);
    }

    /// <summary>The same weights through an equaliser, the same for all drivers; limits and levels go with it.</summary>
    /// <param name="gain">By bin, not 0.</param>
    internal SteeredWeights Equalised(Func<int, Complex> gain)
    {
        double Power(int bin) => gain(bin).MagnitudeSquared();
        return new(Grid,
            [.. Problems.Select((problem, bin) => problem with { Wanted = gain(bin) * problem.Wanted, GainLimit = Power(bin) * problem.GainLimit, BoostLimit = Power(bin) * problem.BoostLimit, RadiationLimit = Power(bin) * problem.RadiationLimit, Power = Power(bin) * problem.Power })],
            [.. _solutions.Select((solution, bin) => solution with { Weights = Array.ConvertAll(solution.Weights, weight => gain(bin) * weight), Effort = Power(bin) * solution.Effort })]);
    }
}
