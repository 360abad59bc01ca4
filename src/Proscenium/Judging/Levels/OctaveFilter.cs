using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Judging.Levels;

/// <summary>
/// Octave bands without delay, cut out of a whole response by its spectrum. A band is flat over half an octave about its centre and
/// fades over the half octaves about its edges, where it has half the power: neighbouring octaves sum to one in power, so that the
/// energies of the bands sum to that of the whole.
/// </summary>
static class OctaveFilter
{
    const double RingPeriods = 32;

    /// <summary>The band of a response, sample by sample where the response is; a little rings before what causes it.</summary>
    /// <param name="response">Samples; what rings beyond either end is left off.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="centreHz">Middle of the octave.</param>
    public static double[] Apply(ReadOnlySpan<double> response, double sampleRate, double centreHz)
    {
        int length = PaddedLength(response.Length, sampleRate, centreHz);
        Complex[] spectrum = Spectra.Of(response, length);
        return Spectra.Impulse(bin => Math.Sqrt(Power(bin * sampleRate / length, centreHz)) * spectrum[bin], length)[..response.Length];
    }

    /// <summary>The share of the power at a frequency in Hz that belongs to the octave about a centre in Hz, 0 to 1.</summary>
    public static double Power(double frequency, double centreHz)
    {
        double octaves = frequency > 0 ? Math.Abs(Math.Log2(frequency / centreHz)) : double.PositiveInfinity;
        // a sine within a sine: without corners in its root either, which would ring for long
        double rise = Math.Sin(Math.PI * (Math.Clamp(octaves, 0.25, 0.75) - 0.25)), gain = Math.Cos(Math.PI / 2 * rise * rise);
        return gain * gain;
    }

    /// <summary>A length of transform in which what rings past one end has died away before the other.</summary>
    internal static int PaddedLength(int samples, double sampleRate, double centreHz) =>
        (int)BitOperations.RoundUpToPowerOf2((uint)(samples + Math.Ceiling(RingPeriods * sampleRate / centreHz)));
}
