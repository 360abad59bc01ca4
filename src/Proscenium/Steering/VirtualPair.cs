using System.Numerics;
using MathNet.Numerics.Interpolation;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>
/// A pair of virtual loudspeakers at +-angle: what a real one would send to the contralateral ear relative to the ipsilateral one, V, over frequency.
/// It is that of the design head, so on a measured head it is that listener's own.
/// </summary>
sealed class VirtualPair
{
    const double StepHz = 48, MaxHz = 20000, NoiseUpToHz = 200;

    readonly Complex[][] _contralateralRatio; // [side][bin]

    /// <summary>Measures real loudspeakers on the design head.</summary>
    /// <param name="head">The design head.</param>
    /// <param name="angleDegrees">Azimuth of the left one, 1 to below 180; the right one mirrors it.</param>
    /// <param name="distance">Of the loudspeakers, metres.</param>
    /// <param name="grid">Frequencies of the result.</param>
    public VirtualPair(Head head, double angleDegrees, double distance, FrequencyGrid grid) =>
        _contralateralRatio = [Ratios(head, Side.Left, angleDegrees, distance, grid), Ratios(head, Side.Right, -angleDegrees, distance, grid)];

    /// <summary>Contralateral over ipsilateral ear, for the loudspeaker on a side.</summary>
    public Complex ContralateralRatio(Side side, int bin) => _contralateralRatio[(int)side][bin];

    static Complex[] Ratios(Head head, Side side, double azimuthDegrees, double distance, FrequencyGrid grid)
    {
        Position source = distance * Position.Direction(azimuthDegrees * Math.PI / 180);
        Complex[] ratios = head is SphericalHead sphere ? Interpolated(sphere, side, source, grid) : AtEveryBin(head, side, source, grid);
        return Array.ConvertAll(ratios, NoLouderThanIpsilateral);
    }

    /// <summary>A sphere's response is smooth: a value every 48 Hz is enough.</summary>
    static Complex[] Interpolated(SphericalHead head, Side side, Position source, FrequencyGrid grid)
    {
        double[] frequencies = [.. Enumerable.Range(0, (int)(Math.Min(MaxHz, grid.SampleRate / 2.0) / StepHz) + 1).Select(i => Math.Max(1, i * StepHz))];
        var ratios = new Complex[frequencies.Length];
        Parallel.For(0, ratios.Length, i => ratios[i] = Ratio(head, side, source, frequencies[i]));
        CubicSpline re = CubicSpline.InterpolateNaturalSorted(frequencies, Array.ConvertAll(ratios, r => r.Real)), im = CubicSpline.InterpolateNaturalSorted(frequencies, Array.ConvertAll(ratios, r => r.Imaginary));
        return [.. Enumerable.Range(0, grid.BinCount).Select(bin => Math.Min(grid.Frequency(bin), frequencies[^1])).Select(f => new Complex(re.Interpolate(f), im.Interpolate(f)))];
    }

    /// <summary>A measured head has notches, and noise at low frequency, where the sphere replaces it.</summary>
    static Complex[] AtEveryBin(Head head, Side side, Position source, FrequencyGrid grid)
    {
        SphericalHead sphere = new();
        var ratios = new Complex[grid.BinCount];
        Parallel.For(0, ratios.Length, bin =>
        {
            double frequency = Math.Clamp(grid.Frequency(bin), 1, MaxHz), measured = LogRamp.Rise(frequency, NoiseUpToHz / 2, NoiseUpToHz);
            Complex modelled = measured < 1 ? NoLouderThanIpsilateral(Ratio(sphere, side, source, frequency)) : 0, heard = measured > 0 ? NoLouderThanIpsilateral(Ratio(head, side, source, frequency)) : 0;
            ratios[bin] = measured * heard + (1 - measured) * modelled;
        });
        return ratios;
    }

    static Complex Ratio(Head head, Side side, Position source, double frequency)
    {
        EarPair ears = head.PointSource(source, frequency);
        return ears[side.Opposite()] / ears[side];
    }

    /// <summary>A notch at the ipsilateral ear must not make the contralateral one loud.</summary>
    static Complex NoLouderThanIpsilateral(Complex ratio) => ratio / Math.Max(1, ratio.Magnitude);
}
