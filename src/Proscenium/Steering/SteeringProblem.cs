using System.Numerics;
using Proscenium.Plants;

namespace Proscenium.Steering;

/// <summary>One frequency of a null-steering design.</summary>
sealed record SteeringProblem
{
    /// <summary>Response of each driver at the aim, where the sound is prescribed.</summary>
    public required Complex[] Aim { get; init; }

    /// <summary>The response the aim must have; effort is counted relative to its size.</summary>
    public required Complex Wanted { get; init; }

    /// <summary>Responses in the dark zone, where no sound is wanted, <c>points x drivers</c>.</summary>
    public required Complex[][] Dark { get; init; }

    /// <summary>Weights of the dark rows, summing to 1.</summary>
    public required double[] DarkWeights { get; init; }

    /// <summary>Cost of each driver's work, at least 1.</summary>
    public required double[] Effort { get; init; }

    /// <summary>Rows whose response is to be small without being null, each with its own weight folded in; counted like effort.</summary>
    public Complex[][] Shape { get; init; } = [];

    /// <summary>The target for the power at the aim over that in the dark zone, as a power ratio.</summary>
    public double TargetRatio { get; init; }

    /// <summary>The cap on effort, as a power ratio.</summary>
    public required double GainLimit { get; init; }

    /// <summary>The cap on the power of any one driver's weight; where the wanted response alone needs more, it is lowered.</summary>
    public double BoostLimit { get; init; } = double.PositiveInfinity;

    /// <summary>Rows whose summed powers are the power radiated to all sides; null where it has no cap.</summary>
    public TransferMatrix? Radiation { get; init; }

    /// <summary>Where in them this frequency is.</summary>
    public int Bin { get; init; }

    /// <summary>The cap on the power radiated to all sides.</summary>
    public double RadiationLimit { get; init; } = double.PositiveInfinity;

    /// <summary>How much more power is wanted than of one virtual loudspeaker in front; the limits hold it already, and errors of the filters count relative to it.</summary>
    public double Power { get; init; } = 1;

    /// <summary>Variance of each driver's relative error; spreads into the dark power as loading.</summary>
    public double Uncertainty { get; init; }
}

/// <summary>Weights that solve a <see cref="SteeringProblem"/>.</summary>
/// <param name="Weights">One per driver; 1 = the input as it is.</param>
/// <param name="PowerRatio">Aim over dark zone, as a power ratio.</param>
/// <param name="Effort">sum of e_n abs(w_n)^2.</param>
/// <param name="Level">Response at the aim over the wanted one: 1, or less where the cap on a single driver's weight lowers it.</param>
readonly record struct SteeringSolution(Complex[] Weights, double PowerRatio, double Effort, double Level);
