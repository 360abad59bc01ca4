using System.Text.Json.Nodes;

namespace Proscenium.Tests.Cli;

[Collection("console")]
public sealed class UpmixCommandTests : IDisposable
{
    const int Rate = 16000;

    static readonly float[] _voice = Signals.Noise(Rate, 1), _guitar = Signals.Noise(Rate, 2);

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Measuring_PrintsEveryFigure_AndWritesNothing()
    {
        Write("mix.wav", Plus(_voice, _guitar), _voice);
        Write("centre.wav", _voice);
        string printed = Command.Succeed("upmix", _folder["mix.wav"], "--reference", _folder["centre.wav"]);
        Assert.All((string[])["dB SI-SDR", "dB SIR", "dB SAR", "musical noise", "(L+R)/2", "correlation of the centre with left - right", "dB, relative to the input", "latency when played live", "16000, aligned"], figure => Assert.Contains(figure, printed));
        Assert.Equal(["centre.wav", "mix.wav"], _folder.Names);
    }

    [Fact]
    public void Figures_AreTheSame_WithAndWithoutOutput_AndAsJson()
    {
        Write("mix.wav", Plus(_voice, _guitar), _voice);
        Write("centre.wav", _voice);
        JsonNode measured = JsonNode.Parse(Command.Succeed("upmix", _folder["mix.wav"], "--reference", _folder["centre.wav"], "--json", "-"))!;
        Command.Succeed("upmix", _folder["mix.wav"], _folder["out.wav"], "--reference", _folder["centre.wav"], "--json", _folder["figures.json"]);
        JsonNode written = JsonNode.Parse(File.ReadAllText(_folder["figures.json"]))!;
        Assert.Equal(written.ToJsonString(), measured.ToJsonString());
        Assert.Equal((double?)written["mixes"]![0]!["siSdrDb"], (double?)written["mean"]!["siSdrDb"]);
        Assert.Equal(Rate, (int?)written["mixes"]![0]!["comparedFrames"]);
    }

    [Fact]
    public void WithNothingToDo_ItSaysWhatItNeeds()
    {
        Write("mix.wav", _voice, _guitar);
        Assert.Contains("--reference", Command.Fail(2, "upmix", _folder["mix.wav"]));
        Assert.Contains("--reference", Command.Fail(2, "upmix", _folder["."]));
        Assert.Contains("leave", Command.Fail(2, "upmix", _folder["."], _folder["out.wav"], "--reference", "centre.wav"));
        Assert.Contains("standard output", Command.Fail(2, "upmix", _folder["mix.wav"], "-", "--json", "-"));
        Assert.Contains("standard input", Command.Fail(2, "upmix", "-", "--reference", "-"));
    }

    [Fact]
    public void AFolderOfFolders_IsATable_WithTheMeanOverThoseThatHaveACentre()
    {
        Write("a/mix.wav", Plus(_voice, _guitar), _voice);
        Write("a/centre.wav", _voice);
        Write("b/mix.wav", _voice, Plus(_voice, _guitar));
        Write("b/centre.wav", _voice);
        Write("none/mix.wav", _voice, _guitar);
        Directory.CreateDirectory(_folder["other"]);
        string printed = Command.Succeed("upmix", _folder["."], "--reference", "centre.wav", "--json", _folder["figures.json"]);
        string[] lines = printed.Split('\n');
        string Row(string name) => Assert.Single(lines, line => line.StartsWith("  " + name + " ", StringComparison.Ordinal));
        Assert.Equal(["a", "b", "none"], lines[2..5].Select(line => line.Trim().Split(' ')[0]));
        Assert.Equal(4, Row("none").Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(cell => cell == "-"));
        Assert.Single(lines.Where(line => line.Length > 0).Take(6).Select(line => line.Length).Where((_, i) => i != 1).Distinct()); // aligned; the units end early
        JsonNode json = JsonNode.Parse(File.ReadAllText(_folder["figures.json"]))!;
        double Figure(int mix) => (double)json["mixes"]![mix]!["sirDb"]!;
        Assert.Equal((Figure(0) + Figure(1)) / 2, (double)json["mean"]!["sirDb"]!, 1e-3);
        Assert.Null(json["mixes"]![2]!["siSdrDb"]);
        Assert.NotNull(json["mixes"]![2]!["centreShareDb"]);
        Assert.Contains("mean over 2", printed);
    }

    [Fact]
    public void AFolderOfTrueCentres_GoesByName()
    {
        Write("mixes/a.wav", Plus(_voice, _guitar), _voice);
        Write("mixes/b.wav", _voice, _guitar);
        Write("centres/a.wav", _voice);
        string printed = Command.Succeed("upmix", _folder["mixes"], "--reference", _folder["centres"]);
        Assert.Contains("mean over 1 ", printed);
        Assert.DoesNotContain("NaN", printed);
        Assert.Contains("no folders with a mix", Command.Fail(1, "upmix", _folder["mixes"], "--reference", "centre.wav"));
        Assert.Contains("is one file", Command.Fail(1, "upmix", _folder["mixes"], "--reference", _folder["centres/a.wav"]));
        Assert.Contains("none of its 1 mixes", Command.Fail(1, "upmix", _folder["centres"], "--reference", Directory.CreateDirectory(_folder["empty"]).FullName));
    }

    [Fact]
    public void BrokenFiles_AreToldOneByOne_AfterTheOthersAreMeasured()
    {
        Write("a/mix.wav", Plus(_voice, _guitar), _voice);
        Write("a/centre.wav", _voice);
        Write("broken/mix.wav", _voice);
        File.WriteAllBytes(_folder["broken/mix.wav"], []);
        Write("stereo/mix.wav", _voice, _voice);
        Write("stereo/centre.wav", _voice, _voice);
        (int code, string printed, string errors) = Command.Run("upmix", _folder["."], "--reference", "centre.wav", "--json", _folder["figures.json"]);
        Assert.Equal(1, code);
        string[] sentences = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, sentences.Length);
        Assert.Contains("empty", sentences[0]);
        Assert.Contains("mono", sentences[1]);
        Assert.Contains("mean over 1 ", printed);
        Assert.Contains("mono", (string?)JsonNode.Parse(File.ReadAllText(_folder["figures.json"]))!["mixes"]![2]!["fault"]);
    }

    [Fact]
    public void ASilentCentre_HasNoFigures()
    {
        Write("mix.wav", _voice, _guitar);
        Write("centre.wav", new float[Rate]);
        string printed = Command.Succeed("upmix", _folder["mix.wav"], "--reference", _folder["centre.wav"]);
        Assert.Equal(3, printed.Split('\n').Count(line => line.EndsWith("none: silence", StringComparison.Ordinal))); // musical noise is that of the whole mix
        Assert.DoesNotContain("NaN", printed);
    }

    [Fact]
    public void Silence_AndTheSame_AreWords()
    {
        Write("silence.wav", new float[Rate], new float[Rate]);
        Write("mono.wav", _voice);
        string silence = Command.Succeed("upmix", _folder["silence.wav"], _folder["out.wav"]);
        Assert.Equal(3, silence.Split('\n').Count(line => line.EndsWith("none: silence", StringComparison.Ordinal)));
        string same = Command.Succeed("upmix", _folder["mono.wav"], "--reference", _folder["mono.wav"]);
        Assert.Contains("no interference", same);
        Assert.All((string[])[silence, same], printed => Assert.DoesNotMatch("NaN|inf|∞", printed));
    }

    [Theory]
    [InlineData(Rate / 2, "ends after 8000 of the 16000 frames")]
    [InlineData(Rate + 1, "is longer than")]
    public void OfDifferentLengths_WhatBothHaveIsCompared(int frames, string note)
    {
        Write("mix.wav", Plus(_voice, _guitar), _voice);
        Write("centre.wav", Signals.Noise(frames, 1));
        (int code, string printed, string errors) = Command.Run("upmix", _folder["mix.wav"], "--reference", _folder["centre.wav"], "--json", _folder["figures.json"]);
        Assert.Equal(0, code);
        Assert.Contains(note, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("SI-SDR", printed);
        Assert.Equal(Math.Min(frames, Rate), (int?)JsonNode.Parse(File.ReadAllText(_folder["figures.json"]))!["mixes"]![0]!["comparedFrames"]);
    }

    [Fact]
    public void AnotherRate_IsRefusedWithACure()
    {
        Write("mix.wav", _voice, _guitar);
        Sounds.Write(_folder["centre.wav"], 2 * Rate, _voice);
        Assert.Contains($"-ar {Rate}", Command.Fail(1, "upmix", _folder["mix.wav"], "--reference", _folder["centre.wav"]));
    }

    [Fact]
    public void WhatIsNotItsCentre_IsAskedAbout_AndNoNumbersAreTold()
    {
        float[] damaged = [.. _voice];
        (damaged[100], damaged[200]) = (float.NaN, float.PositiveInfinity);
        Write("mix.wav", damaged, _voice);
        Write("centre.wav", Signals.Noise(Rate, 9));
        (int code, string printed, string errors) = Command.Run("upmix", _folder["mix.wav"], "--reference", _folder["centre.wav"]);
        Assert.Equal(0, code);
        Assert.Contains("2 samples were invalid", errors);
        Assert.Contains("is it the centre of this mix", errors);
        Assert.DoesNotContain("NaN", printed);
    }

    void Write(string name, params float[][] channels)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        Sounds.Write(_folder[name], Rate, channels);
    }

    static float[] Plus(float[] one, float[] other) => [.. one.Zip(other, (a, b) => a + b)];
}
