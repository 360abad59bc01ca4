using System.Numerics;

namespace Proscenium.Steering;

/// <summary>One frequency of a null-steering design.</summary>
public sealed record SteeringProblem
{
    /// <summary>The row whose response is prescribed, one value per driver.</summary>
    public required Complex[] Aim { get; init; }

    /// <summary>The response the aim must have; effort is counted relative to its size.</summary>
    public required Complex Wanted { get; init; }

    /// <summary>Rows where no sound is wanted, <c>points x drivers</c>.</summary>
    public required Complex[][] Dark { get; init; }

    /// <summary>Weights of the dark rows, summing to 1.</summary>
    public required double[] DarkWeights { get; init; }

    /// <summary>Rows where sound is wanted, equally weighted; empty: the aim alone, which is what designs use and filters are fitted for.</summary>
    public Complex[][] Bright { get; init; } = [];

    /// <summary>Cost of each driver's work, at least 1.</summary>
    public required double[] Effort { get; init; }

    /// <summary>Rows whose response is to be small without being null, each with its own weight folded in; counted like effort.</summary>
    public Complex[][] Shape { get; init; } = [];

    /// <summary>The bright/dark power ratio asked for, as a power ratio.</summary>
    public required double AskedRatio { get; init; }

    /// <summary>The cap on effort, as a power ratio.</summary>
    public required double EffortLimit { get; init; }

    /// <summary>Variance of each driver's relative error; spreads into the dark power as loading.</summary>
    public double Uncertainty { get; init; }
}

/// <summary>Weights that solve a <see cref="SteeringProblem"/>.</summary>
/// <param name="Weights">One per driver; 1 = played plain.</param>
/// <param name="PowerRatio">Bright/dark power ratio they reach.</param>
/// <param name="Effort">sum of e_n abs(w_n)^2.</param>
public readonly record struct SteeringSolution(Complex[] Weights, double PowerRatio, double Effort);
