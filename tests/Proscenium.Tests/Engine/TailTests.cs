using Proscenium.Benchmarks;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Tests.Engine;

/// <summary>Sound that dies away. The oracle is the processor: its flags tell whether arithmetic met numbers so small that many processors take tens of times as long for them.</summary>
public class TailTests
{
    const int Rate = 48000, Frames = 64;

    public static TheoryData<UpmixMode> Modes => [.. UpmixModes.All];

    [Theory]
    [MemberData(nameof(Modes))]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ATail_MeetsNoDenormalNumbers_OnItsWayToSilence(UpmixMode mode)
    {
        LinuxSystem.Require();
        Assert.SkipUnless(TinyNumbers.CanBeSeen, "only x86-64 tells");
        const double seconds = 6, decibelsPerSecond = 200; // floats end at -897 dB
        Renderer renderer = new(Designs.Echo.Plan with { Upmix = mode }, Frames, 0.1, Renderer.PlaybackCeilingDb);
        AudioBuffer noise = Signals.Noise(2, Rate, 1), input = new(2, Frames), drivers = new(renderer.DriverCount, Frames);
        int blocks = (int)(seconds * Rate / Frames), met = 0;
        for (int block = -1500; block < blocks; block++)
        {
            for (int n = 0; n < Frames; n++)
                for (int channel = 0; channel < 2; channel++)
                    input.Block()[channel][n] = (float)(noise.Block()[channel][(block + 1500) * Frames % Rate + n] * Math.Pow(10, -decibelsPerSecond * Math.Max(0, block * Frames + n) / Rate / 20));
            TinyNumbers.Forget();
            renderer.Process(input.Block(), drivers.Block());
            if (block >= 0 && TinyNumbers.WereMet()) met++;
        }
        Assert.True(met <= 0.005 * blocks, $"{met} of {blocks} blocks");
    }

    [Fact]
    public void WhatIsInaudible_BecomesSilence_AndNothingElseChanges()
    {
        float[] samples = [1e-14f, -1e-14f, 1e-15f, 9e-16f, -9e-16f, 1e-40f, float.NaN, float.PositiveInfinity, -0f, 0.5f, -1e6f, 1e-45f, 1e-38f];
        float[] wanted = [1e-14f, -1e-14f, 1e-15f, 0, 0, 0, float.NaN, float.PositiveInfinity, 0, 0.5f, -1e6f, 0, 0];
        SampleGuard.SilenceTiny(samples);
        Assert.Equal(wanted, samples);
    }

    [Theory]
    [InlineData(64, 64, 600_000)]
    [InlineData(46341, 46341, 1)]
    [InlineData(2, 1, int.MaxValue)]
    public void SizesWhoseProductIsTooLarge_AreRefused(int inputs, int outputs, int taps)
    {
        Assert.Contains("more than memory can hold in one piece", Assert.Throws<ArgumentOutOfRangeException>(() => new FirMatrix(inputs, outputs, taps)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AudioBuffer(inputs * 2, int.MaxValue / 2));
    }
}
