using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Dsp;

/// <summary>
/// Impulse responses from every input to every output, <c>inputs x outputs x taps</c>, linear amplitude. Immutable once filled by
/// its maker.
/// </summary>
public sealed class FirMatrix
{
    readonly float[] _taps;

    /// <summary>A matrix of silent paths.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is less than one, or the taps are more than memory can hold in one piece.</exception>
    public FirMatrix(int inputs, int outputs, int taps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(taps, 1);
        (Inputs, Outputs, Taps) = (inputs, outputs, taps);
        _taps = new float[AlignedMemory<float>.Fitting((long)inputs * outputs, taps)];
    }

    /// <summary>Number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>Length of every response in samples.</summary>
    public int Taps { get; }

    /// <summary>The response from one input to one output.</summary>
    public Span<float> this[int input, int output] => _taps.AsSpan((input * Outputs + output) * Taps, Taps);

    /// <summary>True where a path has no tap other than zero.</summary>
    public bool IsSilent(int input, int output) => !this[input, output].ContainsAnyExcept(0f);

    /// <summary>Every response, all outputs of the first input, then those of the next.</summary>
    internal float[][] Paths()
    {
        float[][] paths = new float[Inputs * Outputs][];
        for (int path = 0; path < paths.Length; path++) paths[path] = this[path / Outputs, path % Outputs].ToArray();
        return paths;
    }

    /// <summary>Number of paths that are not silent.</summary>
    public int CountPaths()
    {
        int paths = 0;
        for (int input = 0; input < Inputs; input++)
            for (int output = 0; output < Outputs; output++) paths += IsSilent(input, output) ? 0 : 1;
        return paths;
    }
}
