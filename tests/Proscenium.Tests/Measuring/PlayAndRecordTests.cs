using Proscenium.Engine.Dsp;
using Proscenium.Live.Recording;

namespace Proscenium.Tests.Measuring;

public class PlayAndRecordTests
{
    const int Rate = 48000, Frames = 5000, Gate = 1777, After = 500;

    static readonly float[][] _sound = [Signals.Noise(Frames, 1), Signals.Noise(Frames, 2)];

    [Theory]
    [InlineData(64)]
    [InlineData(1000)]
    public void ItPlaysAndRecords_FrameByFrame_AndWaitsInSilence_WhereItIsTold(int block)
    {
        PlayAndRecord run = new(_sound, 3, Frames + After, Rate);
        List<float>[] played = [[], []];
        float[][] heard = [.. Enumerable.Range(3, 3).Select(seed => Signals.Noise(10 * Frames, seed))];
        List<float>[] kept = [[], [], []];
        AudioBuffer input = new(3, block), output = new(2, block);
        for (int n = 0; n < 40000 / block; n++)
        {
            if (n == 3) run.PlayUntil(Gate);
            if (n * block > 20000) run.PlayUntil(run.Frames);
            for (int channel = 0; channel < 3; channel++) heard[channel].AsSpan(n * block, block).CopyTo(input.Block()[channel]);
            int before = run.Position;
            run.Process(input.Block(), output.Block());
            for (int channel = 0; channel < 2; channel++)
            {
                played[channel].AddRange(output.Block()[channel][..(run.Position - before)]);
                Assert.Equal(0, SampleGuard.Peak(output.Block()[channel][(run.Position - before)..]));
            }
            for (int channel = 0; channel < 3; channel++) kept[channel].AddRange(input.Block()[channel][..(run.Position - before)]);
            Assert.True(run.Position <= (n < 3 ? 0 : n * block > 20000 ? run.Frames : Gate));
        }
        Assert.Equal(run.Frames, run.Position);
        for (int channel = 0; channel < 2; channel++) Assert.Equal([.. _sound[channel], .. new float[After]], played[channel]);
        for (int channel = 0; channel < 3; channel++) Assert.Equal(kept[channel], run.Recorded(channel, 0, run.Frames).ToArray());
        Assert.Equal(0, run.AllocatedBytes);
    }

    [Fact]
    public void AFade_EndsIn20Milliseconds_IsNeverLouder_AndStaysSilent()
    {
        PlayAndRecord run = new([[.. Enumerable.Repeat(0.5f, Frames)]], 1, Frames, Rate);
        AudioBuffer input = new(1, 100), output = new(1, 100);
        run.PlayUntil(Frames);
        float last = 0.5f;
        for (int block = 0; block < 40; block++)
        {
            if (block == 10) run.FadeOut();
            run.Process(input.Block(), output.Block());
            foreach (float sample in output.Block()[0])
            {
                Assert.InRange(sample, Math.Max(0, last - 0.0006f), last + 1e-6f);
                last = sample;
            }
            Assert.Equal(block >= 19, run.IsSilent);
        }
        Assert.Equal(0, last);
    }

    [Fact]
    public void AFade_WhereItWaits_IsSilentAtOnce()
    {
        PlayAndRecord run = new(_sound, 1, Frames, Rate);
        AudioBuffer input = new(1, 100), output = new(2, 100);
        run.FadeOut();
        run.Process(input.Block(), output.Block());
        Assert.True(run.IsSilent);
    }
}
