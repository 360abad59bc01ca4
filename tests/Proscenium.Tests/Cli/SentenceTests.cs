using Proscenium.Cli.Terminal;

namespace Proscenium.Tests.Cli;

/// <summary>What is wrong is said in one sentence with the cure, in the words of the command and without anything a terminal would obey.</summary>
[Collection("console")]
public class SentenceTests
{
    [Theory]
    [InlineData("--monte-carlo", "analyze", "--draws", "3", "--monte-carlo", "3")]
    [InlineData(": 0 to 511", "design", "-o", "NONE", "--delay", "-1")]
    [InlineData("--ambisonics needs a whole number from 0 to 7, not '8'", "room", "--room", "studio", "--ambisonics", "8")]
    [InlineData("use .png", "analyze", "--plot", "x.jpg")]
    [InlineData("'(' is no pattern for ports: a bracket is not closed: write a part of the ports' names, or a regular expression", "live", "--from", "(", "--server", "nobody")]
    public void AWrongOption_IsNamed_WithTheCure(string words, params string[] arguments)
    {
        string sentence = Command.Fail(2, arguments);
        Assert.Contains(words, sentence);
        Assert.DoesNotContain("--draws", sentence);
    }

    [Fact]
    public void Completion_DoesNotOfferFormerNames()
    {
        Assert.DoesNotContain("--like", Command.Run("[suggest:11]", "design --li").Output);
        Assert.Contains("--layout", Command.Run("[suggest:10]", "design --l").Output);
    }

    [Fact]
    public void TheContentOfAFile_IsQuoted_WithoutControlCharacters()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["s.wav"], 48000, Signals.Noise(4800, 1));
        File.WriteAllText(folder["curve.txt"], "1000 20\n2000 \u001b]0;title\u0007\u009b31m" + new string('x', 200));
        File.WriteAllText(folder["my.device.json"], "{\"\\u001b[31m\": 1}");
        AssertPlain(Command.Fail(1, "design", "-o", folder["no"], "--target-gain", folder["s.wav"]), "s.wav: is no text: name a text file");
        AssertPlain(Command.Fail(1, "design", "-o", folder["no"], "--gain-limit", folder["curve.txt"]), "line 2, '2000 \\u001B]0;title\\u0007\\u009B31mxx");
        AssertPlain(Command.Fail(1, "design", "-o", folder["no"], "--device", folder["my.device.json"]), "my.device.json");
    }

    [Fact]
    public void WhatAPlanSays_IsPrinted_WithoutControlCharacters()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["my.device.json"], Command.Succeed("devices", "laptop").Replace("\"name\": \"laptop\"", "\"name\": \"lap\\u001b[31mtop\""));
        string printed = Command.Succeed("design", "-o", folder["plan"], "--device", folder["my.device.json"], "--angle", "none");
        Assert.Contains("lap\\u001B[31mtop", printed);
        Assert.DoesNotContain('\u001b', printed);
    }

    [Theory]
    [InlineData("{}", "the key 'version' is missing: design the plan again.")]
    [InlineData("[]", "the file is not an object in braces: design the plan again.")]
    public void AnEmptyPlan_IsRefused_WithTheCure(string text, string fault)
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["plan"]);
        File.WriteAllText(folder["plan/plan.json"], text);
        Assert.Equal($"proscenium: {folder["plan/plan.json"]}: {fault}", Command.Fail(1, "analyze", "--plan", folder["plan"]).TrimEnd());
    }

    [Fact]
    public void APlanWithoutFilters_IsRefused_WithTheCure()
    {
        using TemporaryFolder folder = new();
        Command.Succeed("design", "-q", "-o", folder["plan"], "--device", "phone", "--angle", "none");
        File.Delete(folder["plan/filters.wav"]);
        Assert.Equal($"proscenium: {folder["plan/filters.wav"]}: the plan's filters are missing: copy the plan's folder whole, or design the plan again.", Command.Fail(1, "analyze", "--plan", folder["plan"]).TrimEnd());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"poses\": []}")]
    public void AFileWithoutPoses_IsRefused_WithTheCure(string text)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["poses.json"], text);
        Assert.Equal($"proscenium: {folder["poses.json"]}: 'poses' lists no head poses: list 1 to 100, the seat first, as in {{\"poses\": [{{\"left\": 0}}, {{\"left\": 0.05}}]}}.",
            Command.Fail(1, "design", "-o", folder["no"], "--poses", folder["poses.json"]).TrimEnd());
    }

    [Theory]
    [InlineData(80, "rendering [###############...............]  50 %")]
    [InlineData(30, "rendering [######......]  50 %")]
    [InlineData(18, "rendering  50 %")]
    [InlineData(10, "")]
    public void Progress_FitsTheTerminal(int columns, string line) => Assert.Equal(line, ProgressLine.Line("rendering", 0.5, "...", columns));

    [Fact]
    public void Progress_IsNeverWiderThanTheTerminal()
    {
        for (int columns = 0; columns < 100; columns++)
            foreach (double share in (double[])[0, 0.3, 1, double.NaN]) Assert.InRange(ProgressLine.Line("analysing", share, "123456 frames", columns).Length, 0, columns);
    }

    static void AssertPlain(string sentence, string words)
    {
        Assert.Contains(words, sentence);
        Assert.DoesNotContain(sentence.TrimEnd(), char.IsControl);
        Assert.InRange(sentence.Length, 1, 400);
    }
}
