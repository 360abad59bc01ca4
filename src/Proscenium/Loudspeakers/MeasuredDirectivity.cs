using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Loudspeakers;

/// <summary>One response of a driver.</summary>
/// <param name="Direction">Where the microphone stood as seen from the driver: x along its aim, y to the listener's left, z up.</param>
/// <param name="Response">Far field, times the distance: 1 is a monopole of strength 1.</param>
readonly record struct MeasuredDirection(Position Direction, FrequencyResponse Response);

/// <summary>
/// What a driver sends out in each direction, from responses measured around it. One response is taken as the same in all directions; one
/// plane as a body of revolution, each side with its share; two planes by their shares, cos^2 and sin^2 of the angle about the aim; more by
/// the nearest directions. In between, responses are joined as complex values with their delays aligned.
/// </summary>
/// <remarks>Aligned complex values stay smooth where the level has a dip and the phase a step; level and phase by themselves do not.</remarks>
sealed class MeasuredDirectivity : IEquatable<MeasuredDirectivity>
{
    const double InPlane = 1e-6;

    readonly MeasuredDirection[] _measured;
    readonly double[] _delays; // [measurement], seconds
    readonly AngleArc? _horizontal, _vertical;
    readonly ScatteredDirections? _scattered;

    /// <summary>Takes over responses.</summary>
    /// <param name="measured">The responses.</param>
    /// <param name="aroundDevice">True where directions count from the device's front instead of the driver's aim; one side says nothing of the other then.</param>
    /// <exception cref="ArgumentException">There is none, or two in a plane have one direction.</exception>
    public MeasuredDirectivity(IReadOnlyList<MeasuredDirection> measured, bool aroundDevice = false)
    {
        AroundDevice = aroundDevice;
        _measured = [.. measured.Select(m => m with { Direction = (1 / m.Direction.Length) * m.Direction })];
        if (_measured.Length == 0) throw new ArgumentException("A driver's directivity needs a response.");
        _delays = MeasuredDelays.Aligned(_measured);
        if (_measured.Length == 1) return;
        if (_measured.All(m => Math.Abs(m.Direction.Z) < InPlane || Math.Abs(m.Direction.Y) < InPlane))
        {
            _horizontal = Arc(direction => Math.Abs(direction.Z) < InPlane, direction => Math.Atan2(direction.Y, direction.X));
            _vertical = Arc(direction => Math.Abs(direction.Y) < InPlane, direction => Math.Atan2(direction.Z, direction.X));
        }
        else
        {
            _scattered = new(Array.ConvertAll(_measured, m => m.Direction));
        }
    }

    MeasuredDirectivity(MeasuredDirectivity same) => (AroundDevice, _measured, _delays, _horizontal, _vertical, _scattered) = (same.AroundDevice, same._measured, same._delays, same._horizontal, same._vertical, same._scattered);

    /// <summary>The same responses, said to come from elsewhere.</summary>
    /// <param name="source">The files.</param>
    /// <param name="notes">What is odd about them.</param>
    internal MeasuredDirectivity From(ResponseSource source, IReadOnlyList<string> notes) => new(this) { Source = source, Notes = notes };

    /// <summary>The responses, directions as unit vectors.</summary>
    public IReadOnlyList<MeasuredDirection> Measured => _measured;

    /// <summary>True where directions count from the device's front instead of the driver's aim.</summary>
    public bool AroundDevice { get; }

    /// <summary>Where the responses came from, or null where they were made in code.</summary>
    public ResponseSource? Source { get; init; }

    /// <summary>What is odd about the files they came from, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Delays with which the responses are joined, in seconds.</summary>
    internal IReadOnlyList<double> Delays => _delays;

    /// <summary>Largest angle off the aim that was measured, in radians; 0 for a single response.</summary>
    internal double Reach => _measured.Max(m => Math.Acos(Math.Clamp(m.Direction.X, -1, 1)));

    /// <summary>True where one side is the mirror image of the measured one.</summary>
    internal bool IsMirrored => _horizontal is { IsMirrored: true } || _vertical is { IsMirrored: true };

    /// <summary>True where the side that was not measured is held instead.</summary>
    internal bool IsOneSided => _horizontal is { IsOneSided: true, IsMirrored: false };

    /// <summary>What goes out in a direction at a frequency.</summary>
    /// <param name="direction">Unit vector in the driver's own axes: aim, listener's left, up.</param>
    /// <param name="frequency">Hz.</param>
    public Complex Towards(Position direction, double frequency)
    {
        double[] weights = Weights(direction);
        double delay = 0;
        Complex sum = Complex.Zero;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0) continue;
            delay += weights[i] * _delays[i];
            sum += weights[i] * _measured[i].Response.At(frequency) * FrequencyResponse.Turn(frequency, -_delays[i]);
        }
        return sum * FrequencyResponse.Turn(frequency, delay);
    }

    /// <summary>How much each response counts in a direction; the weights sum to 1.</summary>
    internal double[] Weights(Position direction)
    {
        double[] weights = new double[_measured.Length];
        double across = Math.Sqrt(direction.Y * direction.Y + direction.Z * direction.Z), angle = Math.Atan2(across, direction.X);
        (double left, double up) = across > 0 ? (direction.Y / across, direction.Z / across) : (1, 0);
        if (_scattered is not null) _scattered.AddWeights(direction, weights);
        else if (_horizontal is not null && _vertical is not null)
        {
            _horizontal.AddWeights(left < 0 ? -angle : angle, left * left, weights);
            _vertical.AddWeights(up < 0 ? -angle : angle, up * up, weights);
        }
        else if ((_horizontal ?? _vertical) is { } plane)
        {
            double share = ((_horizontal is null ? up : left) + 1) / 2;
            plane.AddWeights(angle, share, weights);
            plane.AddWeights(-angle, 1 - share, weights);
        }
        else weights[0] = 1;
        return weights;
    }

    /// <inheritdoc/>
    public bool Equals(MeasuredDirectivity? other) => other is not null && AroundDevice == other.AroundDevice && _measured.AsSpan().SequenceEqual(other._measured);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MeasuredDirectivity);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_measured.Length, _measured[0]);

    /// <summary>The measurements of a plane; the one on the aim belongs to both, but makes no plane by itself.</summary>
    AngleArc? Arc(Func<Position, bool> isIn, Func<Position, double> angle)
    {
        (double Radians, int Index)[] angles = [.. Enumerable.Range(0, _measured.Length).Where(i => isIn(_measured[i].Direction)).Select(i => (Principal(angle(_measured[i].Direction)), i))];
        foreach ((double radians, _) in angles)
            if (angles.Count(other => Math.Abs(other.Radians - radians) < InPlane) > 1)
                throw new ArgumentException(Invariant($"Two responses are for {radians * 180 / Math.PI:0.##} degrees."));
        return angles.Any(a => Math.Sin(a.Radians) is > InPlane or < -InPlane) ? new(angles, !AroundDevice) : null;
    }

    /// <summary>Straight behind is pi, never -pi.</summary>
    static double Principal(double radians) => radians < InPlane - Math.PI ? Math.PI : radians;
}
