using System.Diagnostics;
using Proscenium.Listening;
using Proscenium.Rendering;
using Proscenium.Storage;

namespace Proscenium.Tests.Rendering;

public class UpmixOnMusicTests
{
    const int FfmpegLatency = 2048;

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
        double ffmpeg = FfmpegDistortion(folder);
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
        return UpmixRun.Run(mix, _ => { }, centre);
    }

    static double FfmpegDistortion(string folder)
    {
        using TemporaryFolder temporary = new();
        string output = temporary["surround.wav"];
        using (Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-i", Path.Combine(folder, "mix.flac"), "-af", "surround=chl_out=3.0", "-c:a", "pcm_f32le", output]))
            ffmpeg.WaitForExit();
        float[] centre = Sounds.Read(output).Channels[2], truth = Sounds.Read(Path.Combine(folder, "centre.flac")).Channels[0];
        int frames = Math.Min(truth.Length, centre.Length - FfmpegLatency);
        SourceDistortion distortion = new();
        distortion.Add(centre.AsSpan(FfmpegLatency, frames), truth.AsSpan(0, frames));
        return distortion.Decibels;
    }
}
