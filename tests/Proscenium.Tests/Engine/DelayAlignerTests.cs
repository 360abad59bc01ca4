using Proscenium.Engine.Dsp;
using Proscenium.Engine.Stages;

namespace Proscenium.Tests.Engine;

public class DelayAlignerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(77)]
    public void WholeDelays_MoveTheSamples_ExactlyAsTheyAre(int delay)
    {
        AudioBuffer input = Signals.Noise(1, 500, 1);
        AudioBuffer output = Run([delay], input, block: 33);
        Assert.Equal(input.Block()[0][..(500 - delay)].ToArray(), output.Block()[0][delay..].ToArray());
        Assert.All(output.Block()[0][..delay].ToArray(), sample => Assert.Equal(0, sample));
    }

    [Theory]
    [InlineData(16.5)]
    [InlineData(20.25)]
    [InlineData(100.9)]
    public void FractionalDelays_AreExact_ToAHundredthOfASample_UpToEightTenthsOfTheBand(double delay)
    {
        for (double frequency = 0.02; frequency < 0.4; frequency += 0.03) // cycles per sample
        {
            AudioBuffer tone = new(1, 2000);
            for (int n = 0; n < 2000; n++) tone.Block()[0][n] = (float)Math.Sin(2 * Math.PI * frequency * n);
            AudioBuffer output = Run([delay], tone, block: 128);
            double re = 0, im = 0;
            for (int n = 500; n < 1500; n++)
            {
                re += output.Block()[0][n] * Math.Sin(2 * Math.PI * frequency * (n - delay));
                im += output.Block()[0][n] * Math.Cos(2 * Math.PI * frequency * (n - delay));
            }
            double level = 20 * Math.Log10(Math.Sqrt(re * re + im * im) / 500), late = -Math.Atan2(im, re) / (2 * Math.PI * frequency);
            Assert.InRange(level, -0.02, 0.02);
            Assert.InRange(late, -0.01, 0.01);
        }
    }

    [Fact]
    public void EveryInput_HasItsOwnDelay()
    {
        AudioBuffer input = Signals.Noise(3, 200, 4);
        AudioBuffer output = Run([0, 5, 9], input, block: 200);
        for (int channel = 0; channel < 3; channel++)
        {
            int delay = channel == 0 ? 0 : channel == 1 ? 5 : 9;
            Assert.Equal(input.Block()[channel][..(200 - delay)].ToArray(), output.Block()[channel][delay..].ToArray());
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void DelaysThatCannotBe_AreRefused(double delay) => Assert.Throws<ArgumentException>(() => new DelayAligner([delay], 64));

    static AudioBuffer Run(double[] delays, AudioBuffer input, int block)
    {
        DelayAligner aligner = new(delays, block);
        return Signals.RunInBlocks(input, input.Channels, _ => block, (from, to) =>
        {
            for (int channel = 0; channel < from.Channels; channel++) from[channel].CopyTo(to[channel]);
            aligner.Process(to);
        });
    }
}
