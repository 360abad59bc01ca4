using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Tests.Integrations.Export;

public sealed class CamillaDspFormatTests : IDisposable
{
    static readonly IExportFormat _format = ExportFormats.Named("camilladsp");

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Families => SimulatedPlans.Names;

    [Theory]
    [MemberData(nameof(Families))]
    public void ProgramOfTheDocumentation_Plays_WhatDirectConvolutionMakes_AtEveryRate(string name)
    {
        MultiRatePlan multiRatePlan = SimulatedPlans.Of(name);
        Assert.Null(_format.Refusal(multiRatePlan));
        ConvolverExports.Write(_format, multiRatePlan, _folder["out"]);
        double[][] sound = SimulatedSound.Of(multiRatePlan.Inputs.Count);
        foreach (RenderPlan plan in multiRatePlan.Plans)
        {
            CamillaDsp program = new(_folder["out/camilladsp.yml"], plan.SampleRate);
            Assert.Equal(multiRatePlan.Inputs.Order(), program.Labels.Order());
            Assert.Equal(multiRatePlan.Drivers.Select(driver => driver.Replace("\r\n", "  ")), program.DriverLabels);
            SimulatedSound.AssertPlayed(multiRatePlan, plan, sound, program.Play([.. program.Labels.Select(input => sound[multiRatePlan.Inputs.ToList().IndexOf(input)])]));
        }
    }

    [Theory]
    [InlineData("2x2", "left", "right")]
    [InlineData("3x5", "left", "right", "centre")]
    [InlineData("quadx2", "left", "right", "leftSurround", "rightSurround")]
    [InlineData("5.1x5", "left", "right", "leftSurround", "rightSurround", "centre", "lfe")]
    [InlineData("7.1x16", "left", "right", "leftBack", "rightBack", "centre", "lfe", "leftSurround", "rightSurround")]
    public void Sound_IsCaptured_InTheOrderOfAlsa(string name, params string[] order)
    {
        ConvolverExports.Write(_format, SimulatedPlans.Of(name), _folder["out"]);
        Assert.Equal(order, new CamillaDsp(_folder["out/camilladsp.yml"], 48000).Labels);
    }

    [Theory]
    [InlineData(48000, 1024, 44100, 48000, 192000)]
    [InlineData(44100, 1024, 44100, 96000)]
    [InlineData(88200, 2048, 88200, 176400)]
    [InlineData(192000, 4096, 192000)]
    public void Chunks_LastAbout22Milliseconds_AtTheRateThatIsWritten(int rate, int chunk, params int[] rates)
    {
        ConvolverExports.Write(_format, ConvolverExports.Noise(["left", "right"], ["a", "b"], 8, 0, rates), _folder["out"]);
        string[] lines = File.ReadAllLines(_folder["out/camilladsp.yml"]);
        Assert.Contains($"  samplerate: {rate}", lines);
        Assert.Contains(lines, line => line.StartsWith($"  chunksize: {chunk} ", StringComparison.Ordinal));
        Assert.Equal(2 * chunk, _format.ProgramDelaySamples(rate)); // one is captured, one waits (target_level)
    }
}
