using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;
using Proscenium.Judging.Levels;
using Proscenium.Rendering;

namespace Proscenium.Tests.Rendering;

public class FileRenderingTests
{
    const int Rate = 48000;

    static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Fact]
    public void OneCall_RendersAFile_ForADevice()
    {
        using TemporaryFolder folder = new();
        List<double> progress = [];
        RenderedFile rendered = new FileRendering { Input = Noise(folder, seconds: 2), Device = "laptop" }.Write(folder["feeds.wav"], new Progress(progress.Add), Ends);
        Assert.Equal((Rate, rendered.Design.Plan.Drivers.Count), FormatOf(folder["feeds.wav"]));
        Assert.Equal((2L * Rate, rendered.Design.Plan.PlaybackGainDb), (rendered.Figures.Frames, rendered.GainDb));
        Assert.Empty(rendered.Warnings);
        Assert.Equal(progress.Order(), progress);
        Assert.Equal(1, progress[^1]);
    }

    [Fact]
    public void AtTheHighestGain_NothingIsTurnedDown_WithHalfADecibelToSpare_AndSilenceHasNone()
    {
        using TemporaryFolder folder = new();
        FileRendering rendering = new() { Input = Noise(folder, seconds: 1), Device = "laptop" };
        double highest = rendering.Write(folder["feeds.wav"], cancel: Ends).HighestGainDb!.Value;
        Assert.InRange((rendering with { GainDb = highest }).Write(folder["loud.wav"], cancel: Ends).Figures.LargestFeedDb, -1.61, -1.5);
        Assert.True((rendering with { GainDb = highest + 3.5 }).Write(folder["louder.wav"], cancel: Ends).Figures is { LargestReductionDb: > 1.5, PeakDb: <= -1 });
        Sounds.Write(folder["silence.wav"], Rate, new float[Rate], new float[Rate]);
        Assert.Null((rendering with { Input = folder["silence.wav"] }).Write(folder["silent.wav"], cancel: Ends).HighestGainDb);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void SoundAtTheEars_BeyondFullScale_IsKeptInWav_AndRefusedWhereItWouldBeCutOff()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        float[] tone = [.. Enumerable.Range(0, Rate).Select(n => 0.5f * (float)Math.Sin(2 * Math.PI * 400 * n / Rate))]; // two drivers add up at the ears
        Sounds.Write(folder["tone.wav"], Rate, tone, tone);
        FileRendering loud = new() { Input = folder["tone.wav"], Device = "laptop", Monitor = true, GainDb = 12 };
        Assert.True(loud.Write(folder["ears.wav"], cancel: Ends).Figures.PeakDb > 0);
        Assert.Equal("gain-too-high", Assert.Throws<SoundException>(() => loud.Write(folder["ears.flac"], cancel: Ends)).Code);
        Assert.False(File.Exists(folder["ears.flac"]));
    }

    [Fact]
    public void AnUnknownDevice_IsAFileFormatException()
    {
        using TemporaryFolder folder = new();
        FileRendering rendering = new() { Input = Noise(folder, seconds: 1), Device = "lapdog" };
        Assert.Equal("file-missing", Assert.Throws<FileFormatException>(() => rendering.Write(folder["feeds.wav"], cancel: Ends)).Code);
    }

    [Fact]
    public void Bypass_IsMeasuredFirst_AndTheProgressCoversAllRuns()
    {
        using TemporaryFolder folder = new();
        List<double> progress = [];
        RenderedFile rendered = new FileRendering { Input = Noise(folder, seconds: 1), Device = "laptop", Monitor = true, Bypass = true }.Write(folder["ears.wav"], new Progress(progress.Add), Ends);
        Assert.Equal((Rate, 2), FormatOf(folder["ears.wav"]));
        Assert.NotEqual(rendered.Design.Plan.PlaybackGainDb, rendered.GainDb);
        Assert.Equal(progress.Order(), progress);
        Assert.Equal(1, progress[^1]);
        Assert.Contains(progress, share => share < 0.26);
    }

    [Fact]
    public void BeforeAndAfter_AreEquallyLoud_AndTheLouderPeak_IsOneDecibelBelowFullScale()
    {
        using TemporaryFolder folder = new();
        new FileRendering { Input = Noise(folder, seconds: 2), Device = "laptop" }.WriteBeforeAndAfter(folder["before.wav"], folder["after.wav"], cancel: Ends);
        double before = LoudnessOf(folder["before.wav"], out float peak), after = LoudnessOf(folder["after.wav"], out float other);
        Assert.Equal(before, after, 0.1);
        Assert.Equal(-1, 20 * Math.Log10(Math.Max(peak, other)), 0.01);
    }

    [Fact]
    public void CancelledOnItsWay_ItLeavesNoFile()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource cancel = new();
        FileRendering rendering = new() { Input = Noise(folder, seconds: 4), Device = "laptop" };
        string[] before = folder.Names;
        Assert.Throws<OperationCanceledException>(() => rendering.Write(folder["feeds.wav"], new Progress(_ => cancel.Cancel()), cancel.Token));
        using CancellationTokenSource later = new();
        Assert.Throws<OperationCanceledException>(() => rendering.WriteBeforeAndAfter(folder["before.wav"], folder["after.wav"], new Progress(share => CancelFrom(0.6, share, later)), later.Token));
        Assert.Equal(before, folder.Names);
    }

    [Fact]
    public void TheUntreatedDevice_HasNoDialogueToRaise()
    {
        FileRendering rendering = new() { Input = "song.wav", Bypass = true, DialogueDb = 3 };
        Assert.Contains("no centre", Assert.Throws<SettingException>(() => rendering.Write("out.wav", cancel: Ends)).Message);
    }

    [Fact]
    public void AnUpmix_IsOneCall_AndSoIsASurvey()
    {
        using TemporaryFolder folder = new();
        string mix = Noise(folder, seconds: 1);
        UpmixedFile upmixed = new FileUpmix { Input = mix }.Run(folder["lrc.wav"], cancel: Ends);
        Assert.Equal((Rate, 3), FormatOf(folder["lrc.wav"]));
        Assert.Equal(Rate, upmixed.Figures.Frames);
        string mixes = Directory.CreateDirectory(folder["mixes"]).FullName;
        foreach (string name in (string[])["a", "b"])
        {
            string place = Directory.CreateDirectory(Path.Combine(mixes, name)).FullName;
            File.Copy(mix, Path.Combine(place, "mix.wav"));
            SoundWriter.WriteWhole(Path.Combine(place, "centre.wav"), name == "a" ? Rate : 44100, Signals.Noise(Rate, 3));
        }
        IReadOnlyList<SurveyedMix> survey = UpmixSurvey.Run(mixes, "centre.wav", UpmixMode.Fast, cancel: Ends);
        Assert.Equal(["a", "b"], survey.Select(mix => mix.Mix.Name));
        Assert.True(survey[0].Upmixed is not null && survey[0].Failure is null);
        Assert.Contains("mono at 48000 Hz", survey[1].Failure?.Message);
        Assert.Throws<OperationCanceledException>(() => UpmixSurvey.Run(mixes, "centre.wav", UpmixMode.Fast, cancel: new CancellationToken(true)));
    }

    static void CancelFrom(double from, double share, CancellationTokenSource cancel)
    {
        if (share >= from) cancel.Cancel();
    }

    static string Noise(TemporaryFolder folder, int seconds)
    {
        SoundWriter.WriteWhole(folder["song.wav"], Rate, Signals.Noise(seconds * Rate, 1), Signals.Noise(seconds * Rate, 2));
        return folder["song.wav"];
    }

    static (int, int) FormatOf(string path)
    {
        using SoundReader reader = SoundReader.Open(path);
        return (reader.Format.SampleRate, reader.Format.Channels);
    }

    static double LoudnessOf(string path, out float peak)
    {
        using SoundReader reader = SoundReader.Open(path);
        Loudness meter = new(Rate, 2);
        AudioBuffer block = new(2, 4096);
        peak = 0;
        while (reader.Read(block.Block()) is > 0 and var frames)
        {
            meter.Add(block.Block(frames));
            peak = Math.Max(peak, SampleGuard.Peak(block.Block(frames)));
        }
        return meter.IntegratedLufs;
    }

    /// <summary>Told at once, on the thread that reports.</summary>
    sealed class Progress(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }
}
