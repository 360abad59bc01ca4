using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>Driver weights over frequency for one input, and the problems they solve.</summary>
sealed class SteeredWeights
{
    readonly SteeringProblem[] _problems;
    readonly SteeringSolution[] _solutions;

    SteeredWeights(FrequencyGrid grid, SteeringProblem[] problems, SteeringSolution[] solutions)
    {
        (Grid, _problems, _solutions) = (grid, problems, solutions);
        Weights = Array.ConvertAll(solutions, solution => solution.Weights);
    }

    /// <summary>The frequencies of the bins.</summary>
    public FrequencyGrid Grid { get; }

    /// <summary>The problem at each bin, with its target ratio.</summary>
    public IReadOnlyList<SteeringProblem> Problems => _problems;

    /// <summary>Weights, <c>bins x drivers</c>; 1 = the input as it is.</summary>
    public Complex[][] Weights { get; }

    /// <summary>Target power ratio by bin, in dB.</summary>
    public IReadOnlyList<double> TargetDb => field ??= Array.ConvertAll(_problems, problem => 10 * Math.Log10(problem.TargetRatio));

    /// <summary>The power ratio these weights have by bin, in dB.</summary>
    public IReadOnlyList<double> PlannedDb => field ??= Array.ConvertAll(_solutions, solution => 10 * Math.Log10(solution.PowerRatio));

    /// <summary>Response at the aim relative to the wanted one by bin, in dB: 0, or less where the boost limit lowers it.</summary>
    public IReadOnlyList<double> LevelDb => field ??= Array.ConvertAll(_solutions, solution => 20 * Math.Log10(solution.Level));

    /// <summary>Effort by bin, in dB.</summary>
    public IReadOnlyList<double> EffortDb => field ??= Array.ConvertAll(_solutions, solution => 10 * Math.Log10(solution.Effort));

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
        return new(Grid, _problems, solutions);
    }

    /// <summary>The same weights through an equaliser, the same for all drivers; limits and levels go with it.</summary>
    /// <param name="gain">By bin, not 0.</param>
    internal SteeredWeights Equalised(Func<int, Complex> gain)
    {
        SteeringProblem[] problems = new SteeringProblem[_problems.Length];
        SteeringSolution[] solutions = new SteeringSolution[_solutions.Length];
        for (int bin = 0; bin < problems.Length; bin++)
        {
            (SteeringProblem problem, SteeringSolution solution, Complex here) = (_problems[bin], _solutions[bin], gain(bin));
            double power = here.MagnitudeSquared();
            Complex[] weights = new Complex[solution.Weights.Length];
            for (int n = 0; n < weights.Length; n++) weights[n] = here * solution.Weights[n];
            problems[bin] = problem with { Wanted = here * problem.Wanted, GainLimit = power * problem.GainLimit, BoostLimit = power * problem.BoostLimit, RadiationLimit = power * problem.RadiationLimit, Power = power * problem.Power };
            solutions[bin] = solution with { Weights = weights, Effort = power * solution.Effort };
        }
        return new(Grid, problems, solutions);
    }
}
