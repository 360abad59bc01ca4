using Proscenium.Files.Measurements;
using Proscenium.Heads;
using Proscenium.Mathematics;

namespace Proscenium.Tests.Heads;

/// <summary>Each fault made on purpose in a sphere's responses, and named; sound sets are silent.</summary>
public class HeadNotesTests
{
    static readonly SampledSphere _sound = new(new(0.09, 98), SampledSphere.Rings(15, 1.4, lowest: -30));

    [Theory]
    [InlineData("rings")]
    [InlineData("ring")]
    [InlineData("front")]
    [InlineData("irregular")]
    [InlineData("even")]
    public void SoundSets_AreSilent(string grid) => Assert.Empty(new SampledSphere(new(0.08, 95), grid switch
    {
        "ring" => SampledSphere.Ring(72, 1.4),
        "front" => [.. SampledSphere.Rings(10, 1.4, lowest: -40).Where(source => source.X > 0.3)],
        "irregular" => SampledSphere.Irregular(150, seed: 4),
        "even" => Array.ConvertAll(Directions.Even(600), d => 2 * d),
        _ => SampledSphere.Rings(15, 1.4, lowest: -45),
    }).Head().Notes);

    [Theory]
    [Trait(Traits.Needs, Traits.Data)]
    [InlineData("hrtf/KEMAR_HRTFs_lfcorr.sofa")]
    [InlineData("hrtf/MIT_KEMAR_normal_pinna.sofa")]
    [InlineData("hrtf/LISTEN_1002_IRC_1002_C_HRIR.sofa")]
    public void PublicSets_AreSilent(string file) => Assert.Empty(SofaFile.Open(RecordedData.Path(file)).Notes);

    [Theory]
    [InlineData(7)]
    [InlineData(-5)]
    public void TurnedHead_IsNamed_ByItsDegrees(double degrees)
    {
        Position[] claimed = SampledSphere.Ring(72, 1.4);
        float[][,] responses = new SampledSphere(new(0.09, 98), Array.ConvertAll(claimed, source => source.Turned(-degrees * Math.PI / 180))).Responses;
        HeadNote note = Assert.Single(new MeasuredHead(claimed, responses, 48000).Notes);
        Assert.Contains(degrees > 0 ? "to the left" : "to the right", note.Sentence);
        double told = note.TurnDegrees;
        Assert.Equal(degrees, told, 0.3);
        Assert.Empty(new MeasuredHead(Array.ConvertAll(claimed, source => source.Turned(-told * Math.PI / 180)), responses, 48000).Notes);
    }

    [Fact]
    public void EarsThatHearTheSamePulse_AreNamed()
    {
        SampledSphere alike = _sound.With((_, _, tap, _) => tap == 60 ? 1 : 0);
        double[] late = Array.ConvertAll(_sound.Sources, source => 35 * source.Y / source.Length);
        MeasuredHead head = new(alike.Sources, alike.Responses, 48000, [new double[late.Length], late]);
        Assert.Contains("the same pulse", Assert.Single(head.Notes).Sentence);
    }

    [Fact]
    public void ExchangedDelays_AreNamed()
    {
        // the responses' own times are turned round by twice as much
        double[] late = Array.ConvertAll(_sound.Sources, source => -70 * source.Y / source.Length);
        Assert.Contains("delays of its ears are exchanged", Assert.Single(new MeasuredHead(_sound.Sources, _sound.Responses, 48000, [new double[late.Length], late]).Notes).Sentence);
    }

    [Fact]
    public void InterauralTimesThatJump_AreNamed_WithTheirPlace()
    {
        double[] late = [.. Enumerable.Range(0, _sound.Sources.Length).Select(i => i % 11 == 5 ? 5.0 : 0)];
        string note = Assert.Single(new MeasuredHead(_sound.Sources, _sound.Responses, 48000, [new double[late.Length], late]).Notes).Sentence;
        Assert.Matches(@"jumps by up to (9\d|1[01]\d) us", note);
    }

    [Fact]
    public void NoiseAtLowFrequency_IsNamed_WithTheCure()
    {
        SampledSphere noisy = Noisy(0.04);
        Assert.True(Assert.Single(noisy.Head().Notes).LowEnd);
    }

    [Fact]
    public void LowEndOfASphere_IsTheSpheres_WhereItWasNoise()
    {
        SampledSphere noisy = Noisy(0.012);
        MeasuredHead plain = noisy.Head(), continued = new(noisy.Sources, noisy.Responses, 48000) { LowEndFromSphere = true };
        (double off, double without) = (0, 0);
        foreach (Position direction in Directions.Even(40).Where(d => d.Z > -0.5))
        {
            foreach (double hertz in (double[])[60, 120, 250])
            {
                EarPair truth = noisy.Sphere.PointSource(1.4 * direction, hertz), found = continued.PointSource(1.4 * direction, hertz), noise = plain.PointSource(1.4 * direction, hertz);
                // the ratio of the ears, level and phase as one number: a canceller is made of such ratios
                off = Math.Max(off, (found.Left / found.Right / (truth.Left / truth.Right) - 1).Magnitude);
                without = Math.Max(without, (noise.Left / noise.Right / (truth.Left / truth.Right) - 1).Magnitude);
            }
        }
        Assert.InRange(off, 0, 0.16);
        Assert.InRange(without, 3 * off, 100);
    }

    /// <summary>The corrected one is not the same to the left and to the right, and has no low end below 100 Hz: both sides' mean at 150 Hz.</summary>
    [Theory]
    [Trait(Traits.Needs, Traits.Data)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    public void LowEndOfMitsKemar_ByASphere_IsThatOfAKemarWhoseLowEndWasCorrected(double azimuth)
    {
        const string mit = "hrtf/MIT_KEMAR_normal_pinna.sofa";
        (double decibels, double microseconds) = Between(SofaFile.Open(RecordedData.Path("hrtf/KEMAR_HRTFs_lfcorr.sofa")), azimuth);
        (double level, double time) = Between(SofaFile.Open(RecordedData.Path(mit), false, 0, lowEndFromSphere: true), azimuth);
        Assert.Equal(decibels, level, 1.0);
        Assert.Equal(microseconds, time, 120.0);
        Assert.True(Math.Abs(Between(SofaFile.Open(RecordedData.Path(mit)), azimuth).Decibels - decibels) > Math.Abs(level - decibels));
    }

    /// <summary>The nearer ear over the farther one at 150 Hz, level and time, in the mean of both sides.</summary>
    static (double Decibels, double Microseconds) Between(MeasuredHead head, double azimuth)
    {
        Position Source(int side) => 2 * Position.Direction(side * azimuth * Math.PI / 180);
        EarPair left = head.PointSource(Source(1), 150), right = head.PointSource(Source(-1), 150);
        System.Numerics.Complex between = left.Left / left.Right * (right.Right / right.Left);
        return (10 * Math.Log10(between.Magnitude), between.Phase / 2 / (2 * Math.PI * 150) * 1e6);
    }

    /// <summary>A slow drift under each response, of another size each time: at 100 Hz up to half of the sound.</summary>
    static SampledSphere Noisy(double range)
    {
        Random random = new(6);
        double[] drift = [.. Enumerable.Range(0, 2 * _sound.Sources.Length).Select(_ => (random.NextDouble() - 0.5) * range)];
        return _sound.With((ear, source, tap, value) => value + (float)(drift[2 * source + ear] * Math.Pow(Math.Sin(Math.PI * (tap + 0.5) / 256), 2)));
    }
}
