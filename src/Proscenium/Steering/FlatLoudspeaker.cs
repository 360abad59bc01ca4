using System.Numerics;
using MathNet.Numerics.Interpolation;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>
/// A loudspeaker whose response is flat in free field, as the ears of a head hear it: pressure over that at the head's centre without the head.
/// It is what a design aims at.
/// </summary>
sealed class FlatLoudspeaker
{
    const double Metres = 2, StepHz = 48, MaxHz = 20000;

    readonly EarPair[] _ears;

    /// <summary>Measures it on a head, 2 m away.</summary>
    /// <param name="head">The head.</param>
    /// <param name="azimuthDegrees">Where it stands; + = left.</param>
    /// <param name="grid">Frequencies of the result.</param>
    public FlatLoudspeaker(Head head, double azimuthDegrees, FrequencyGrid grid)
    {
        Position place = Metres * Position.Direction(azimuthDegrees * Math.PI / 180);
        EarPair At(double frequency)
        {
            EarPair ears = head.PointSource(place, frequency);
            Complex free = Complex.FromPolarCoordinates(1 / Metres, -Air.WaveNumber(frequency) * Metres);
            return new(ears.Left / free, ears.Right / free);
        }
        _ears = head.Model is SphericalHead ? Interpolated(At, grid) : AtEveryBin(At, grid);
    }

    /// <summary>The response of an ear.</summary>
    public Complex this[Side ear, int bin] => _ears[bin][ear];

    /// <summary>A sphere's response is smooth: a value every 48 Hz is enough.</summary>
    static EarPair[] Interpolated(Func<double, EarPair> at, FrequencyGrid grid)
    {
        double[] frequencies = [.. Enumerable.Range(0, (int)(Math.Min(MaxHz, grid.SampleRate / 2.0) / StepHz) + 1).Select(i => Math.Max(1, i * StepHz))];
        EarPair[] ears = new EarPair[frequencies.Length];
        Parallel.For(0, ears.Length, i => ears[i] = at(frequencies[i]));
        CubicSpline Spline(Func<EarPair, double> part) => CubicSpline.InterpolateNaturalSorted(frequencies, Array.ConvertAll(ears, pair => part(pair)));
        CubicSpline leftRe = Spline(pair => pair.Left.Real), leftIm = Spline(pair => pair.Left.Imaginary), rightRe = Spline(pair => pair.Right.Real), rightIm = Spline(pair => pair.Right.Imaginary);
        return [.. Enumerable.Range(0, grid.BinCount).Select(bin => Math.Min(grid.Frequency(bin), frequencies[^1]))
            .Select(f => new EarPair(new(leftRe.Interpolate(f), leftIm.Interpolate(f)), new(rightRe.Interpolate(f), rightIm.Interpolate(f))))];
    }

    static EarPair[] AtEveryBin(Func<double, EarPair> at, FrequencyGrid grid)
    {
        EarPair[] ears = new EarPair[grid.BinCount];
        Parallel.For(0, ears.Length, bin => ears[bin] = at(Math.Clamp(grid.Frequency(bin), 1, MaxHz)));
        return ears;
    }
}
