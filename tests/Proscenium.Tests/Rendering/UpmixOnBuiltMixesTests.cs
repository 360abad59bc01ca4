using Proscenium.Engine.Plan;
using Proscenium.Files.Sound;
using Proscenium.Judging.Upmix;
using Proscenium.Mixes;
using Proscenium.Rendering;

namespace Proscenium.Tests.Rendering;

/// <summary>What any good estimator keeps on mixes that move, reverberate, were coded, or have no centre.</summary>
public class UpmixOnBuiltMixesTests
{
    [Theory]
    [InlineData(nameof(FromStems.MovingPan))]
    [InlineData(nameof(FromStems.ReverberantCentre))]
    [InlineData(nameof(FromStems.SpacedPair))]
    [InlineData(nameof(Synthetic.Clicks))]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Data)]
    public void TheCentre_IsNearerToTheTruth_ThanTheMiddle(string name)
    {
        Mix mix = name == nameof(Synthetic.Clicks) ? Synthetic.Clicks() : FromData(name);
        CentreFigures figures = Split(mix).Against!;
        SourceDistortion middle = new();
        middle.Add([.. mix.Left.Zip(mix.Right, (left, right) => (left + right) / 2)], mix.Centre);
        Assert.True(figures.DistortionDb > middle.Decibels, $"{figures.DistortionDb:0.0} dB, (L+R)/2 {middle.Decibels:0.0} dB");
        Assert.All((double[])[figures.InterferenceDb, figures.ArtefactsDb, figures.MusicalNoise], figure => Assert.True(double.IsFinite(figure)));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Data)]
    public void Coding_AtUsualRates_CostsLittle()
    {
        UpmixFigures plain = Measure(RecordedData.Path("mixes/d2_speech_over_music/mix.flac"), RecordedData.Path("mixes/d2_speech_over_music/centre.flac"));
        foreach (string codec in (string[])[nameof(FromStems.Mp3), nameof(FromStems.Aac)])
            Assert.Equal(plain.Against!.DistortionDb, Split(FromData(codec)).Against!.DistortionDb, 1.5);
    }

    [Fact]
    public void DualMono_IsTheCentreItself()
    {
        CentreFigures figures = Split(Synthetic.DualMono()).Against!;
        Assert.True(figures.DistortionDb > 60 && figures.ArtefactsDb > 60, $"{figures.DistortionDb:0} dB");
        Assert.True(figures.InterferenceDb > 60);
    }

    [Fact]
    public void WithoutACentre_LittleOrNothingGoesThere()
    {
        Assert.Equal(double.NaN, Split(Synthetic.OppositePolarity()).CentreShareDb); // the middle is silent
        Assert.True(Split(Synthetic.HardLeft()).CentreShareDb < -60);
        Assert.True(Split(Synthetic.Unrelated()).CentreShareDb < -6);
    }

    static Mix FromData(string name)
    {
        RecordedData.RequireProgram("ffmpeg");
        FromStems stems = new(RecordedData.Path("mixes"));
        return name switch
        {
            nameof(FromStems.MovingPan) => stems.MovingPan(),
            nameof(FromStems.ReverberantCentre) => stems.ReverberantCentre(),
            nameof(FromStems.SpacedPair) => stems.SpacedPair(),
            nameof(FromStems.Mp3) => stems.Mp3(),
            _ => stems.Aac(),
        };
    }

    static UpmixFigures Split(Mix mix)
    {
        using TemporaryFolder folder = new();
        StemmedMix written = mix.Write(folder["mixes"]);
        return Measure(written.Mix, written.Centre);
    }

    static UpmixFigures Measure(string mix, string? centre, UpmixMode mode = UpmixMode.Music)
    {
        using StereoSource source = new(mix);
        using SoundReader? truth = centre is null ? null : SoundReader.Open(centre);
        UpmixFigures figures = UpmixRun.Run(source, _ => { }, mode, truth is null ? null : new(truth, centre!));
        Assert.True(figures.ReconstructionErrorDb <= -120, $"reconstruction {figures.ReconstructionErrorDb:0} dB");
        Assert.False(Math.Abs(figures.SideCorrelation) > 0.2, $"correlation {figures.SideCorrelation:0.00}");
        return figures;
    }
}
