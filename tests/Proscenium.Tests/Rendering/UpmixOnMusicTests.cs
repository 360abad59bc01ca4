using Proscenium.Engine.Plan;
using Proscenium.Files.Sound;
using Proscenium.Judging.Upmix;
using Proscenium.Mixes;
using Proscenium.Rendering;

namespace Proscenium.Tests.Rendering;

[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Program)]
[Trait(Traits.Needs, Traits.Data)]
public class UpmixOnMusicTests
{
    /// <summary>SI-SDR of projection, and of projection times similarity, by transforms of 4096 points, as published beside the mixes.</summary>
    static readonly (string Mix, double Projection, double Similarity)[] _known =
    [
        ("d1_opera_guitar_tabla", 6.8, 10.0), ("d2_speech_over_music", 7.4, 10.3), ("d3_rock_doubled_guitars", 5.2, 5.1), ("d4_film_dialogue_fx", 10.0, 15.3), ("d6_panned_positions", -4.6, -3.0),
    ];

    /// <summary>SI-SDR in dB of the centre that ffmpeg makes of each mix, whatever the mode it is compared with.</summary>
    static readonly Dictionary<string, double> _ofFfmpeg = [];

    [Theory]
    [InlineData(UpmixMode.Music, 9.5, 15, 0.3)]
    [InlineData(UpmixMode.Video, 8.9, 14, 0.3)]
    [InlineData(UpmixMode.Live, 7.9, 12, 1.5)] // in 5 ms, against transforms of 85 ms
    public void Centre_IsNearTheTruth_BeyondFfmpegsSurround_AndNoWorseThanSimplerMethods(UpmixMode mode, double meanDb, double meanIntactDb, double tolerance)
    {
        RecordedData.RequireProgram("ffmpeg");
        (double sum, double intact) = (0, 0);
        foreach ((string mix, double projection, double similarity) in _known)
        {
            string folder = RecordedData.Path("mixes/" + mix), truth = Path.Combine(folder, "centre.flac");
            UpmixFigures figures = Split(folder, truth, mode);
            if (!_ofFfmpeg.TryGetValue(mix, out double ffmpeg)) _ofFfmpeg[mix] = ffmpeg = FfmpegProgram.SurroundDistortionDb(Path.Combine(folder, "mix.flac"), truth);
            double distortion = figures.Against!.DistortionDb;
            Assert.True(distortion > ffmpeg, $"{mix}: {distortion:0.00} dB, ffmpeg {ffmpeg:0.00} dB");
            Assert.True(distortion > Math.Max(projection, similarity) - tolerance, $"{mix}: {distortion:0.00} dB");
            Assert.InRange(figures.SideCorrelation, -0.05, 0.05);
            (sum, intact) = (sum + distortion / _known.Length, intact + figures.Against.ArtefactsDb / _known.Length);
        }
        Assert.True(sum > meanDb, $"mean {sum:0.00} dB");
        Assert.True(intact > meanIntactDb, $"mean SAR {intact:0.00} dB");
    }

    [Theory]
    [InlineData(UpmixMode.Music)]
    [InlineData(UpmixMode.Video)]
    [InlineData(UpmixMode.Live)]
    [InlineData(UpmixMode.Fast)]
    public void WithoutACentre_LittleGoesThere(UpmixMode mode)
    {
        RecordedData.RequireProgram("ffmpeg");
        UpmixFigures figures = Split(RecordedData.Path("mixes/d5_no_centre"), null, mode);
        Assert.True(figures.CentreShareDb < -20, $"{figures.CentreShareDb:0.0} dB");
        Assert.InRange(figures.SideCorrelation, -0.05, 0.05);
    }

    static UpmixFigures Split(string folder, string? truth, UpmixMode mode)
    {
        using StereoSource mix = new(Path.Combine(folder, "mix.flac"));
        using SoundReader? centre = truth is null ? null : SoundReader.Open(truth);
        UpmixFigures figures = UpmixRun.Run(mix, _ => { }, mode, centre is null ? null : new(centre, truth!));
        Assert.True(figures.ReconstructionErrorDb <= -120, $"reconstruction {figures.ReconstructionErrorDb:0} dB");
        return figures;
    }
}
