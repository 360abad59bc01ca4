using System.Numerics;

namespace Proscenium.Engine.Convolution;

/// <summary>What a matrix of filters costs to run.</summary>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Outputs">Number of outputs.</param>
/// <param name="Paths">Paths that are not silent.</param>
/// <param name="Taps">Length of the filters.</param>
/// <remarks>The constants were fitted to measurements on AVX-512 machines; elsewhere all of them grow alike.</remarks>
readonly record struct MatrixSize(int Inputs, int Outputs, int Paths, int Taps)
{
    /// <summary>Nanoseconds of one real transform over twice a partition.</summary>
    public static double OneTransformCost(int partition) => 30 + 0.07 * partition * BitOperations.Log2((uint)(2 * partition));

    /// <summary>Nanoseconds to multiply one partition's spectra along one path.</summary>
    public static double OneProductCost(int partition) => 3 + 0.11 * partition;

    /// <summary>Nanoseconds to transform every input and every output once.</summary>
    public double TransformCost(int partition) => (Inputs + Outputs) * OneTransformCost(partition);

    /// <summary>Nanoseconds for one partition of every path.</summary>
    public double PartitionCost(int partition) => Paths * OneProductCost(partition);

    /// <summary>Nanoseconds per sample for a number of taps of every path in direct form.</summary>
    public double DirectCost(int taps) => Outputs * 4 + Paths * (2 + 0.08 * taps);
}
