using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Filters;

namespace Proscenium.Tests.Engine;

public class BypassSwitchTests
{
    const int Rate = 48000, Block = 64, Fade = 2400;

    static readonly RenderPlan _treated = Designs.Echo.Plan, _untreated = ReferenceDriverPlan.Of(Designs.Echo.Plan, Designs.EchoStudio);

    [Fact]
    public void AtFirst_ItIsTheRenderer_BitForBit()
    {
        AudioBuffer input = Signals.Noise(2, 6000, 1);
        Equal(Alone(_treated, input), Signals.RunInBlocks(input, _treated.Drivers.Count, _ => Block, Switch().Process), 0, input.Capacity);
    }

    [Fact]
    public void Bypassed_ItIsTheUntreatedTwin_OneFadeLater_AtItsOwnGain()
    {
        AudioBuffer input = Signals.Noise(2, 16000, 1);
        BypassSwitch bypass = Switch();
        bypass.UntreatedGain = 0.5f;
        AudioBuffer found = Signals.RunInBlocks(input, _treated.Drivers.Count, at => Bypass(bypass, at >= 6400), bypass.Process);
        AudioBuffer treated = Alone(_treated, input), untreated = Alone(_untreated, input, 0.025);
        Equal(treated, found, 0, 6400);
        Equal(untreated, found, 6400 + Fade, input.Capacity, 1e-6);
        int half = 6400 + Fade / 2 - 1;
        for (int driver = 0; driver < found.Channels; driver++)
            Assert.Equal(0.5 * (treated.Block()[driver][half] + untreated.Block()[driver][half]), found.Block()[driver][half], 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(1000)]
    public void Blocks_MakeNoDifference(int block)
    {
        AudioBuffer input = Signals.Noise(2, 8000, 2);
        Equal(Changing(64), Changing(block), 0, input.Capacity, 1e-6);

        AudioBuffer Changing(int size)
        {
            BypassSwitch bypass = Switch();
            (bypass.Gain, bypass.UntreatedGain, bypass.Bypassed) = (0.7f, 2, true);
            return Signals.RunInBlocks(input, _treated.Drivers.Count, _ => size, bypass.Process);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GainsAndBypass_ClickBelowMinus80Decibels(bool gains)
    {
        AudioBuffer input = new(2, 32768);
        for (int n = 0; n < input.Capacity; n++)
            for (int channel = 0; channel < 2; channel++) input.Block()[channel][n] = 0.2f * MathF.Sin(2 * MathF.PI * n * 750 / Rate);
        BypassSwitch bypass = Switch();
        AudioBuffer output = Signals.RunInBlocks(input, _treated.Drivers.Count, at => Changed(at), bypass.Process);
        Span<float> around = output.Block()[0].Slice(16000 + Fade / 2 - 4096, 8192);
        double tone = Signals.MaxLevelDb(around, Rate, 0, 2000), click = Signals.MaxLevelDb(around, Rate, 4000, 24000);
        Assert.True(tone > -60, $"{tone:0} dB of tone");
        Assert.True(click < tone - 80, $"{click - tone:0} dB");

        int Changed(int at)
        {
            if (at == 16000 && gains) bypass.Gain = 0.1f;
            if (at == 16000 && !gains) bypass.Bypassed = true;
            return Block;
        }
    }

    [Fact]
    public void AnOfferedPair_TakesOver_Both()
    {
        AudioBuffer input = Signals.Noise(2, 30000, 3), silence = new(2, 64), output = new(_treated.Drivers.Count, 64);
        RenderPlan other = _treated with { Filters = new(_treated.Filters.Inputs, _treated.Filters.Outputs, _treated.Filters.Taps) };
        BypassSwitch bypass = Switch();
        bypass.Offer(new Renderer(other, Block), new Renderer(_untreated, Block, 0.1));
        for (int turn = 0; turn < 1000 && !bypass.ReleaseRetired(); turn++) bypass.Process(silence.Block(), output.Block());
        Assert.False(bypass.IsSwapping);
        AudioBuffer found = Signals.RunInBlocks(input, _treated.Drivers.Count, at => Bypass(bypass, at >= 12800), bypass.Process);
        for (int driver = 0; driver < found.Channels; driver++) Assert.False(found.Block()[driver][..12800].ContainsAnyExcept(0)); // a plan of silence
        Equal(Alone(_untreated, input, 0.1), found, 12800 + Fade, input.Capacity, 1e-6);
    }

    [Fact]
    public void TwinsThatDoNotFit_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new BypassSwitch(new Renderer(_treated, Block), new Renderer(_untreated with { FilterLatencySamples = 3 }, Block), Block, Fade));

    [Fact]
    public void NotOneByte_IsAllocated_WhateverIsSet()
    {
        AudioBuffer input = Signals.Noise(2, 5000, 4), output = new(_treated.Drivers.Count, 5000);
        BypassSwitch bypass = Switch();
        Turn(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 1; turn < 20; turn++) Turn(turn);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Turn(int turn)
        {
            (bypass.Gain, bypass.UntreatedGain, bypass.Bypassed) = (1f / (turn + 1), turn, turn % 2 == 0);
            bypass.Process(input.Block(), output.Block());
        }
    }

    static BypassSwitch Switch() => new(new Renderer(_treated, Block, 0.05), new Renderer(_untreated, Block, 0.05), Block, Fade);

    static AudioBuffer Alone(RenderPlan plan, AudioBuffer input, double gain = 0.05) =>
        Signals.RunInBlocks(input, plan.Drivers.Count, _ => Block, new Renderer(plan, Block, gain).Process);

    static int Bypass(BypassSwitch bypass, bool on)
    {
        bypass.Bypassed = on;
        return Block;
    }

    static void Equal(AudioBuffer wanted, AudioBuffer found, int start, int end, double tolerance = 0)
    {
        for (int driver = 0; driver < wanted.Channels; driver++)
            for (int n = start; n < end; n++)
                Assert.True(Math.Abs(wanted.Block()[driver][n] - found.Block()[driver][n]) <= tolerance, $"driver {driver}, sample {n}: {found.Block()[driver][n]}, not {wanted.Block()[driver][n]}");
    }
}
