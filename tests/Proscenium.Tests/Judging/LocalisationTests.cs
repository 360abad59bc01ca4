using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Files.Measurements;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;

namespace Proscenium.Tests.Judging;

public class LocalisationTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);
    static readonly SphericalHead _sphere = new();
    static readonly Lazy<MeasuredHead> _kemar = new(() => SofaFile.Open(RecordedData.Kemar()));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-11)]
    [InlineData(29)]
    [InlineData(-31)]
    [InlineData(61)]
    [InlineData(-74)]
    [Trait(Traits.Needs, Traits.Data)]
    public void TrueSources_AreHeardWhereTheyAre(double azimuth)
    {
        Assert.Equal(azimuth, Hear(_sphere, True(_sphere, azimuth)).AzimuthDegrees, 1.0);
        Localisation heard = Hear(_kemar.Value, True(_kemar.Value, azimuth));
        Assert.Equal(azimuth, heard.AzimuthDegrees, 1.0);
        Assert.True(heard.BlurDegrees < 2, $"{heard}");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(30, 4)]
    [InlineData(-60, 4)]
    [Trait(Traits.Needs, Traits.Data)]
    public void WithAnotherHeadsEars_SourcesAreHeardNearby(double azimuth, double tolerance)
    {
        Assert.Equal(azimuth, Hear(_kemar.Value, True(_sphere, azimuth)).AzimuthDegrees, tolerance);
        Assert.Equal(azimuth, Hear(_sphere, True(_kemar.Value, azimuth)).AzimuthDegrees, tolerance);
    }

    [Fact]
    public void ASphere_HearsTheMirrorImage_OnTheOtherSide()
    {
        EarSpectra scene = Mix((True(_sphere, 37), 1, 0), (True(_sphere, -20), 0.4, 0), (True(_sphere, -80), 0.3, 0.004));
        Localisation heard = Hear(_sphere, scene), mirrored = Hear(_sphere, new(scene.Right, scene.Left));
        Assert.Equal(-heard.AzimuthDegrees, mirrored.AzimuthDegrees, 1e-6);
        Assert.Equal(heard.BlurDegrees, mirrored.BlurDegrees, 1e-6);
        Assert.Equal(heard.Coherence, mirrored.Coherence, 1e-9);
    }

    [Theory]
    [InlineData(0, -0.1, 0.1)]
    [InlineData(6, 5, 20)] // by the law of tangents 10.9
    [InlineData(12, 14, 25)]
    [Trait(Traits.Needs, Traits.Data)]
    public void AmplitudePanning_MovesTheImage_TowardsTheLouderLoudspeaker(double decibels, double least, double most)
    {
        double quieter = Math.Pow(10, -decibels / 20);
        Assert.InRange(Hear(_sphere, Mix((True(_sphere, 30), 1, 0), (True(_sphere, -30), quieter, 0))).AzimuthDegrees, least, most);
        Assert.InRange(-Hear(_kemar.Value, Mix((True(_kemar.Value, 30), quieter, 0), (True(_kemar.Value, -30), 1, 0))).AzimuthDegrees, least, most);
    }

    /// <summary>Three and more milliseconds: before, the sounds merge, and the blur says so.</summary>
    [Theory]
    [InlineData(3, 8)]
    [InlineData(5, 8)]
    [InlineData(12, 2)]
    [Trait(Traits.Needs, Traits.Data)]
    public void AStrongReflection_HardlyMovesTheFirstWavefront(double milliseconds, double tolerance)
    {
        Assert.Equal(30, Hear(_sphere, Mix((True(_sphere, 30), 1, 0), (True(_sphere, -60), 0.708, milliseconds / 1000))).AzimuthDegrees, tolerance);
        Assert.Equal(30, Hear(_kemar.Value, Mix((True(_kemar.Value, 30), 1, 0), (True(_kemar.Value, -60), 0.708, milliseconds / 1000))).AzimuthDegrees, tolerance);
        Localisation merged = Hear(_sphere, Mix((True(_sphere, 30), 1, 0), (True(_sphere, -60), 0.708, 0.001)));
        Assert.True(merged.BlurDegrees > 15, $"{merged}");
    }

    /// <summary>A hundred reflections from all around with three times the direct sound's energy, ten draws.</summary>
    [Fact]
    public void AmongManyReflections_TheDirectSoundIsHeard()
    {
        EarSpectra[] around = [.. Enumerable.Range(0, 24).Select(i => True(_sphere, 15 * i - 180))];
        Random random = new(3);
        double square = 0;
        for (int draw = 0; draw < 10; draw++)
        {
            int azimuth = 15 * random.Next(-4, 5);
            var reflections = Enumerable.Range(0, 100).Select(_ => (around[random.Next(24)], Math.Sqrt(0.03) * (2 * random.Next(2) - 1), 0.002 + 0.1 * random.NextDouble()));
            double miss = Hear(_sphere, Mix([(around[(azimuth + 180) / 15], 1, 0), .. reflections])).AzimuthDegrees - azimuth;
            square += miss * miss / 10;
        }
        Assert.True(Math.Sqrt(square) < 5, $"{Math.Sqrt(square):0.0} degrees");
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void TheDevice_IsHeardAsWideAsItsVirtualLoudspeakers_AndUntreatedAsNarrowAsItIs()
    {
        FreeFieldSetup setup = new(Designs.EchoStudio, 2, _kemar.Value, _grid);
        PoseSpectra treated = PoseSpectra.Measure(new MeasuredPlan(Designs.EchoDirect.Plan), setup, 0);
        PoseSpectra plain = PoseSpectra.Measure(new MeasuredPlan(ReferenceDriverPlan.Of(Designs.EchoDirect.Plan, Designs.EchoStudio)), setup, 0);
        (Localisation left, Localisation right) = (Hear(_kemar.Value, treated.Left), Hear(_kemar.Value, treated.Right));
        Assert.Equal(30, left.AzimuthDegrees, 5.0);
        Assert.Equal(60, StageWidth.Between(left, right).Degrees, 10.0);
        Assert.Equal(0, (left.AzimuthDegrees + right.AzimuthDegrees) / 2, 0.5);
        Assert.InRange(StageWidth.Between(Hear(_kemar.Value, plain.Left), Hear(_kemar.Value, plain.Right)).Degrees, 3, 10);

        // the gain limit leaves the lowest bands near the device
        Assert.True(left.Bands[0].AzimuthDegrees < 20 && left.Bands.Single(band => band.Cues.CentreHz is > 750 and < 850).AzimuthDegrees > 25);
    }

    [Fact]
    public void SilenceAndLonelyEars_AreHeardSomewhere()
    {
        double[] silence = new double[4800], impulse = new double[4800];
        impulse[300] = 1;
        Assert.Equal(new Localisation(0, 90, 0), At48(silence, silence));
        Assert.Equal(new Localisation(0, 90, 0), At48([], []));
        Localisation mono = At48(impulse, impulse);
        Assert.Equal(0, mono.AzimuthDegrees, 1e-6);
        Assert.Equal(1, mono.Coherence, 1e-9);
        Assert.InRange(At48(impulse, silence).AzimuthDegrees, 60, 90);
        Assert.InRange(At48(silence, impulse).AzimuthDegrees, -90, -60);
        Assert.Throws<ArgumentException>(() => At48(impulse, [1]));

        static Localisation At48(double[] left, double[] right) => Localisation.Of(new(left, right, 48000), LocalisationTemplate.Of(_sphere, 48000));
    }

    [Theory]
    [InlineData(44100)]
    [InlineData(96000)]
    [InlineData(192000)]
    public void EveryRate_HearsTheSame(int rate)
    {
        FrequencyGrid grid = new(rate, FrequencyGrid.ForDesign(rate).FftLength / 4);
        EarResponses ears = EarResponses.Of(True(_sphere, 34, grid), grid);
        Assert.Equal(34, Localisation.Of(ears, LocalisationTemplate.Of(_sphere, rate)).AzimuthDegrees, 0.5);
        Assert.Throws<ArgumentException>(() => Localisation.Of(ears, LocalisationTemplate.Of(_sphere, 48000)));
    }

    [Fact]
    public void ATemplate_IsMadeOnce() => Assert.Same(LocalisationTemplate.Of(_sphere, 48000), LocalisationTemplate.Of(_sphere, 48000));

    static Localisation Hear(Head head, EarSpectra ears) => Localisation.Of(EarResponses.Of(ears, _grid), LocalisationTemplate.Of(head, _grid.SampleRate));

    static EarSpectra True(Head head, double azimuth, FrequencyGrid? grid = null) => new FreeFieldSetup(Designs.EchoStudio, 2, head, grid ?? _grid).TrueLoudspeaker(azimuth);

    /// <summary>Several sources at once, each with a gain and late by some seconds.</summary>
    static EarSpectra Mix(params (EarSpectra Source, double Gain, double Late)[] sources)
    {
        Complex[] left = new Complex[_grid.BinCount], right = new Complex[_grid.BinCount];
        foreach ((EarSpectra source, double gain, double late) in sources)
            for (int bin = 0; bin < left.Length; bin++)
            {
                Complex turn = Complex.FromPolarCoordinates(gain, -2 * Math.PI * _grid.Frequency(bin) * late);
                (left[bin], right[bin]) = (left[bin] + turn * source.Left[bin], right[bin] + turn * source.Right[bin]);
            }
        return new(left, right);
    }
}
