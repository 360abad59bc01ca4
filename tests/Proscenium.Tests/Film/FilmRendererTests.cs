using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Tests.Film;

public class FilmRendererTests
{
    [Fact]
    public void TheWhole_IsTheSumOfItsChannels_WhateverTheBlocks()
    {
        RenderPlan plan = FilmDesigns.Echo51.Plan;
        AudioBuffer input = new(6, 4000);
        for (int channel = 0; channel < 6; channel++) Signals.Noise(4000, channel, 0.01f).CopyTo(input.Block()[channel]);
        AudioBuffer whole = Render(plan, input, start => start % 3 == 0 ? 127 : 331), sum = new(5, 4000);
        for (int channel = 0; channel < 6; channel++)
        {
            AudioBuffer alone = new(6, 4000);
            input.Block()[channel].CopyTo(alone.Block()[channel]);
            AudioBuffer part = Render(plan, alone, _ => 512);
            for (int driver = 0; driver < 5; driver++)
                for (int n = 0; n < 4000; n++) sum.Block()[driver][n] += part.Block()[driver][n];
        }
        for (int driver = 0; driver < 5; driver++) Assert.True(Signals.ErrorDb(whole.Block()[driver], sum.Block()[driver]) < -120, $"{Signals.ErrorDb(whole.Block()[driver], sum.Block()[driver])}");
    }

    [Fact]
    public void SurroundsWaitForTheUpmix_AndNothingIsAllocated()
    {
        RenderPlan plan = FilmDesigns.LaptopQuad.Plan;
        AudioBuffer input = new(4, 16384);
        input.Block()[2][1000] = 0.01f; // leftSurround
        float[] wanted = new float[16384];
        ReadOnlySpan<float> taps = plan.Filters[3, 0];
        for (int n = 0; n < taps.Length; n++) wanted[1000 + plan.UpmixLatencySamples + plan.InputDelaySamples[3] + n] = 0.01f * taps[n];
        Renderer renderer = new(plan, 512);
        AudioBuffer output = Signals.RunInBlocks(input, 2, start => start % 2 == 0 ? 333 : 64, renderer.Process);
        Assert.True(Signals.ErrorDb(output.Block()[0], wanted) < -110);
        long before = GC.GetAllocatedBytesForCurrentThread();
        renderer.Process(input.Block(1000), output.Block(1000));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AnUpmixNeedsLeftRightAndCentreFirst()
    {
        RenderPlan quad = FilmDesigns.LaptopQuad.Plan;
        Assert.Throws<ArgumentException>(() => new Renderer(quad with { Inputs = ["left", "right", "leftSurround", "centre", "rightSurround"] }, 64));
        Assert.Throws<ArgumentException>(() => new Renderer(quad, 64).Process(new AudioBuffer(5, 64).Block(), new AudioBuffer(2, 64).Block()));
    }

    static AudioBuffer Render(RenderPlan plan, AudioBuffer input, Func<int, int> blockAt) => Signals.RunInBlocks(input, plan.Drivers.Count, blockAt, new Renderer(plan, 512).Process);
}
