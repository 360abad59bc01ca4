using Proscenium.Heads;
using Proscenium.Judging.Levels;

namespace Proscenium.Measuring.Plans;

/// <summary>Levels at two ears by band.</summary>
/// <param name="Power">Sources x ears x bands, noise included.</param>
/// <param name="Noise">What of it is noise.</param>
sealed record EarLevels(double[][][] Power, double[][][] Noise)
{
    const double LeastShare = 0.01; // of what was measured, where noise is all there is

    /// <summary>Number of bands.</summary>
    public int Bands => Power[0][0].Length;

    /// <summary>The level of a source at an ear in a band without the noise, dB.</summary>
    public double Level(int source, Side ear, int band) => Band.Decibels(Math.Max(Power[source][(int)ear][band] - Noise[source][(int)ear][band], LeastShare * Power[source][(int)ear][band]));

    /// <summary>How much louder an input is at the ear of its side than at the other, dB.</summary>
    public double Separation(Side side, bool treated, int band) => Level(PlanSources.Of(side, treated), side, band) - Level(PlanSources.Of(side, treated), side.Opposite(), band);

    /// <summary>How much louder the plan is at the ear that an input is for than the untreated device, dB.</summary>
    public double Tone(Side side, int band) => Level(PlanSources.Of(side, treated: true), side, band) - Level(PlanSources.Of(side, treated: false), side, band);

    /// <summary>The separation that noise alone would show, dB: no more can be measured.</summary>
    public double NoiseLimit(Side side, int band) => Level(PlanSources.Of(side, treated: true), side, band) - Band.Decibels(Noise[PlanSources.Of(side, treated: true)][(int)side.Opposite()][band]);
}
