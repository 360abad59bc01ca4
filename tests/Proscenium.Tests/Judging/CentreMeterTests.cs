using Proscenium.Engine.Dsp;
using Proscenium.Judging.Upmix;

namespace Proscenium.Tests.Judging;

/// <summary>Figures of constructed signals whose answers are known in closed form.</summary>
public class CentreMeterTests
{
    const int Rate = 48000; // sines of whole periods: exactly orthogonal

    [Theory]
    [InlineData(1, 0.1, 20)]
    [InlineData(0.5, 0.5, 0)]
    [InlineData(0.2, 2, -20)]
    public void Interference_OfOrthogonalSines_IsTheirGainRatio(double centreGain, double restGain, double wantedDb)
    {
        float[] voice = Sine(440), passed = Scaled(voice, centreGain), rest = Scaled(Sine(1000), restGain);
        CentreFigures figures = Measure(voice, Sine(1000), passed, rest);
        Assert.Equal(wantedDb, figures.InterferenceDb, 1e-4);
        Assert.Equal(wantedDb, figures.DistortionDb, 1e-4); // the centre itself is intact, so all distortion is interference
        Assert.True(figures.ArtefactsDb > 120);
    }

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.5, 0.25)]
    public void Artefacts_OfAKnownModulation_AreItsSidebands(double depth, double gain)
    {
        float[] voice = Sine(440), passed = new float[Rate];
        for (int n = 0; n < Rate; n++) passed[n] = (float)(gain * (1 + depth * Math.Sin(2 * Math.PI * 5 * n / Rate)) * voice[n]);
        CentreFigures figures = Measure(voice, Sine(1000), passed, new float[Rate]);
        Assert.Equal(10 * Math.Log10(2 / (depth * depth)), figures.ArtefactsDb, 1e-3);
        Assert.Equal(double.PositiveInfinity, figures.InterferenceDb);
        Assert.Equal(figures.ArtefactsDb, figures.DistortionDb, 1e-6);
    }

    [Fact]
    public void DistortionPower_IsInterferencePlusArtefacts_WhereAllIsOrthogonal()
    {
        float[] voice = Sine(440), passed = new float[Rate];
        for (int n = 0; n < Rate; n++) passed[n] = voice[n] * (1 + 0.2f * MathF.Sin(2 * MathF.PI * 7 * n / Rate));
        CentreFigures figures = Measure(voice, Sine(1000), passed, Scaled(Sine(1000), 0.3));
        // the modulated centre has 1 + 0.2^2 / 2 times the power that counts as target in SI-SDR
        double rest = Math.Pow(10, -figures.InterferenceDb / 10) * (1 + 0.02), artefacts = Math.Pow(10, -figures.ArtefactsDb / 10);
        Assert.Equal(-10 * Math.Log10(rest + artefacts), figures.DistortionDb, 1e-3);
    }

    [Fact]
    public void Silence_HasNoFigures_AndNothingInCommonIsInfinitelyBad()
    {
        CentreFigures noCentre = Measure(new float[Rate], Sine(1000), new float[Rate], Sine(1000));
        Assert.All((double[])[noCentre.DistortionDb, noCentre.InterferenceDb, noCentre.ArtefactsDb], figure => Assert.Equal(double.NaN, figure));
        CentreFigures nothing = Measure(Sine(440), Sine(1000), new float[Rate], new float[Rate]);
        Assert.All((double[])[nothing.DistortionDb, nothing.InterferenceDb, nothing.ArtefactsDb, nothing.MusicalNoise], figure => Assert.Equal(double.NaN, figure));
        SourceDistortion others = new();
        others.Add([1, -1], [1, 1]);
        Assert.Equal(double.NegativeInfinity, others.Decibels);
        SourceDistortion same = new();
        same.Add([2, -1], [2, -1]);
        Assert.Equal(double.PositiveInfinity, same.Decibels);
    }

    [Fact]
    public void Split_OfKnownSignals_HasKnownFigures()
    {
        AudioBuffer input = new(2, Rate), split = new(3, Rate);
        float[] voice = Sine(440), guitar = Sine(1000);
        for (int n = 0; n < Rate; n++)
        {
            (input.Block()[0][n], input.Block()[1][n]) = (voice[n] + guitar[n], voice[n]);
            split.Block()[2][n] = voice[n] + 0.1f * guitar[n];
            (split.Block()[0][n], split.Block()[1][n]) = (0.9f * guitar[n], -0.1f * guitar[n] + 0.01f * voice[n]);
        }
        SplitMeter meter = new();
        meter.Add(input.Block(), split.Block());
        Assert.Equal(10 * Math.Log10(1.01 / 1.25), meter.CentreShareDb, 1e-4);
        Assert.Equal(0.1 / Math.Sqrt(1.01), meter.SideCorrelation, 1e-5);
        Assert.Equal(10 * Math.Log10(0.0001 / 3), meter.ReconstructionErrorDb, 1e-3);
    }

    static CentreFigures Measure(float[] voice, float[] rest, float[] passed, float[] restAfter)
    {
        CentreMeter meter = new(Rate, 1000);
        AudioBuffer mix = new(2, 1000);
        for (int start = 0; start < Rate; start += 1000)
        {
            float[] centre = new float[1000];
            for (int n = 0; n < 1000; n++)
            {
                mix.Block()[0][n] = mix.Block()[1][n] = voice[start + n] + rest[start + n];
                centre[n] = passed[start + n] + restAfter[start + n];
            }
            meter.Add(voice.AsSpan(start, 1000), mix.Block(), centre, passed.AsSpan(start, 1000));
        }
        return meter.Figures;
    }

    static float[] Sine(double hertz) => [.. Enumerable.Range(0, Rate).Select(n => (float)(0.5 * Math.Sin(2 * Math.PI * hertz * n / Rate)))];

    static float[] Scaled(float[] signal, double gain) => [.. signal.Select(sample => (float)(gain * sample))];
}
