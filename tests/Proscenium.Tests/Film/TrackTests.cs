using System.Diagnostics;
using Proscenium.Files.Projects;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Film;

/// <summary>The sound track of a film by the command, and its time against the picture.</summary>
[Collection("console")]
[Trait(Traits.Needs, Traits.Program)]
public class TrackTests
{
    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void ATrackIsChosenByItsNumber_ByEveryVerbThatReadsMusic()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        Sounds.Write(folder["filters.wav"], 48000, [1], [0], [0], [1]);
        string film = RecordedData.Path("faults/12a-commentary-first-default-second.mkv");
        Command.Succeed("render", film, folder["feeds.wav"], "--track", "1", "--plan", folder["plan"]);
        Command.Succeed("upmix", film, folder["lrc.wav"], "--track", "1");
        Command.Succeed("headphones", film, folder["ears.wav"], "--sound-track", "1");
        Command.Succeed("convolve", film, folder["filters.wav"], folder["same.wav"], "--outputs", "2", "--track", "1");
        Assert.Contains("has 6 channels", Command.Fail(1, "upmix", film, folder["no.wav"]));
        Assert.Contains("has no sound track 3; it has 2: choose one of 1 to 2", Command.Fail(1, "render", film, folder["no.wav"], "--sound-track", "3"));
        Assert.Contains("--sound-track needs", Command.Fail(2, "render", film, folder["no.wav"], "--sound-track", "0"));
        Assert.Contains("leave --sound-track out", Command.Fail(2, "demo", "-o", folder["demo"], "--track", "1"));
    }

    [Theory]
    [InlineData("late.mkv", "pcm_s16le")]
    [InlineData("late.ts", "mp2")]
    [InlineData("late.mpg", "mp2")]
    public void SoundThatBeginsLate_IsLate_InEveryContainer(string name, string codec)
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["tone.wav"], 48000, [.. Enumerable.Repeat(Signals.Noise(48000, 1), 2)]);
        using (Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "testsrc=d=3:s=64x64", "-itsoffset", "1.5", "-i", folder["tone.wav"], "-c:v", "mpeg2video", "-c:a", codec, folder[name]])) ffmpeg.WaitForExit();
        Sounds.Write(folder["same.wav"], 48000, [1], [0], [0], [1]);
        Command.Succeed("convolve", folder[name], folder["same.wav"], folder["out.wav"], "--outputs", "2");
        float[] heard = Sounds.Read(folder["out.wav"]).Channels[0];
        Assert.InRange(Array.FindIndex(heard, sample => Math.Abs(sample) > 0.05f) / 48000.0, 1.4, 1.6);
    }

    [Fact]
    public void MonoTracksWithoutAMeaning_AreRefused_WithTheOption()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["one.wav"], 48000, Signals.Noise(4800, 1));
        using (Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-i", folder["one.wav"], "-map", "0:a", "-map", "0:a", "-map", "0:a", "-c:a", "pcm_s16le", folder["three.mov"]])) ffmpeg.WaitForExit();
        Assert.Contains("has 3 mono sound tracks and does not say which loudspeakers they are for: choose one with --sound-track, 1 to 3, or join", Command.Fail(1, "render", folder["three.mov"], folder["no.wav"]));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void FeedsBesideThePicture_AreAsLateAsTheSoundWas()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["filters.wav"], 48000, [1f]);
        (int code, _, string errors) = Command.Run("convolve", RecordedData.Path("faults/o01a-audio-starts-1s-late.mkv"), folder["filters.wav"], folder["out.wav"], "--outputs", "1");
        Assert.Equal(0, code);
        Assert.Contains("begins 0.98 s after the picture", errors);
        Assert.InRange(Sounds.Read(folder["out.wav"]).Channels[0].AsSpan().IndexOfAnyExceptInRange(-0.01f, 0.01f) / 48000.0, 0.979, 1.01);
    }

    [Fact]
    public void AmbisonicTracks_OfFfmpeg_AreRefused_WithTheLineForTheirOrder()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["four.wav"], 48000, [.. Enumerable.Range(0, 4).Select(n => Signals.Noise(4800, n))]);
        using (Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-i", folder["four.wav"], "-c:a", "libopus", "-mapping_family", "2", folder["four.opus"]])) ffmpeg.WaitForExit();
        Assert.Contains("pan=stereo|FL=0.5*c0+0.5*c1|FR=0.5*c0-0.5*c1", Command.Fail(1, "render", folder["four.opus"], folder["no.wav"]));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void BFormat_IsRefused_WithALineThatDecodesIt()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        string recording = RecordedData.Path("faults/o07g-ambisonic-b-format.amb"), sentence = Command.Fail(1, "render", recording, folder["no.wav"]);
        string filter = sentence.Split('"')[1];
        using (Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-i", recording, "-af", filter, folder["stereo.wav"]])) ffmpeg.WaitForExit();
        float[][] stereo = Sounds.Read(folder["stereo.wav"]).Channels, channels = Sounds.Read(recording).Channels;
        Assert.Equal(2, stereo.Length);
        for (int n = 100; n < 4000; n += 777) Assert.Equal(0.707 * channels[0][n] + 0.5 * channels[2][n], stereo[0][n], 1e-4);
    }
}
