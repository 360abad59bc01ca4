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

    [Fact]
    public void ANegativeDelay_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new DelayAligner([-1]));

    static AudioBuffer Run(int[] delays, AudioBuffer input, int block)
    {
        DelayAligner aligner = new(delays);
        return Signals.RunInBlocks(input, input.Channels, _ => block, (from, to) =>
        {
            for (int channel = 0; channel < from.Channels; channel++) from[channel].CopyTo(to[channel]);
            aligner.Process(to);
        });
    }
}
