using Proscenium.Engine.Plan;
using Proscenium.Listening;
using Proscenium.Mixes;
using Proscenium.Rendering;
using Proscenium.Storage;

namespace Proscenium.Tests.Rendering;

public class UpmixOnMusicTests
{
    [Theory]
    [InlineData("d1_opera_guitar_tabla")]
    [InlineData("d2_speech_over_music")]
    [InlineData("d3_rock_doubled_guitars")]
    [InlineData("d4_film_dialogue_fx")]
    [InlineData("d6_panned_positions")]
    public void Centre_IsNearerToTheTruth_ThanFfmpegsSurround(string mix)
    {
        RecordedData.RequireProgram("ffmpeg");
        string folder = RecordedData.Path("mixes/" + mix);
        UpmixFigures figures = Split(folder, Path.Combine(folder, "centre.flac"));
        double ffmpeg = FfmpegProgram.SurroundDistortionDb(Path.Combine(folder, "mix.flac"), Path.Combine(folder, "centre.flac"));
        Assert.True(figures.Against!.DistortionDb > ffmpeg, $"{figures.Against.DistortionDb:0.00} dB, ffmpeg {ffmpeg:0.00} dB");
        Assert.True(figures.ReconstructionErrorDb <= -120, $"reconstruction {figures.ReconstructionErrorDb:0} dB");
        Assert.InRange(figures.SideCorrelation, -0.15, 0.15);
    }

    [Fact]
    public void WithoutACentre_LittleGoesThere()
    {
        RecordedData.RequireProgram("ffmpeg");
        Assert.True(Split(RecordedData.Path("mixes/d5_no_centre"), null).CentreShareDb < -20);
    }

    static UpmixFigures Split(string folder, string? truth)
    {
        using StereoSource mix = new(Path.Combine(folder, "mix.flac"));
        using SoundReader? centre = truth is null ? null : SoundReader.Open(truth);
        return UpmixRun.Run(mix, _ => { }, UpmixMode.Music, centre);
    }
}
