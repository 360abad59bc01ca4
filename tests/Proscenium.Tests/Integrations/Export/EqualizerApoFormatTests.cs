using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Tests.Integrations.Export;

public sealed class EqualizerApoFormatTests : IDisposable
{
    static readonly IExportFormat _format = ExportFormats.Named("equalizerapo");
    static readonly string[] _stereo = ["L", "R"], _quad = ["L", "R", "RL", "RR"], _51 = ["L", "R", "C", "LFE", "SL", "SR"], _51Back = ["L", "R", "C", "LFE", "RL", "RR"], _71 = ["L", "R", "C", "LFE", "RL", "RR", "SL", "SR"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Families => SimulatedPlans.Names;

    [Theory]
    [MemberData(nameof(Families))]
    public void ProgramOfTheDocumentation_Plays_WhatDirectConvolutionMakes_AtEveryRate_InEveryLayoutThatFits(string name)
    {
        MultiRatePlan multiRatePlan = SimulatedPlans.Of(name);
        Assert.Null(_format.Refusal(multiRatePlan));
        ConvolverExports.Write(_format, multiRatePlan, _folder["out"]);
        double[][] sound = SimulatedSound.Of(multiRatePlan.Inputs.Count);
        string[][] layouts = [.. new[] { _stereo, _quad, _51, _51Back, _71, [.. _71, .. Enumerable.Range(9, 8).Select(n => $"{n}")] }.Where(layout => layout.Length >= Math.Max(multiRatePlan.Drivers.Count, multiRatePlan.Inputs.Count))];
        Assert.NotEmpty(layouts);
        foreach (string[] layout in layouts)
        {
            double[][] channels = [.. layout.Select((channel, n) => multiRatePlan.Inputs.ToList().FindIndex(input => Place(input, layout) == n) is int input and >= 0 ? sound[input] : new double[sound[0].Length])];
            foreach (RenderPlan plan in multiRatePlan.Plans)
            {
                IReadOnlyList<double[]> played = new EqualizerApo(plan.SampleRate, layout).Play(_folder["out/proscenium.txt"], channels);
                SimulatedSound.AssertPlayed(multiRatePlan, plan, sound, [.. played.Take(multiRatePlan.Drivers.Count)]);
                Assert.All(played.Skip(multiRatePlan.Drivers.Count), channel => Assert.DoesNotContain(channel, sample => sample != 0));
            }
            Assert.All(new EqualizerApo(32000, layout).Play(_folder["out/proscenium.txt"], channels), channel => Assert.DoesNotContain(channel, sample => sample != 0));
        }
    }

    [Fact]
    public void Lines_AreWindows_WithoutAMark_AndBackticksThatWouldBeRun()
    {
        ConvolverExports.Write(_format, SimulatedPlans.Of("2x5"), _folder["out"]);
        string text = File.ReadAllText(_folder["out/proscenium.txt"]);
        Assert.Equal(text.Split('\n').Length, text.Split("\r\n").Length);
        Assert.Equal((byte)'#', File.ReadAllBytes(_folder["out/proscenium.txt"])[0]);
        Assert.All(text.Split("\r\n").Where(line => line.Contains("Höhe")), line => Assert.StartsWith("#", line));
    }

    [Fact]
    public void TheIncludeLine_NamesTheFolder()
    {
        IReadOnlyList<string> steps = ConvolverExports.Write(_format, SimulatedPlans.Of("quadx2"), _folder["my export"]);
        Assert.EndsWith(@"Include: my export\proscenium.txt", steps[1]);
        Assert.Contains("at least 4 channels", steps[2]);
    }

    [Fact]
    public void AnInputWithoutAChannel_IsRefused() => Assert.Contains("'height'", _format.Refusal(ConvolverExports.Noise(["left", "height"], ["a"], 8, 0, 48000))?.ToString());

    /// <summary>Where players send a channel; -1 where the layout has no place for it.</summary>
    static int Place(string input, string[] layout)
    {
        string[] names = input switch
        {
            "left" => ["L"],
            "right" => ["R"],
            "centre" => ["C"],
            "lfe" => ["LFE"],
            "leftSurround" => ["SL", "RL"],
            "rightSurround" => ["SR", "RR"],
            "leftBack" => ["RL"],
            _ => ["RR"],
        };
        return names.Select(name => Array.IndexOf(layout, name)).FirstOrDefault(index => index >= 0, -1);
    }
}
