namespace Proscenium.Tests.Cli;

[Collection("console")]
[Trait(Traits.Needs, Traits.Data)]
public class BadInputTests
{
    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    public void EveryFile_IsRenderedRight_OrRefusedWithOneSentence_AndNothingHalfWritten()
    {
        RecordedData.RequireProgram("ffmpeg");
        string[] files = [.. Directory.EnumerateFiles(RecordedData.Path("bad_input"), "??_*").Order()];
        Assert.Equal(35, files.Length);
        foreach (string file in files)
        {
            using TemporaryFolder folder = new();
            (int code, _, string errors) = Command.Run("render", "-q", file, folder["out.wav"], "--device", "phone");
            string name = Path.GetFileName(file);
            if (code == 0) AssertSound(folder["out.wav"], name);
            else AssertRefusal(code, errors, file, folder);
            if (name[2..].StartsWith("_ok_", StringComparison.Ordinal)) Assert.True(code == 0, $"{name}: {errors}");
        }
    }

    [Theory]
    [InlineData("22_zero_bytes.wav", "empty")]
    [InlineData("25_zero_channels.wav", "channels")]
    [InlineData("26_zero_samplerate.wav", "Hz")]
    public void TheSentence_NamesTheFault(string name, string fault)
    {
        using TemporaryFolder folder = new();
        Assert.Contains(fault, Command.Fail(1, "render", "-q", RecordedData.Path("bad_input/" + name), folder["out.wav"], "--device", "phone"));
    }

    [Theory]
    [InlineData("17_float_nan_inf.wav", "not a number")]
    [InlineData("20_truncated_data.wav", "")]
    public void WhatIsOdd_IsRenderedWithANote(string name, string note)
    {
        using TemporaryFolder folder = new();
        (int code, _, string errors) = Command.Run("render", "-q", RecordedData.Path("bad_input/" + name), folder["out.wav"], "--device", "phone");
        Assert.Equal(0, code);
        Assert.StartsWith("proscenium: note:", errors);
        Assert.Contains(note, errors);
    }

    static void AssertSound(string path, string name)
    {
        (float[][] feeds, int rate) = Sounds.Read(path);
        Assert.Equal(2, feeds.Length);
        Assert.InRange(rate, 8000, 192000);
        Assert.All(feeds, feed => Assert.True(feed.Length > 0 && feed.All(sample => Math.Abs(sample) <= 1), name)); // false for NaN
        if (name.Contains("silence") || name.Contains("denormals")) Assert.All(feeds, feed => Assert.All(feed, sample => Assert.Equal(0, sample)));
        else Assert.Contains(feeds, feed => feed.Any(sample => sample != 0));
    }

    static void AssertRefusal(int code, string errors, string file, TemporaryFolder folder)
    {
        Assert.InRange(code, 1, 2);
        string sentence = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("proscenium: ", sentence);
        Assert.Contains(Path.GetFileName(file), sentence);
        Assert.EndsWith(".", sentence.TrimEnd());
        Assert.Empty(folder.Names);
    }
}
