using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>The phantom centre of a pair of loudspeakers, which a centre that is split off a stereo signal takes the place of.</summary>
static class PhantomCentre
{
    /// <summary>
    /// How much louder than a single loudspeaker in front the pair is with the same signal on both, linear: pink noise at both ears, ITU-R BS.1770-4. From low
    /// frequencies, where the two add in phase, to high ones it is 6 to 3 dB, with a dip between.
    /// </summary>
    /// <param name="pair">The pair.</param>
    /// <param name="head">The design head.</param>
    /// <param name="grid">Frequencies.</param>
    public static double Gain(VirtualPair pair, Head head, FrequencyGrid grid)
    {
        FlatLoudspeaker front = new(head, 0, grid);
        Complex Both(Side ear, int bin) => pair.Ipsilateral(ear, bin) + pair.ContralateralRatio(ear.Opposite(), bin) * pair.Ipsilateral(ear.Opposite(), bin);
        double Loudness(Func<Side, int, Complex> response) => KWeighting.PinkMean((double)grid.SampleRate / grid.FftLength, grid.SampleRate,
            bin => response(Side.Left, bin).MagnitudeSquared() + response(Side.Right, bin).MagnitudeSquared());
        return Math.Sqrt(Loudness(Both) / Loudness((ear, bin) => front[ear, bin]));
    }
}
