using System.Globalization;
using System.Text.Json.Nodes;
using Proscenium.Cli.Arguments;

namespace Proscenium.Tests.Cli;

/// <summary>Limits of <c>analyze --require</c> hold what the JSON says, and end with an exit code of their own.</summary>
[Collection("console")]
public class RequireTests
{
    [Theory]
    [InlineData("a=15..", 15, true)]
    [InlineData("a=15..", 14.999, false)]
    [InlineData("a=..3", 3, true)]
    [InlineData("a=..3", 3.001, false)]
    [InlineData("a=-1..1", -1, true)]
    [InlineData("a=-1..1", 1.5, false)]
    [InlineData("a=.5..1e1", 0.4, false)]
    public void ARange_HoldsItsEnds_AndWhatIsBetween(string text, double value, bool holds) => Assert.Equal(holds, Assert.Single(RequiredFigure.Parse(text)).Holds(value));

    [Theory]
    [InlineData("a", "needs figures and ranges")]
    [InlineData("a>=3", "needs figures and ranges")]
    [InlineData("a=..", "needs figures and ranges")]
    [InlineData("=1..", "needs figures and ranges")]
    [InlineData("a=0,5..", "needs figures and ranges")]
    [InlineData("a=1..,", "needs figures and ranges")]
    [InlineData("a=3..1", "no value in it")]
    public void WhatIsNoRange_IsRefused_BeforeTheWork(string text, string sentence) => Assert.Contains(sentence, Command.Fail(2, "analyze", "--device", "phone", "--require", text));

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void TheExitCode_IsThatOfTheFiguresInTheJson()
    {
        using TemporaryFolder folder = new();
        Command.Succeed("design", "-q", "-o", folder["plan"], "--device", "phone");
        JsonNode figures = JsonNode.Parse(Command.Succeed("analyze", "--plan", folder["plan"], "--json", "-"))!;
        double seat = figures["separationDb"]!["seat"]!.GetValue<double>();
        Assert.Null(figures["required"]);
        string Limit(double value) => value.ToString(CultureInfo.InvariantCulture);

        string met = Command.Succeed("analyze", "--plan", folder["plan"], "--require", $"separationDb.seat={Limit(seat)}..{Limit(seat)}");
        Assert.Contains($"{Limit(seat)}, {Limit(seat)} to {Limit(seat)}: met", met);

        string limits = $"separationDb.seat={Limit(seat + 0.001)}..,latencySamples=..1e6";
        (int code, string output, string errors) = Command.Run("analyze", "--plan", folder["plan"], "-q", "--require", limits, "--json", folder["figures.json"]);
        Assert.Equal((3, ""), (code, output));
        Assert.Equal($"proscenium: the plan does not meet what is required: separationDb.seat is {Limit(seat)}, not at least {Limit(seat + 0.001)}.", errors.TrimEnd());
        JsonArray required = JsonNode.Parse(File.ReadAllText(folder["figures.json"]))!["required"]!.AsArray();
        Assert.Equal([false, true], required.Select(one => one!["met"]!.GetValue<bool>()));
        Assert.Equal(seat, required[0]!["value"]!.GetValue<double>());

        Assert.Contains("did you mean separationDb.seat?", Command.Fail(2, "analyze", "--plan", folder["plan"], "--require", "separationDb.seet=1.."));
        Assert.Contains("separationDb.worstPose", Command.Fail(2, "analyze", "--plan", folder["plan"], "--require", "separationDb=1.."));
        Assert.Contains("name a room with --room", Command.Fail(2, "analyze", "--plan", folder["plan"], "--require", "room.plan.widthDegrees=3.."));
    }
}
