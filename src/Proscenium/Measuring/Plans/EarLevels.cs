using Proscenium.Heads;
using Proscenium.Judging.Levels;

namespace Proscenium.Measuring.Plans;

/// <summary>
/// Levels at two ears by band, each the mean of the levels in twelve parts of it: so a ratio of two ears does not hang on the tone of drivers and microphones, which they have in common.
/// </summary>
/// <param name="Power">Sources x ears x parts of bands, noise included.</param>
/// <param name="Noise">What of it is noise.</param>
sealed record EarLevels(double[][][] Power, double[][][] Noise)
{
    const int Parts = 12;
    const double LeastShare = 0.01; // of what was measured, where noise is all there is

    /// <summary>Number of bands.</summary>
    public int Bands => Power[0][0].Length / Parts;

    /// <summary>The parts of a band, alike wide on a logarithmic scale.</summary>
    public static IEnumerable<Band> PartsOf(Band band) => Enumerable.Range(0, Parts).Select(n => new Band(Place(band, n), Place(band, n + 1)));

    /// <summary>The level of a source at an ear in a band without the noise, dB.</summary>
    public double Level(int source, Side ear, int band)
    {
        (double[] power, double[] noise) = (Power[source][(int)ear], Noise[source][(int)ear]);
        return Mean(band, part => Math.Max(power[part] - noise[part], LeastShare * power[part]));
    }

    /// <summary>How much louder an input is at the ear of its side than at the other, dB.</summary>
    public double Separation(Side side, bool treated, int band) => Level(PlanSources.Of(side, treated), side, band) - Level(PlanSources.Of(side, treated), side.Opposite(), band);

    /// <summary>How much louder the plan is at the ear that an input is for than the untreated device, dB.</summary>
    public double Tone(Side side, int band) => Level(PlanSources.Of(side, treated: true), side, band) - Level(PlanSources.Of(side, treated: false), side, band);

    /// <summary>The separation that noise alone would show, dB: no more can be measured.</summary>
    public double NoiseLimit(Side side, int band) => Level(PlanSources.Of(side, treated: true), side, band) - Mean(band, part => Noise[PlanSources.Of(side, treated: true)][(int)side.Opposite()][part]);

    static double Mean(int band, Func<int, double> power) => Enumerable.Range(band * Parts, Parts).Average(part => Band.Decibels(power(part)));

    static double Place(Band band, int part) => band.LowHz * Math.Pow(band.HighHz / band.LowHz, (double)part / Parts);
}
