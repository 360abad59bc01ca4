using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Steering;

/// <summary>Driver weights over frequency for one input, and how they were found.</summary>
public sealed class SteeredWeights
{
    readonly Func<int, SteeringProblem> _problem;

    internal SteeredWeights(FrequencyGrid grid, int drivers, Func<int, SteeringProblem> problem)
    {
        (Grid, _problem) = (grid, problem);
        Weights = new Complex[grid.BinCount][];
        AskedDb = new double[grid.BinCount];
        PlannedDb = new double[grid.BinCount];
        EffortDb = new double[grid.BinCount];
        for (int bin = 0; bin < grid.BinCount; bin++) Weights[bin] = new Complex[drivers];
    }

    /// <summary>The frequencies of the bins.</summary>
    public FrequencyGrid Grid { get; }

    /// <summary>Weights, <c>bins x drivers</c>; 1 = played plain.</summary>
    public Complex[][] Weights { get; }

    /// <summary>The power ratio asked for by bin, in dB, never below the plain reference driver's own.</summary>
    public double[] AskedDb { get; }

    /// <summary>The power ratio these weights have by bin, in dB.</summary>
    public double[] PlannedDb { get; }

    /// <summary>Effort by bin, in dB.</summary>
    public double[] EffortDb { get; }

    /// <summary>What was solved at a bin.</summary>
    public SteeringProblem Problem(int bin) => _problem(bin);

    /// <summary>Solves every bin of a problem.</summary>
    internal static SteeredWeights Solve(FrequencyGrid grid, int drivers, Func<int, SteeringProblem> problem)
    {
        SteeredWeights steered = new(grid, drivers, problem);
        steered.Solve([.. Enumerable.Range(0, grid.BinCount)], problem);
        return steered;
    }

    /// <summary>Solves some bins, of another problem with the same rows.</summary>
    internal void Solve(int[] bins, Func<int, SteeringProblem> problem) => Parallel.ForEach(bins, bin =>
    {
        SteeringProblem here = problem(bin);
        SteeringSolution found = NullSteering.Solve(here);
        Weights[bin] = found.Weights;
        AskedDb[bin] = 10 * Math.Log10(here.AskedRatio);
        PlannedDb[bin] = 10 * Math.Log10(found.PowerRatio);
        EffortDb[bin] = 10 * Math.Log10(found.Effort);
    });
}
