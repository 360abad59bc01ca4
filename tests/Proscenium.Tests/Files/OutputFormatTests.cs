using System.Diagnostics;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Tests.Files;

/// <summary>Driver feeds stay apart: formats that mix their channels, or label them as those of a cinema, are refused.</summary>
[Trait(Traits.Needs, Traits.Program)]
public class OutputFormatTests
{
    static readonly string[] _players = ["-v", "error", "-show_entries", "stream=channel_layout", "-of", "csv=p=0"];

    [Theory]
    [InlineData("caf")]
    [InlineData("aiff")]
    [InlineData("au")]
    [InlineData("w64")]
    public void FormatsThatAreAllowed_ComeBackUnlabelled_InOrder(string ending)
    {
        RecordedData.RequireProgram("ffmpeg");
        RecordedData.RequireProgram("ffprobe", "ffmpeg");
        using TemporaryFolder folder = new();
        foreach (int channels in (int[])[3, 5, 8])
        {
            float[][] sound = [.. Enumerable.Range(0, channels).Select(channel => Enumerable.Repeat(0.05f * (channel + 1), 4800).ToArray())];
            string file = folder[$"feeds-{channels}.{ending}"];
            Sounds.Write(file, 48000, sound);
            Assert.Equal("unknown", Printed("ffprobe", [.. _players, file]));
            float[][] found = Sounds.Read(file).Channels;
            Assert.Equal(channels, found.Length);
            for (int channel = 0; channel < channels; channel++) Assert.Equal(sound[channel][1000], found[channel][1000], 1e-4);
        }
    }

    [Theory]
    [InlineData("flac")]
    [InlineData("mp3")]
    [InlineData("ac3")]
    [InlineData("opus")]
    [InlineData("m4a")]
    [InlineData("ogg")]
    [InlineData("mka")]
    [InlineData("wv")]
    public void OtherFormats_AreRefused_AndTwoChannelsAreNot(string ending)
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        SoundException refusal = Assert.Throws<SoundException>(() => Sounds.Write(folder[$"feeds.{ending}"], 48000, Signals.Noise(4800, 1), Signals.Noise(4800, 2), Signals.Noise(4800, 3)));
        Assert.Equal(ErrorCodes.ChannelsMixed, refusal.Code);
        Assert.Contains("do not keep 3 channels apart", refusal.Message);
        Assert.Contains("use .wav", refusal.Message);
        Assert.Empty(folder.Names);
        Sounds.Write(folder[$"ears.{ending}"], 48000, Signals.Noise(48000, 1), Signals.Noise(48000, 2));
        Assert.Equal(2, Sounds.Read(folder[$"ears.{ending}"]).Channels.Length);
        Assert.Single(folder.Names);
    }

    [Fact]
    public void TheUpmix_IsLabelled_LeftRightCentre_AndRefusedWhereItWouldBeMixed()
    {
        RecordedData.RequireProgram("ffmpeg");
        RecordedData.RequireProgram("ffprobe", "ffmpeg");
        using TemporaryFolder folder = new();
        Write(folder["lrc.flac"]);
        Assert.Equal("3.0", Printed("ffprobe", [.. _players, folder["lrc.flac"]]));
        Assert.Equal([0.1f, 0.2f, 0.3f], Sounds.Read(folder["lrc.flac"]).Channels.Select(channel => MathF.Round(channel[100], 3)));
        Assert.Equal(ErrorCodes.ChannelsMixed, Assert.Throws<SoundException>(() => Write(folder["lrc.mp3"])).Code);
        Assert.Equal(["lrc.flac"], folder.Names);
    }

    static void Write(string path)
    {
        using SoundWriter writer = SoundWriter.Create(path, new(48000, 3), FileChannels.UsualMask(3));
        writer.Write(Sounds.Block([.. Enumerable.Range(1, 3).Select(channel => Enumerable.Repeat(0.1f * channel, 48000).ToArray())]));
        writer.Complete();
    }

    static string Printed(string program, params string[] arguments)
    {
        using Process run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string printed = run.StandardOutput.ReadToEnd().Trim();
        run.WaitForExit();
        return printed;
    }
}
