using Proscenium.Acoustics;

namespace Proscenium.Listening;

/// <summary>
/// Direct sound over the room's, DRR, at the ears of a seat. The direct sound is known by itself, so that no window has to part the two. One just notices a
/// change of 2 to 3 dB near 0 dB, and much more far from it (Larsen, Iyer, Lansing and Feng, JASA 124, 2008).
/// </summary>
public sealed class DirectToReverberant
{
    readonly double[][] _direct, _reflected; // [ear][bin], power
    readonly FrequencyGrid _grid;

    /// <summary>Takes apart what reaches the ears.</summary>
    public DirectToReverberant(RoomResponses responses)
    {
        (EarResponses direct, EarResponses reflected) = (responses.Direct, responses.Reflected);
        _grid = direct.OwnGrid;
        (_direct, _reflected) = (Power(direct.Spectra(_grid)), Power(reflected.Spectra(_grid)));
    }

    /// <summary>In a band at one ear, dB.</summary>
    public double Db(Side ear, Band band) => Band.Decibels(band.Mean(_grid, bin => _direct[(int)ear][bin])) - Band.Decibels(band.Mean(_grid, bin => _reflected[(int)ear][bin]));

    /// <summary>In a band, both ears' powers together, dB.</summary>
    public double Db(Band band) => Band.Decibels(band.Mean(_grid, bin => _direct[0][bin] + _direct[1][bin])) - Band.Decibels(band.Mean(_grid, bin => _reflected[0][bin] + _reflected[1][bin]));

    /// <summary>Mean over the third octaves between two frequencies, both ears' powers together, dB.</summary>
    public double MeanDb(double lowHz, double highHz) => Band.ThirdOctaves(lowHz, highHz).Average(Db);

    /// <summary>The distance at which direct sound and the room's would be alike: r 10^(DRR/20), as the direct sound falls by 6 dB with every doubling and the room's does not.</summary>
    /// <param name="metres">Distance at which the ratio was measured.</param>
    /// <param name="ratioDb">The ratio.</param>
    public static double CriticalDistance(double metres, double ratioDb) => metres * Math.Pow(10, ratioDb / 20);

    static double[][] Power(EarSpectra ears) => [Array.ConvertAll(ears.Left, ComplexPower.Of), Array.ConvertAll(ears.Right, ComplexPower.Of)];
}
