using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Rooms;

/// <summary>
/// Direct sound over the room's, DRR, at the ears of a seat. The direct sound is known by itself, so that no window has to part the two. One just notices a
/// change of 2 to 3 dB near 0 dB, and much more far from it (Larsen, Iyer, Lansing and Feng, JASA 124, 2008).
/// </summary>
sealed class DirectToReverberant
{
    /// <summary>What rounding leaves of no reflections.</summary>
    const double Nothing = 1e-20;

    readonly Part _direct, _reflected;

    /// <summary>Takes apart what reaches the ears.</summary>
    public DirectToReverberant(RoomResponses responses) => (_direct, _reflected) = (new(responses.Direct), new(responses.Reflected));

    /// <summary>In a band at one ear, dB; infinite where nothing comes back.</summary>
    public double Db(Side ear, Band band) => Ratio(_direct.Power(ear, band), _reflected.Power(ear, band));

    /// <summary>In a band, both ears' powers together, dB.</summary>
    public double Db(Band band) => Ratio(_direct.Power(Side.Left, band) + _direct.Power(Side.Right, band), _reflected.Power(Side.Left, band) + _reflected.Power(Side.Right, band));

    /// <summary>Mean over the third octaves between two frequencies, both ears' powers together, dB.</summary>
    public double MeanDb(double lowHz, double highHz) => Band.ThirdOctaves(lowHz, highHz).Average(Db);

    /// <summary>The distance at which direct sound and the room's would be alike: r 10^(DRR/20), as the direct sound falls by 6 dB with every doubling and the room's does not.</summary>
    /// <param name="metres">Distance at which the ratio was measured.</param>
    /// <param name="ratioDb">The ratio.</param>
    public static double CriticalDistance(double metres, double ratioDb) => metres * Math.Pow(10, ratioDb / 20);

    static double Ratio(double direct, double reflected) => reflected > Nothing * direct ? 10 * Math.Log10(direct / reflected) : double.PositiveInfinity;

    /// <summary>Direct sound or reflections over frequency.</summary>
    readonly struct Part(EarResponses ears)
    {
        readonly FrequencyGrid _grid = ears.OwnGrid;
        readonly EarSpectra _spectra = ears.Spectra(ears.OwnGrid);

        public double Power(Side ear, Band band)
        {
            Complex[] spectrum = ear == Side.Left ? _spectra.Left : _spectra.Right;
            return band.Mean(_grid, bin => spectrum[bin].MagnitudeSquared());
        }
    }
}
