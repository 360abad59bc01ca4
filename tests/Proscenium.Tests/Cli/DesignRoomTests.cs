using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Steering;

namespace Proscenium.Tests.Cli;

/// <summary>Designs for a room: <c>design --room</c>, <c>--for</c>, <c>--why</c>, <c>--tone</c> and <c>--room-budget</c>.</summary>
[Collection("console")]
public class DesignRoomTests
{
    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void ADesk_GetsTheLeastBudgetThatHolds_AndThePlanKeepsIt()
    {
        using TemporaryFolder folder = new();
        string text = Command.Succeed("design", "-o", folder["plan"], "--device", "laptop", "--for", "desk", "--why");
        string[] rows = [.. text.Split('\n').Where(line => line.Contains(" / ") && !line.Contains("tone:"))];
        Assert.Equal(8, rows.Length);
        string chosen = Assert.Single(rows, row => row.TrimEnd().EndsWith('<'));
        DesignRequest request = PlanFile.Read(folder["plan"]).Request;
        Assert.Equal(0.6, request.Distance);
        Assert.StartsWith($"{request.Budget.Decibels}", chosen.Trim());
        Assert.InRange(request.Budget.Decibels, 2, 6);
        Assert.Equal(8, request.Tone.CriticalDistances.Count);
        Assert.Equal(request.Tone.CriticalDistances, PlanFile.Read(folder["plan"]).Request.AtRate(44100).Tone.CriticalDistances);
    }

    [Fact]
    public void WithoutReflections_ThereIsNoBudget_AndTheToneIsThatOfTheDirectSound()
    {
        using TemporaryFolder folder = new();
        Command.Succeed("design", "-o", folder["plan"], "--device", "laptop", "--room", "anechoic", "--distance", "0.6");
        SpatialDesign there = PlanFile.Read(folder["plan"]), direct = SpatialDesigner.Design(there.Request with { Tone = Tone.Direct });
        Assert.Equal(RoomBudget.None, there.Request.Budget);
        for (int n = 0; n < there.Plan.Filters.Taps; n++) Assert.Equal(direct.Plan.Filters[0, 0][n], there.Plan.Filters[0, 0][n], 1e-3);
    }

    [Fact]
    public void ToneAndBudget_AreKeptInThePlan()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["house.txt"], "100 3\n1000 0\n10000 -2\n");
        File.WriteAllText(folder["budget.txt"], "200 3\n1000 8\n");
        Command.Succeed("design", "-o", folder["plan"], "--device", "laptop", "--tone", folder["house.txt"], "--room-budget", folder["budget.txt"]);
        DesignRequest request = PlanFile.Read(folder["plan"]).Request;
        Assert.Equal([(100.0, 3.0), (1000.0, 0.0), (10000.0, -2.0)], request.Tone.Points);
        Assert.Equal([(200.0, 3.0), (1000.0, 8.0)], request.Budget.Points);
        Command.Succeed("design", "-o", folder["direct"], "--device", "laptop", "--tone", "direct");
        Assert.False(PlanFile.Read(folder["direct"]).Request.Tone.IsForRoom);
        Assert.Equal(RoomBudget.None, PlanFile.Read(folder["direct"]).Request.Budget);
    }

    [Theory]
    [InlineData("--room and --for cannot be combined", "--room", "bedroom", "--for", "desk")]
    [InlineData("--why compares room budgets in a room", "--why")]
    [InlineData("unknown --for 'bed'", "--for", "bed")]
    [InlineData("give --angle a number of degrees", "--room", "bedroom", "--angle", "none")]
    [InlineData("a distance of 0 m cannot be designed for", "--for", "desk", "--distance", "0")]
    [InlineData("there is no such file", "--tone", "missing.txt")]
    [InlineData("there is no such file", "--room-budget", "missing.txt")]
    [InlineData("a room budget of 41 dB is out of range", "--room-budget", "41")]
    [InlineData("leave --room out", "--from-plan", "somewhere", "--room", "bedroom")]
    public void WhatCannotBe_IsSaid(string sentence, params string[] options)
    {
        using TemporaryFolder folder = new();
        Assert.Contains(sentence, Command.Fail(2, ["design", "-o", folder["plan"], .. options]));
        Assert.False(Directory.Exists(folder["plan"]));
    }
}
