using CsCheck;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;

namespace Proscenium.Tests.Engine;

public class CentreUpmixerTests
{
    const int Rate = 48000, Window = 4080, Frames = 3 * Rate;

    [Fact]
    public void LeftPlusCentre_AndRightPlusCentre_AreTheInput_OneWindowLater()
    {
        AudioBuffer input = Scene(), output = Upmix(input);
        for (int channel = 0; channel < 2; channel++)
        {
            float[] sum = new float[Frames - Window];
            for (int n = 0; n < sum.Length; n++) sum[n] = output.Block()[channel][n + Window] + output.Block()[2][n + Window];
            double error = Signals.ErrorDb(sum, input.Block()[channel][..sum.Length]);
            Assert.True(error < -120, $"{error:0} dB");
        }
    }

    [Fact]
    public void DualMono_GoesWhollyToTheCentre()
    {
        AudioBuffer input = Signals.Noise(2, Frames, 1);
        input.Block()[0].CopyTo(input.Block()[1]);
        AudioBuffer output = Upmix(input);
        double left = Signals.PowerDb(Settled(output, 0)), centre = Signals.PowerDb(Settled(output, 2));
        Assert.True(left - centre < -80, $"{left - centre:0} dB stays at the side");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void HardPanned_LeavesTheCentreEmpty(int side)
    {
        AudioBuffer input = Signals.Noise(2, Frames, 2);
        input.Block()[1 - side].Clear();
        AudioBuffer output = Upmix(input);
        double leak = Signals.PowerDb(Settled(output, 2)) - Signals.PowerDb(input.Block()[side]);
        Assert.True(leak <= -60, $"{leak:0} dB");
    }

    [Fact]
    public void OppositePolarity_IsNoCentre()
    {
        AudioBuffer input = Signals.Noise(2, Frames, 3);
        for (int n = 0; n < Frames; n++) input.Block()[1][n] = -input.Block()[0][n];
        Assert.True(Signals.PowerDb(Settled(Upmix(input), 2)) < -100);
    }

    [Fact]
    public void SwappedChannels_SwapTheSides()
    {
        AudioBuffer input = Scene(), swapped = new(2, Frames);
        for (int channel = 0; channel < 2; channel++) input.Block()[channel].CopyTo(swapped.Block()[1 - channel]);
        AudioBuffer output = Upmix(input), mirrored = Upmix(swapped);
        Assert.True(Signals.ErrorDb(mirrored.Block()[0], output.Block()[1]) < -100);
        Assert.True(Signals.ErrorDb(mirrored.Block()[2], output.Block()[2]) < -100);
    }

    [Fact]
    public void AnyBlockSizes_GiveTheSameBits() => Gen.Int[1, 8192].Array[1, 12].Sample(blocks =>
    {
        AudioBuffer input = Signals.Noise(2, 20000, 7);
        CentreUpmixer one = new(UpmixMode.Music, Rate), other = new(UpmixMode.Music, Rate);
        AudioBuffer whole = Signals.RunInBlocks(input, 3, _ => 20000, one.Process);
        int turn = 0;
        AudioBuffer cut = Signals.RunInBlocks(input, 3, _ => blocks[turn++ % blocks.Length], other.Process);
        for (int channel = 0; channel < 3; channel++)
            Assert.Equal(whole.Block()[channel].ToArray(), cut.Block()[channel].ToArray());
    }, iter: 20);

    /// <summary>A common voice, one source at each side, one in between, and uncorrelated ambience.</summary>
    static AudioBuffer Scene()
    {
        AudioBuffer scene = new(2, Frames);
        float[] voice = Signals.Noise(Frames, 20), guitar = Signals.Noise(Frames, 21), keys = Signals.Noise(Frames, 22), hat = Signals.Noise(Frames, 23);
        float[] roomLeft = Signals.Noise(Frames, 24, 0.1f), roomRight = Signals.Noise(Frames, 25, 0.1f);
        for (int n = 0; n < Frames; n++)
        {
            scene.Block()[0][n] = 0.4f * voice[n] + 0.3f * guitar[n] + 0.2f * hat[n] + roomLeft[n];
            scene.Block()[1][n] = 0.4f * voice[n] + 0.3f * keys[n] + 0.1f * hat[n] + roomRight[n];
        }
        return scene;
    }

    static AudioBuffer Upmix(AudioBuffer input, UpmixMode mode = UpmixMode.Music)
    {
        CentreUpmixer upmixer = new(mode, Rate);
        return Signals.RunInBlocks(input, 3, _ => 1000, upmixer.Process);
    }

    static Span<float> Settled(AudioBuffer output, int channel) => output.Block()[channel][Rate..];
}
