using System.Numerics;

namespace Proscenium.Acoustics;

/// <summary>A measured response with its delay taken out, so that it changes slowly over frequency. Equal where it came of the same numbers.</summary>
abstract class ResponseShape(double[] measured)
{
    readonly double[] _measured = measured;

    /// <summary>Lower end of what was measured, in Hz; below, level and phase are held.</summary>
    public abstract double MinHz { get; }

    /// <summary>Upper end of what was measured, in Hz; above, level and phase are held.</summary>
    public abstract double MaxHz { get; }

    /// <summary>The delay that was taken out.</summary>
    public abstract double DelaySeconds { get; }

    /// <summary>True where the phase turns too fast to be followed from one measured frequency to the next.</summary>
    public virtual bool IsCoarse => false;

    /// <summary>The response without its delay.</summary>
    public abstract Complex At(double frequency);

    public override bool Equals(object? other) => other is ResponseShape shape && shape.GetType() == GetType() && shape._measured.AsSpan().SequenceEqual(_measured);

    public override int GetHashCode() => HashCode.Combine(_measured.Length, _measured[0], _measured[_measured.Length / 2], _measured[^1]);
}
