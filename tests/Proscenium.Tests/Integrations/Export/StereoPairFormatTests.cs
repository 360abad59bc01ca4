using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Tests.Integrations.Export;

public sealed class StereoPairFormatTests : IDisposable
{
    static readonly IExportFormat _easyEffects = ExportFormats.Named("easyeffects"), _jamesDsp = ExportFormats.Named("jamesdsp");

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EasyEffects_OfItsSource_Plays_WhatDirectConvolutionMakes()
    {
        MultiRatePlan multiRatePlan = SimulatedPlans.Of("2x2");
        Assert.Null(_easyEffects.Refusal(multiRatePlan));
        ConvolverExports.Write(_easyEffects, multiRatePlan, _folder["out"]);
        double[][] sound = SimulatedSound.Of(2);
        foreach (RenderPlan plan in multiRatePlan.Plans)
        {
            JsonObject preset = JsonNode.Parse(File.ReadAllText(Assert.Single(Directory.GetFiles(_folder["out"], $"*-{plan.SampleRate}.json"))))!["output"]!.AsObject();
            Assert.Equal(["blocklist", "convolver#0", "limiter#0", "plugins_order"], preset.Select(entry => entry.Key));
            Assert.Equal("[\"convolver#0\",\"limiter#0\"]", preset["plugins_order"]!.ToJsonString());
            Assert.Equal((100.0, -1.0, false), ((double)preset["limiter#0"]!["stereo-link"]!, (double)preset["limiter#0"]!["threshold"]!, (bool)preset["limiter#0"]!["gain-boost"]!));
            JsonObject convolver = preset["convolver#0"]!.AsObject();
            Assert.Equal(["autogain", "bypass", "dry", "input-gain", "ir-width", "kernel-name", "output-gain", "sofa", "wet"], convolver.Select(entry => entry.Key));
            Assert.False((bool)convolver["autogain"]!);
            Assert.False((bool)convolver["bypass"]!);
            Assert.Equal((100, 0.0, 0.0, -100.0), ((int)convolver["ir-width"]!, (double)convolver["output-gain"]!, (double)convolver["wet"]!, (double)convolver["dry"]!));
            Assert.Matches("^proscenium-any--device--of-O-Hara-s-M-ller--[0-9]+$", (string)convolver["kernel-name"]!);
            File.Copy(_folder[$"out/{(string)convolver["kernel-name"]!}.irs"], _folder[$"{plan.SampleRate}.wav"]);
            double gain = Math.Pow(10, (double)convolver["input-gain"]! / 20);
            SimulatedSound.AssertPlayed(multiRatePlan, plan, sound, Play(_folder[$"{plan.SampleRate}.wav"], plan.SampleRate, [.. sound.Select(signal => SimulatedSound.Scaled(signal, gain))]));
        }
    }

    [Fact]
    public void JamesDsp_OfItsReadme_Plays_WhatDirectConvolutionMakes_ButForTheGain()
    {
        MultiRatePlan multiRatePlan = SimulatedPlans.Of("2x2");
        Assert.Null(_jamesDsp.GainPosition);
        ConvolverExports.Write(_jamesDsp, multiRatePlan, _folder["out"]);
        double[][] sound = SimulatedSound.Of(2);
        foreach (RenderPlan plan in multiRatePlan.Plans) SimulatedSound.AssertPlayed(multiRatePlan with { GainDb = 0 }, plan, sound, Play(_folder[$"out/matrix-{plan.SampleRate}.wav"], plan.SampleRate, sound));
    }

    [Theory]
    [InlineData(-9.01, "=-10$")]
    [InlineData(-15, "=-15$")]
    [InlineData(-15.2, "=-15 .*by the remaining 1 dB")]
    public void JamesDsp_TakesWholeDecibels_NeverLouderThanAsked(double gainDb, string step) =>
        Assert.Matches(new Regex(step), ConvolverExports.Write(_jamesDsp, SimulatedPlans.Of("2x2") with { GainDb = gainDb }, _folder["out"])[1]);

    [Theory]
    [InlineData("2x5", "design --drivers")]
    [InlineData("3x5", "--stereo-only")]
    [InlineData("quadx2", "--stereo-only")]
    public void MoreThanTwo_AreRefused_WithTheCure(string name, string cure)
    {
        foreach (IExportFormat format in (IExportFormat[])[_easyEffects, _jamesDsp]) Assert.Contains(cure, Proscenium.Cli.Text.Cures.Sentence(format.Refusal(SimulatedPlans.Of(name))!));
    }

    [Fact]
    public void AGainThatThePresetCannotHold_IsRefused() => Assert.Contains("-36 to 36 dB", _easyEffects.Refusal(SimulatedPlans.Of("2x2") with { GainDb = -36.5 })?.ToString());

    /// <summary>Four channels: left to left, left to right, right to left, right to right.</summary>
    static double[][] Play(string path, int rate, double[][] sound)
    {
        (float[][] taps, int rateOfFile) = Sounds.Read(path);
        Assert.Equal((4, rate), (taps.Length, rateOfFile));
        (double[] left, double[] right) = (sound[0], sound[1]);
        return
        [
            SimulatedSound.Sum([SimulatedSound.Convolve(left, taps[0]), SimulatedSound.Convolve(right, taps[2])]),
            SimulatedSound.Sum([SimulatedSound.Convolve(left, taps[1]), SimulatedSound.Convolve(right, taps[3])]),
        ];
    }
}
