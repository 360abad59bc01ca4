using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>
/// A pair of virtual loudspeakers at +-angle, flat ones: what each gives its ipsilateral ear, and what it sends to the contralateral ear relative
/// to that, V. They are those of the design head, so on a measured head they are that listener's own.
/// </summary>
sealed class VirtualPair
{
    const double NoiseUpToHz = 200;

    readonly FlatLoudspeaker[] _loudspeakers; // left, right
    readonly FlatLoudspeaker[]? _onSphere; // of measured heads, which have noise at low frequency
    readonly double _angleDegrees;
    readonly FrequencyGrid _grid;

    /// <summary>Puts up the loudspeakers before the design head.</summary>
    /// <param name="head">The design head.</param>
    /// <param name="angleDegrees">Azimuth of the left one, 0 to below 180; the right one mirrors it.</param>
    /// <param name="grid">Frequencies of the result.</param>
    public VirtualPair(Head head, double angleDegrees, FrequencyGrid grid)
    {
        (_angleDegrees, _grid) = (angleDegrees, grid);
        FlatLoudspeaker[] Both(Head hears) => [new(hears, angleDegrees, grid), new(hears, -angleDegrees, grid)];
        _loudspeakers = Both(head);
        _onSphere = head.Model is SphericalHead ? null : Both(new SphericalHead());
    }

    /// <summary>The ipsilateral ear's response to the loudspeaker on a side, over the free field at the head's centre.</summary>
    public Complex Ipsilateral(Side side, int bin) => (_onSphere is null ? PinnaGain.At(_angleDegrees, _grid.Frequency(bin)) : 1) * _loudspeakers[(int)side][side, bin];

    /// <summary>Contralateral over ipsilateral ear, for the loudspeaker on a side.</summary>
    public Complex ContralateralRatio(Side side, int bin)
    {
        Complex heard = Ratio(_loudspeakers, side, bin);
        if (_onSphere is null) return heard;
        double measured = LogRamp.Rise(Math.Max(1, _grid.Frequency(bin)), NoiseUpToHz / 2, NoiseUpToHz);
        return measured * heard + (1 - measured) * Ratio(_onSphere, side, bin);
    }

    /// <summary>A notch at the ipsilateral ear must not make the contralateral one loud.</summary>
    static Complex Ratio(FlatLoudspeaker[] loudspeakers, Side side, int bin)
    {
        Complex ratio = loudspeakers[(int)side][side.Opposite(), bin] / loudspeakers[(int)side][side, bin];
        return ratio / Math.Max(1, ratio.Magnitude);
    }
}
