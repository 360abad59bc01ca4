using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Design;

/// <summary>Driver weights over frequency for one input, and how they were found.</summary>
public sealed class SteeredWeights
{
    internal SteeredWeights(FrequencyGrid grid, int drivers)
    {
        Grid = grid;
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

    /// <summary>Takes the answer for one bin.</summary>
    internal void Set(int bin, double asked, Steering steering)
    {
        Weights[bin] = steering.Weights;
        AskedDb[bin] = 10 * Math.Log10(asked);
        PlannedDb[bin] = 10 * Math.Log10(steering.PowerRatio);
        EffortDb[bin] = 10 * Math.Log10(steering.Effort);
    }
}
