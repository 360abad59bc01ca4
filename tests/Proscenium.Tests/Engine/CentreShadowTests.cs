using CsCheck;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;
using Proscenium.Judging.Upmix;
using Proscenium.Rendering;

namespace Proscenium.Tests.Engine;

public class CentreShadowTests
{
    const int Rate = 48000, Frames = 60000;

    static readonly float[] _voice = Signals.Noise(Frames, 1, 0.4f);
    static readonly AudioBuffer _voiceAlone = Stereo(n => (_voice[n], _voice[n]));
    static readonly AudioBuffer _rest = Rest();
    static readonly AudioBuffer _mix = Stereo(n => (_voice[n] + _rest.Block()[0][n], _voice[n] + _rest.Block()[1][n]));

    [Fact]
    public void ThePartsOfTheMix_AddUp_ToItsCentre()
    {
        (AudioBuffer split, float[] ofVoice) = Shadowed(_voiceAlone);
        (_, float[] ofRest) = Shadowed(_rest);
        float[] sum = [.. ofVoice.Zip(ofRest, (voice, rest) => voice + rest)];
        double error = Signals.ErrorDb(sum, split.Block()[2]);
        Assert.True(error < -110, $"{error:0} dB");
        Assert.True(Signals.PowerDb(ofVoice) > Signals.PowerDb(ofRest) + 3);
    }

    [Fact]
    public void TheMixAsItsOwnShadow_GivesItsCentre_ToTheBit()
    {
        (AudioBuffer split, float[] centre) = Shadowed(_mix);
        Assert.Equal(split.Block()[2].ToArray(), centre);
    }

    [Fact]
    public void AShadow_LeavesTheSplitAsItIs_AndResetForgetsIt()
    {
        CentreUpmixer plain = new(UpmixMode.Music, Rate), shadowed = new(UpmixMode.Music, Rate, shadowed: true);
        AudioBuffer wanted = Signals.RunInBlocks(_mix, 3, _ => 1000, plain.Process);
        for (int turn = 0; turn < 2; turn++)
        {
            (AudioBuffer split, float[] centre) = Shadowed(_voiceAlone, shadowed, _ => 1000);
            for (int channel = 0; channel < 3; channel++) Assert.Equal(wanted.Block()[channel].ToArray(), split.Block()[channel].ToArray());
            Assert.Equal(Shadowed(_voiceAlone).Centre, centre);
            shadowed.Reset();
        }
    }

    [Fact]
    public void AnyBlockSizes_GiveTheSameBits()
    {
        float[] wanted = Shadowed(_voiceAlone).Centre;
        Gen.Int[1, 8192].Array[1, 12].Sample(blocks =>
        {
            int turn = 0;
            Assert.Equal(wanted, Shadowed(_voiceAlone, new(UpmixMode.Music, Rate, shadowed: true), _ => blocks[turn++ % blocks.Length]).Centre);
        }, iter: 10);
    }

    [Theory]
    [InlineData(UpmixMode.Music, -20)]
    [InlineData(UpmixMode.Video, -20)]
    [InlineData(UpmixMode.Live, -100)] // its filters reach 2.7 ms ahead, no farther
    public void AClickInTheCentre_BesideNoise_ComesWithLittlePreEcho(UpmixMode mode, double maxDb)
    {
        const int onset = 30000;
        float[] click = new float[Frames];
        Signals.Noise(40, 5, 0.9f).CopyTo(click, onset);
        CentreUpmixer upmixer = new(mode, Rate, shadowed: true);
        AudioBuffer mix = Stereo(n => (click[n] + 0.1f * _rest.Block()[0][n], click[n] + 0.1f * _rest.Block()[1][n]));
        (_, float[] centre) = Shadowed(mix, Stereo(n => (click[n], click[n])), upmixer, _ => Frames);
        double preEcho = PreEcho.Decibels(centre, onset + upmixer.LatencyFrames, Rate);
        Assert.True(preEcho < maxDb, $"{preEcho:0.0} dB");
    }

    [Theory]
    [InlineData(UpmixMode.Music, -30)]
    [InlineData(UpmixMode.Video, -32)]
    [InlineData(UpmixMode.Live, -100)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Data)]
    public void CastanetsInTheCentre_OverRecordedMusic_ComeWithLittlePreEcho(UpmixMode mode, double maxDb)
    {
        RecordedData.RequireProgram("ffmpeg");
        using StereoSource music = new(RecordedData.Path("mixes/d2_speech_over_music/mix.flac"));
        AudioBuffer mix = new(2, Frames);
        music.Read(mix.Block());
        float[] castanets = new float[Frames];
        int[] onsets = [15000, 26000, 37000, 48000];
        foreach (int onset in onsets)
        {
            float[] burst = Signals.Noise(960, onset, 0.5f);
            for (int n = 0; n < burst.Length; n++) castanets[onset + n] = burst[n] * (float)Math.Exp(-n / 190.0);
        }
        for (int channel = 0; channel < 2; channel++)
            for (int n = 0; n < Frames; n++) mix.Block()[channel][n] += castanets[n];
        CentreUpmixer upmixer = new(mode, Rate, shadowed: true);
        (_, float[] centre) = Shadowed(mix, Stereo(n => (castanets[n], castanets[n])), upmixer, _ => Frames);
        double preEcho = onsets.Max(onset => PreEcho.Decibels(centre, onset + upmixer.LatencyFrames, Rate));
        Assert.True(preEcho < maxDb, $"{preEcho:0.0} dB");
    }

    [Fact]
    public void WhileRunning_NothingIsAllocated()
    {
        CentreUpmixer upmixer = new(UpmixMode.Music, Rate, shadowed: true);
        AudioBuffer split = new(3, 5000), centre = new(1, 5000);
        upmixer.ProcessShadowed(_mix.Block(5000), _rest.Block(5000), split.Block(), centre.Block());
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 10; turn++) upmixer.ProcessShadowed(_mix.Block(5000), _rest.Block(5000), split.Block(), centre.Block());
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    static (AudioBuffer Split, float[] Centre) Shadowed(AudioBuffer shadow) => Shadowed(shadow, new(UpmixMode.Music, Rate, shadowed: true), _ => Frames);

    static (AudioBuffer Split, float[] Centre) Shadowed(AudioBuffer shadow, CentreUpmixer upmixer, Func<int, int> blockAt) => Shadowed(_mix, shadow, upmixer, blockAt);

    static (AudioBuffer Split, float[] Centre) Shadowed(AudioBuffer mix, AudioBuffer shadow, CentreUpmixer upmixer, Func<int, int> blockAt)
    {
        AudioBuffer split = Signals.Unwritten(3, Frames), centre = Signals.Unwritten(1, Frames);
        for (int start = 0; start < Frames;)
        {
            int frames = Math.Min(blockAt(start), Frames - start);
            upmixer.ProcessShadowed(mix.Block().Slice(start, frames), shadow.Block().Slice(start, frames), split.Block().Slice(start, frames), centre.Block().Slice(start, frames));
            start += frames;
        }
        return (split, centre.Block()[0].ToArray());
    }

    static AudioBuffer Rest()
    {
        float[] guitar = Signals.Noise(Frames, 2, 0.3f), keys = Signals.Noise(Frames, 3, 0.3f), hat = Signals.Noise(Frames, 4, 0.2f);
        return Stereo(n => (guitar[n] + hat[n], keys[n] + 0.5f * hat[n]));
    }

    static AudioBuffer Stereo(Func<int, (float Left, float Right)> at)
    {
        AudioBuffer stereo = new(2, Frames);
        for (int n = 0; n < Frames; n++) (stereo.Block()[0][n], stereo.Block()[1][n]) = at(n);
        return stereo;
    }
}
