using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Live;

namespace Proscenium.Tests.Design;

/// <summary>Virtual loudspeakers without an upmix: left and right alone, through the columns that they have with it.</summary>
[Collection("console")]
public class NoUpmixTests
{
    static readonly Lazy<(SpatialDesign With, SpatialDesign Without)> _both = new(() => (Laptop(UpmixMode.Music), Laptop(UpmixMode.None)));

    static SpatialDesign Laptop(UpmixMode mode) => SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop"), Upmix = mode });

    [Fact]
    public void APhantomCentre_IsTheSumOfBothColumns_LaterByTheFiltersAlone()
    {
        RenderPlan with = _both.Value.With.Plan, without = _both.Value.Without.Plan;
        Assert.Equal(["left", "right"], without.Inputs);
        Assert.Equal((0, null), (without.UpmixLatencySamples, without.Upmix));
        Assert.Equal(_both.Value.Without.Request.ModellingDelay, without.LatencySamples);
        Renderer renderer = new(without, 256);
        AudioBuffer stereo = new(2, without.Filters.Taps), drivers = new(without.Drivers.Count, without.Filters.Taps);
        (stereo.Block()[0][0], stereo.Block()[1][0]) = (0.25f, 0.25f);
        renderer.Process(stereo.Block(), drivers.Block());
        Assert.Equal(without.LatencySamples, renderer.LatencyFrames);
        for (int driver = 0; driver < without.Drivers.Count; driver++)
            for (int n = 0; n < without.Filters.Taps; n++)
                Assert.Equal(0.25 * (with.Filters[0, driver][n] + with.Filters[1, driver][n]), drivers.Block()[driver][n], 1e-5);
    }

    [Fact]
    public void APlanWithAnUpmix_WithoutIt_IsTheDesignWithoutIt_AndAsLoudAsTheUntreatedDevice()
    {
        SpatialDesign left = UpmixChoice.Of(_both.Value.With, UpmixMode.None), without = _both.Value.Without;
        Assert.Equal(without.Plan.PlaybackGainDb, left.Plan.PlaybackGainDb, 1e-9);
        Assert.Equal((without.Plan.HeadroomDb, without.Plan.LatencySamples), (left.Plan.HeadroomDb, left.Plan.LatencySamples));
        for (int input = 0; input < 2; input++)
            for (int driver = 0; driver < without.Plan.Drivers.Count; driver++) Assert.True(without.Plan.Filters[input, driver].SequenceEqual(left.Plan.Filters[input, driver]));
        Assert.Equal(without.Achieved.Decibels.Keys.Order(), left.Achieved.Decibels.Keys.Order());
        Assert.Same(left, UpmixChoice.Of(left, UpmixMode.None));
    }

    [Fact]
    public void ThePlan_PassesTheWholeChain()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["in.wav"], 48000, Signals.Noise(24000, 1, 0.05f), Signals.Noise(24000, 2, 0.05f));
        Assert.Contains("upmix 0,", Cli.Command.Succeed("design", "-o", folder["none"], "--device", "laptop", "--upmix", "none"));
        Assert.Equal(UpmixMode.None, PlanFile.Read(folder["none"]).Request.Upmix);
        Assert.Equal(["left", "right"], RenderPlanFile.Read(folder["none"]).Channels);

        Cli.Command.Succeed("design", "-q", "-o", folder["music"], "--device", "laptop");
        Cli.Command.Succeed("render", folder["in.wav"], folder["designed.wav"], "--plan", folder["none"], "-q");
        Cli.Command.Succeed("render", folder["in.wav"], folder["chosen.wav"], "--plan", folder["music"], "--upmix", "none", "-q");
        Cli.Command.Succeed("render", folder["in.wav"], folder["device.wav"], "--device", "laptop", "--upmix", "none", "-q");
        (float[][] designed, float[][] chosen, float[][] device) = (Sounds.Read(folder["designed.wav"]).Channels, Sounds.Read(folder["chosen.wav"]).Channels, Sounds.Read(folder["device.wav"]).Channels);
        for (int driver = 0; driver < designed.Length; driver++)
            Assert.All(designed[driver].Zip(chosen[driver], device[driver]), samples => Assert.True(Math.Abs(samples.First - samples.Second) < 1e-5 && Math.Abs(samples.First - samples.Third) < 1e-5));

        Cli.Command.Succeed("design", "-q", "-o", folder["again"], "--from-plan", folder["none"], "--rate", "44100");
        Assert.Equal((UpmixMode.None, 44100), (PlanFile.Read(folder["again"]).Request.Upmix, PlanFile.Read(folder["again"]).Plan.SampleRate));
        Cli.Command.Succeed("analyze", "--plan", folder["none"], "-q");
        (int code, _, string errors) = Cli.Command.Run("export", "--plan", folder["none"], "--format", "pipewire", "-o", folder["pipewire"], "-q", "--rates", "48000");
        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(["left", "right"], PlanSource.InFolder(folder["music"], UpmixMode.None).Ready(48000)!.Plan.Channels);
        Assert.Equal(2, PlanSource.InFolder(folder["music"], UpmixMode.None).Ready(48000)!.Plan.Inputs.Count);
    }

    [Theory]
    [InlineData(2, "quad cannot be played without an upmix", "design", "-o", "DIR/plan", "--layout", "quad", "--upmix", "none")]
    [InlineData(2, "use music, video, live or fast", "upmix", "DIR/in.wav", "DIR/out.wav", "--mode", "none")]
    [InlineData(2, "use music, video, live, fast or none", "render", "DIR/in.wav", "DIR/out.wav", "--upmix", "nothing")]
    [InlineData(2, "an upmix", "render", "DIR/in.wav", "DIR/out.wav", "--upmix", "none", "--dialogue", "3")]
    public void WhatCannotBe_IsRefused(int code, string sentence, params string[] arguments)
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["in.wav"], 48000, Signals.Noise(4800, 1, 0.05f), Signals.Noise(4800, 2, 0.05f));
        Assert.Contains(sentence, Cli.Command.Fail(code, [.. arguments.Select(argument => argument.Replace("DIR", folder[""]))]));
    }
}
