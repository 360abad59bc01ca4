using CsCheck;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;

namespace Proscenium.Tests.Engine;

public class CentreUpmixerTests
{
    public static TheoryData<UpmixMode> Modes => [.. UpmixModes.All];

    const int Rate = 48000, Frames = 3 * Rate;

    [Theory]
    [MemberData(nameof(Modes))]
    public void LeftPlusCentre_AndRightPlusCentre_AreTheInput_ALatencyLater(UpmixMode mode)
    {
        AudioBuffer input = Scene(), output = Upmix(input, mode);
        int late = new CentreUpmixer(mode, Rate).LatencyFrames;
        for (int channel = 0; channel < 2; channel++)
        {
            float[] sum = new float[Frames - late];
            for (int n = 0; n < sum.Length; n++) sum[n] = output.Block()[channel][n + late] + output.Block()[2][n + late];
            double error = Signals.ErrorDb(sum, input.Block()[channel][..sum.Length]);
            Assert.True(error < -120, $"{error:0} dB");
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void DualMono_GoesWhollyToTheCentre(UpmixMode mode)
    {
        AudioBuffer input = Signals.Noise(2, Frames, 1);
        input.Block()[0].CopyTo(input.Block()[1]);
        AudioBuffer output = Upmix(input, mode);
        double left = Signals.PowerDb(Settled(output, 0)), centre = Signals.PowerDb(Settled(output, 2));
        Assert.True(left - centre < -80, $"{left - centre:0} dB stays at the side");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void HardPanned_LeavesTheCentreEmpty(UpmixMode mode)
    {
        foreach (int side in (int[])[0, 1]) LeavesTheCentreEmpty(mode, side);
    }

    static void LeavesTheCentreEmpty(UpmixMode mode, int side)
    {
        AudioBuffer input = Signals.Noise(2, Frames, 2);
        input.Block()[1 - side].Clear();
        AudioBuffer output = Upmix(input, mode);
        double leak = Signals.PowerDb(Settled(output, 2)) - Signals.PowerDb(input.Block()[side]);
        Assert.True(leak <= -60, $"{leak:0} dB");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void OppositePolarity_IsNoCentre(UpmixMode mode)
    {
        AudioBuffer input = Signals.Noise(2, Frames, 3);
        for (int n = 0; n < Frames; n++) input.Block()[1][n] = -input.Block()[0][n];
        Assert.True(Signals.PowerDb(Settled(Upmix(input, mode), 2)) < -100);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void SwappedChannels_SwapTheSides(UpmixMode mode)
    {
        AudioBuffer input = Scene(), swapped = new(2, Frames);
        for (int channel = 0; channel < 2; channel++) input.Block()[channel].CopyTo(swapped.Block()[1 - channel]);
        AudioBuffer output = Upmix(input, mode), mirrored = Upmix(swapped, mode);
        Assert.True(Signals.ErrorDb(mirrored.Block()[0], output.Block()[1]) < -100);
        Assert.True(Signals.ErrorDb(mirrored.Block()[2], output.Block()[2]) < -100);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void AnyBlockSizes_GiveTheSameBits(UpmixMode mode)
    {
        AudioBuffer input = Signals.Noise(2, 20000, 7), whole = Signals.RunInBlocks(input, 3, _ => 20000, new CentreUpmixer(mode, Rate).Process);
        Gen.Int[1, 8192].Array[1, 12].Sample(blocks =>
        {
            int turn = 0;
            AudioBuffer cut = Signals.RunInBlocks(input, 3, _ => blocks[turn++ % blocks.Length], new CentreUpmixer(mode, Rate).Process);
            for (int channel = 0; channel < 3; channel++) Assert.Equal(whole.Block()[channel].ToArray(), cut.Block()[channel].ToArray());
        }, iter: 5);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Reset_ForgetsAll_AndRunningAllocatesNothing(UpmixMode mode)
    {
        AudioBuffer input = Signals.Noise(2, 20000, 8), output = new(3, 20000);
        input.Block()[0][3] = 20; // nothing is learned from it, so that weights of before would show
        CentreUpmixer upmixer = new(mode, Rate);
        upmixer.Process(input.Block(), output.Block());
        float[] first = output.Block()[2].ToArray();
        upmixer.Reset();
        long before = GC.GetAllocatedBytesForCurrentThread();
        upmixer.Process(input.Block(), output.Block());
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(first, output.Block()[2].ToArray());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void SilenceIn_IsSilenceOut(UpmixMode mode)
    {
        AudioBuffer output = Upmix(new AudioBuffer(2, Frames), mode);
        for (int channel = 0; channel < 3; channel++) Assert.Equal(0, SampleGuard.Peak(output.Block()));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void SilenceAfterSound_IsSilence_OnceTheMemoryIsOver(UpmixMode mode)
    {
        const int rate = 32000, sound = 20000; // a rate at which transforms are much longer than what they need
        UpmixTiming timing = UpmixTiming.Of(mode, rate);
        int over = sound + timing.HopFrames + timing.LatencyFrames + (timing.Filters ? timing.PastFrames : timing.WindowFrames);
        AudioBuffer input = new(2, over + 20000), output = new(3, over + 20000);
        Signals.Noise(2, sound, 9).Block().CopyTo(input.Block().Slice(0, sound));
        new CentreUpmixer(mode, rate).Process(input.Block(), output.Block());
        Assert.Equal(0, SampleGuard.Peak(output.Block().Slice(over, 20000)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void ADamagedSample_IsForgottenWithinASecond(UpmixMode mode)
    {
        foreach (float damage in (float[])[20, -1e2f, 1e6f]) // 26, 40 and 120 dB over full scale
        {
            AudioBuffer scene = Scene(), damaged = Scene();
            damaged.Block()[0][Rate] = damage;
            AudioBuffer wanted = Upmix(scene, mode), found = Upmix(damaged, mode);
            double error = Signals.ErrorDb(found.Block()[2][(2 * Rate)..], wanted.Block()[2][(2 * Rate)..]);
            Assert.True(error < -30, $"{damage}: {error:0} dB");
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void AProgrammeThatIsFarTooLoud_IsSplitLikeAnyOther(UpmixMode mode)
    {
        AudioBuffer scene = Scene(), loud = Scene();
        for (int channel = 0; channel < 2; channel++) SampleMath.Scale(loud.Block()[channel], 256);
        AudioBuffer wanted = Upmix(scene, mode), found = Upmix(loud, mode);
        double level = Signals.PowerDb(found.Block()[2][(2 * Rate)..]) - Signals.PowerDb(wanted.Block()[2][(2 * Rate)..]);
        Assert.InRange(level, 46, 50); // 256 times is 48.2 dB
    }

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
