using System.Numerics;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export;
using Proscenium.Mathematics;

namespace Proscenium.Tests.Integrations.Export;

public class MultiRatePlanTests
{
    static readonly Lazy<MultiRatePlan> _family = new(() => MultiRatePlan.Of(Designs.Canceller, MultiRatePlan.UsualRates, stereoOnly: true));

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void EveryRate_IsDesignedAtThatRate_AndSoundsTheSame()
    {
        // oracle: the plan at its own rate, its filters' responses up to 8 kHz, in time that begins at each one's own latency
        RenderPlan own = _family.Value.Plans.Single(plan => plan.SampleRate == 48000);
        Assert.Equal(MultiRatePlan.UsualRates, _family.Value.Plans.Select(plan => plan.SampleRate));
        foreach (RenderPlan plan in _family.Value.Plans)
        {
            double error = 0, power = 0;
            for (int path = 0; path < 2 * plan.Drivers.Count; path++)
            {
                for (double f = 400; f < 8000; f *= 1.1)
                {
                    Complex expected = Response(own, path, f);
                    error += (Response(plan, path, f) - expected).MagnitudeSquared();
                    power += expected.MagnitudeSquared();
                }
            }
            Assert.True(10 * Math.Log10(error / power) < -30, $"{plan.SampleRate} Hz: {10 * Math.Log10(error / power + 1e-30):0.0} dB");
        }
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void OneGain_OfAllRates_Is6DecibelsBelowTheUntreatedDevice_OrTheHeadroom()
    {
        Assert.Equal(Designs.Canceller.Plan.PlaybackGainDb - 6, MultiRatePlan.Of(Designs.Canceller, [48000], true, cancel: TestContext.Current.CancellationToken).GainDb, 1e-9);
        Assert.Equal(-_family.Value.HeadroomDb, (_family.Value with { PlaybackGainDb = -50 }).ProgrammeGainDb);
        Assert.Equal(0, (_family.Value with { PlaybackGainDb = 10 }).ProgrammeGainDb);
        Assert.Equal(-6, MultiRatePlan.Of(Designs.Canceller, [48000], true, -6, cancel: TestContext.Current.CancellationToken).GainDb);
    }

    [Fact]
    public void ItsOwnRate_IsThePlan_NotANewDesign()
    {
        SpatialDesign changed = Designs.Canceller with { Plan = Designs.Canceller.Plan with { Filters = Unit() } };
        Assert.Equal(1, MultiRatePlan.Of(changed, [48000], true, cancel: TestContext.Current.CancellationToken).Plans[0].Filters[0, 0][0]);
    }

    [Fact]
    public void WhatEndsADesign_EndsTheFamily_AsItself()
    {
        Assert.Contains("4000 Hz cannot be designed for", Assert.Throws<SettingException>(() => MultiRatePlan.Of(Designs.Canceller, [48000, 4000], true, cancel: TestContext.Current.CancellationToken)).Message);
        Assert.Throws<OperationCanceledException>(() => MultiRatePlan.Of(Designs.Canceller, [48000, 44100], true, cancel: new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(48000, 512, 256, 192000, 2048, 1024)]
    [InlineData(44100, 512, 256, 48000, 512, 256)]
    [InlineData(192000, 2048, 256, 48000, 512, 64)]
    [InlineData(48000, 400, 100, 96000, 800, 200)]
    public void AtAnotherRate_FiltersKeepTheirLengthInTime(int from, int taps, int delay, int to, int scaledTaps, int scaledDelay)
    {
        DesignRequest scaled = new DesignRequest { Device = Designs.EchoStudio, SampleRate = from, Taps = taps, ModellingDelaySamples = delay }.AtRate(to);
        Assert.Equal((to, scaledTaps, scaledDelay), (scaled.SampleRate, scaled.FilterTaps, scaled.ModellingDelay));
    }

    [Fact]
    public void TheDefaultLength_StaysTheDefaultLength()
    {
        foreach (int rate in MultiRatePlan.UsualRates)
            Assert.Equal(new DesignRequest { Device = Designs.EchoStudio, SampleRate = rate }.FilterTaps, new DesignRequest { Device = Designs.EchoStudio }.AtRate(rate).FilterTaps);
    }

    static FirMatrix Unit()
    {
        FirMatrix filters = new(2, Designs.EchoStudio.Drivers.Count, 1);
        filters[0, 0][0] = 1;
        return filters;
    }

    static Complex Response(RenderPlan plan, int path, double frequency)
    {
        Complex sum = 0;
        ReadOnlySpan<float> taps = plan.Filters[path / plan.Drivers.Count, path % plan.Drivers.Count];
        for (int n = 0; n < taps.Length; n++) sum += taps[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * (n - plan.FilterLatencySamples) / plan.SampleRate);
        return sum;
    }
}
