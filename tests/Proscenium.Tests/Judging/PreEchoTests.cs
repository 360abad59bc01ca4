using Proscenium.Judging.Upmix;

namespace Proscenium.Tests.Judging;

public class PreEchoTests
{
    const int Rate = 48000, Onset = 10000;

    [Theory]
    [InlineData(6)]
    [InlineData(20)]
    [InlineData(90)]
    public void AnEarlierCopy_IsAsLoudAsItIs(double millisecondsBefore)
    {
        float[] signal = Burst(1);
        Add(signal, Burst(0.1f), (int)(-millisecondsBefore / 1000 * Rate) - 40); // it lasts 40 samples
        Assert.Equal(-20, PreEcho.Decibels(signal, Onset, Rate), 1e-3);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(110)]
    public void WhatIsMasked_OrLongBefore_DoesNotCount(double millisecondsBefore)
    {
        float[] signal = Burst(1);
        Add(signal, Burst(0.1f), (int)(-millisecondsBefore / 1000 * Rate));
        Assert.Equal(double.NegativeInfinity, PreEcho.Decibels(signal, Onset, Rate));
    }

    [Fact]
    public void ASteadyTone_IsAsLoudBefore_AsAfter()
    {
        float[] tone = [.. Enumerable.Range(0, 2 * Onset).Select(n => MathF.Sin(2 * MathF.PI * n / 48))]; // a period is a window
        Assert.Equal(0, PreEcho.Decibels(tone, Onset, Rate), 1e-3);
    }

    [Fact]
    public void AtTheVeryBeginning_NothingIsBefore_AndSilenceHasNoOnset()
    {
        Assert.Equal(double.NegativeInfinity, PreEcho.Decibels(Burst(1).AsSpan(Onset), 0, Rate));
        Assert.Equal(double.NaN, PreEcho.Decibels(new float[2 * Onset], Onset, Rate));
    }

    static float[] Burst(float level)
    {
        float[] signal = new float[2 * Onset];
        Signals.Noise(40, 1, level).CopyTo(signal, Onset);
        return signal;
    }

    static void Add(float[] to, float[] what, int shift)
    {
        for (int n = Math.Max(0, -shift); n < what.Length && n + shift < to.Length; n++) to[n + shift] += what[n];
    }
}
