using Proscenium.Engine.Dsp;
using Proscenium.Engine.Stages;

namespace Proscenium.Tests.Engine;

public class OutputGuardTests
{
    [Fact]
    public void SoundWithinFullScale_PassesUntouched()
    {
        AudioBuffer sound = Signals.Noise(3, 777, 1);
        float[] before = sound.Block()[1].ToArray();
        OutputGuard guard = new();
        guard.Process(sound.Block());
        Assert.Equal(before, sound.Block()[1].ToArray());
        Assert.Equal((0, 0), (guard.SilencedSamples, guard.LimitedSamples));
    }

    [Fact]
    public void WhatIsNoNumber_BecomesSilence_AndOverloadStopsAtFullScale_AndBothAreCounted()
    {
        AudioBuffer sound = new(1, 40);
        sound.Block()[0].Fill(0.25f);
        (sound.Block()[0][0], sound.Block()[0][5], sound.Block()[0][33]) = (float.NaN, 1.5f, -3f);
        OutputGuard guard = new();
        guard.Process(sound.Block());
        Assert.Equal((0, 1, -1, 0.25f), (sound.Block()[0][0], sound.Block()[0][5], sound.Block()[0][33], sound.Block()[0][39]));
        Assert.Equal((1, 2, 3f), (guard.SilencedSamples, guard.LimitedSamples, guard.LargestSample));
    }
}
