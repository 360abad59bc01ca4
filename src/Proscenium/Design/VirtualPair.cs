using System.Numerics;
using MathNet.Numerics.Interpolation;
using Proscenium.Acoustics;

namespace Proscenium.Design;

/// <summary>
/// A pair of virtual loudspeakers at +-angle: what a true one would send to the far ear relative to the near one, V, over frequency. On the
/// design head itself, so on a measured head it is that listener's own.
/// </summary>
public sealed class VirtualPair
{
    const double StepHz = 48, HighestHz = 20000;

    readonly Complex[][] _farOverNear; // [side][bin]

    /// <summary>Listens to true loudspeakers.</summary>
    /// <param name="head">The design head.</param>
    /// <param name="angleDegrees">Azimuth of the left one, 1 to 90; the right one mirrors it.</param>
    /// <param name="distance">Of the loudspeakers, metres.</param>
    /// <param name="grid">Frequencies of the result.</param>
    public VirtualPair(Head head, double angleDegrees, double distance, FrequencyGrid grid) =>
        _farOverNear = [Listen(head, Side.Left, angleDegrees, distance, grid), Listen(head, Side.Right, -angleDegrees, distance, grid)];

    /// <summary>Far ear over near ear, for the loudspeaker on a side.</summary>
    public Complex FarOverNear(Side side, int bin) => _farOverNear[(int)side][bin];

    static Complex[] Listen(Head head, Side side, double azimuthDegrees, double distance, FrequencyGrid grid)
    {
        double[] frequencies = [.. Enumerable.Range(0, (int)(Math.Min(HighestHz, grid.SampleRate / 2.0) / StepHz) + 1).Select(i => Math.Max(1, i * StepHz))];
        Position place = distance * Position.Direction(azimuthDegrees * Math.PI / 180);
        var ratios = new Complex[frequencies.Length];
        Parallel.For(0, ratios.Length, i => ratios[i] = head.PointSource(place, frequencies[i]) is var ears ? ears[side == Side.Left ? Side.Right : Side.Left] / ears[side] : default);
        CubicSpline re = CubicSpline.InterpolateNaturalSorted(frequencies, Array.ConvertAll(ratios, r => r.Real)), im = CubicSpline.InterpolateNaturalSorted(frequencies, Array.ConvertAll(ratios, r => r.Imaginary));
        return [.. Enumerable.Range(0, grid.BinCount).Select(bin => Math.Min(grid.Frequency(bin), frequencies[^1])).Select(f => new Complex(re.Interpolate(f), im.Interpolate(f)))];
    }
}
