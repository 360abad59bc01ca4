using System.Diagnostics;
using System.Text.RegularExpressions;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Rendering;

/// <summary>Verbs that take left and right refuse other channels, with a cure in which nothing is lost: the oracle is the cure, carried out.</summary>
[Collection("console")]
public partial class StereoVerbTests
{
    const int Rate = 48000, Frames = 4800;

    [Theory]
    [Trait(Traits.Needs, Traits.Data)]
    [Trait(Traits.Needs, Traits.Program)]
    [InlineData("headphones")]
    [InlineData("upmix")]
    public void CentreAndLfe_AreRefused_AndTheCureKeepsBoth(string verb)
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        string file = RecordedData.Path("faults/15h-two-channel-FC-LFE.wav");
        string sentence = Command.Fail(1, verb, file, folder["no.wav"]);
        Assert.Contains("has the channels FC, LFE where left and right are needed", sentence);
        float[][] cured = Cured(sentence, file, folder), wanted = Sounds.Read(file).Channels;
        float[] both = [.. wanted[0].Zip(wanted[1], (centre, lfe) => centre + lfe)];
        Assert.All(cured, side => Assert.True(Signals.ErrorDb(side, both) < -100));
        Assert.Equal(["OUT.wav"], folder.Names);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void Convolve_PassesCentreAndLfeOn_WithoutANote()
    {
        using TemporaryFolder folder = new();
        string file = RecordedData.Path("faults/15h-two-channel-FC-LFE.wav");
        Sounds.Write(folder["same.wav"], Rate, [1], [0], [0], [1]);
        Assert.Equal((0, ""), Command.Run("convolve", "-q", file, folder["same.wav"], folder["out.wav"], "--outputs", "2") is var (code, _, errors) ? (code, errors) : default);
        Assert.All(Sounds.Read(file).Channels.Zip(Sounds.Read(folder["out.wav"]).Channels), pair => Assert.True(Signals.ErrorDb(pair.Second, pair.First) < -120));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    [Trait(Traits.Needs, Traits.Program)]
    public void BFormat_IsRefused_WithTheLineThatDecodesIt_AsByRender()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        string file = RecordedData.Path("faults/o07g-ambisonic-b-format.amb"), sentence = Command.Fail(1, "render", file, folder["no.wav"]);
        Assert.Contains("pan=stereo", sentence);
        foreach (string verb in (string[])["headphones", "upmix"]) Assert.Equal(sentence, Command.Fail(1, verb, file, folder["no.wav"]));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void SixMonoTracks_AreMixedByTheCure_FromAllOfThem()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        float[][] tracks = [.. Enumerable.Range(1, 6).Select(seed => Signals.Noise(Frames, seed))];
        for (int n = 0; n < tracks.Length; n++) Sounds.Write(folder[$"{n}.wav"], Rate, tracks[n]);
        Run(folder, $"ffmpeg -v error {string.Concat(Enumerable.Range(0, 6).Select(n => $"-i {n}.wav "))} {string.Concat(Enumerable.Range(0, 6).Select(n => $"-map {n}:a "))} -c:a pcm_s24le six.mov");
        float[][] cured = Cured(Command.Fail(1, "headphones", folder["six.mov"], folder["no.wav"]), folder["six.mov"], folder);
        // left, right, centre, LFE, surround left, surround right: who is heard on the left, and who on the right
        Assert.Equal((bool[])[true, false, true, false, true, false], tracks.Select(track => IsIn(track, cured[0])));
        Assert.Equal((bool[])[false, true, true, false, false, true], tracks.Select(track => IsIn(track, cured[1])));
    }

    /// <summary>True where the projection on a track is well above what unrelated noise of this length has.</summary>
    static bool IsIn(float[] track, float[] mix) => track.Zip(mix, (a, b) => (double)a * b).Sum() / track.Sum(a => (double)a * a) > 0.1;

    static float[][] Cured(string sentence, string file, TemporaryFolder folder)
    {
        Run(folder, FfmpegLine().Match(sentence).Value.Replace("ffmpeg", "ffmpeg -v error", StringComparison.Ordinal).Replace("FILE", file, StringComparison.Ordinal));
        return Sounds.Read(folder["OUT.wav"]).Channels;
    }

    static void Run(TemporaryFolder folder, string line)
    {
        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", line]) { WorkingDirectory = folder["."] })!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    [GeneratedRegex(@"ffmpeg .* OUT\.wav")]
    private static partial Regex FfmpegLine();
}
