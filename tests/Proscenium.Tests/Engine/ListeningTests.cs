using Proscenium.Engine.Dsp;
using Proscenium.Engine.Listening;
using Proscenium.Judging.Levels;

namespace Proscenium.Tests.Engine;

public class ListeningTests
{
    const int Rate = 48000, Block = 512;

    [Fact]
    public void ContoursOfEqualLoudness_AreThoseOfTheStandard()
    {
        // oracle: ISO 226:2003 at 40 phon, as other implementations of its equations have it
        foreach ((double hertz, double level) in ((double, double)[])[(20, 99.85), (50, 77.78), (100, 64.37), (200, 53.41), (500, 43.05), (1000, 40.01), (2000, 39.23), (3150, 35.61), (8000, 51.80), (12500, 51.49)])
            Assert.Equal(level, EqualLoudness.Level(hertz, 40), 0.006);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(75)]
    [InlineData(85)]
    public void AMix_HeardSofter_HasTheToneOfTheMix_From25HzTo1KHz(double phon)
    {
        // oracle: the difference of two contours of ISO 226, on tones
        foreach (double hertz in (double[])[25, 40, 63, 100, 160, 250, 400, 630, 1000])
            Assert.Equal(LoudnessFilter.WantedDb(hertz, phon), GainDb(new() { LevelPhon = phon }, hertz, 0.01), phon < 40 ? 1.6 : 0.8);
    }

    [Fact]
    public void WithoutSettings_SoundPasses_BitForBit_AndAgainAfterTheyWereOnForAWhile()
    {
        ListeningStage stage = new(new(), 2, Rate, Block);
        float[] noise = Signals.Noise(Block, 1);
        AudioBuffer sound = new(2, Block);
        noise.CopyTo(sound.Block()[0]);
        Assert.Equal(noise, stage.Process(sound.Block())[0].ToArray());
        stage.Settings = new() { Night = true, LevelPhon = 50, BassHz = 120 };
        for (int n = 0; n < 20; n++) stage.Process(sound.Block());
        Assert.NotEqual(noise, stage.Process(sound.Block())[0].ToArray());
        stage.Settings = new();
        for (int n = 0; n < 20; n++) stage.Process(sound.Block());
        Assert.Equal(noise, stage.Process(sound.Block())[0].ToArray());
    }

    [Fact]
    public void ASwitch_IsNoClick()
    {
        ListeningStage stage = new(new(), 2, Rate, Block);
        float[] played = Run(stage, 2 * Rate, n => 0.2 * Math.Sin(2 * Math.PI * 300 * n / Rate), at: block => stage.Settings = block switch { 40 => new() { LevelPhon = 50 }, 80 => new() { LevelPhon = 50, Night = true, BassHz = 100 }, 120 => new(), _ => stage.Settings });
        double largest = 0;
        for (int n = 2; n < played.Length; n++) largest = Math.Max(largest, Math.Abs(played[n] - 2 * played[n - 1] + played[n - 2]));
        double smooth = Math.Pow(2 * Math.PI * 300 / Rate, 2) * played.Max(Math.Abs);
        Assert.InRange(largest, 0, 1.3 * smooth);
    }

    [Fact]
    public void AtNight_LoudAndSoftPassages_AreNearer_AndTheirSidesKeepTheirBalance()
    {
        ListeningStage stage = new(new() { Night = true }, 2, Rate, Block);
        AudioBuffer scene = new(2, 40 * Rate), heard = new(2, 40 * Rate);
        float[] noise = Signals.Noise(scene.Capacity, 3);
        for (int n = 0; n < noise.Length; n++)
        {
            float level = n / (4 * Rate) % 2 == 0 ? 0.02f : 0.4f; // 26 dB apart
            (scene.Block()[0][n], scene.Block()[1][n]) = (level * noise[n], 0.25f * level * noise[n]);
        }
        for (int start = 0; start + Block <= scene.Capacity; start += Block) stage.Process(scene.Block().Slice(start, Block)).CopyTo(heard.Block().Slice(start, Block));
        double Level(int second) => Signals.PowerDb(heard.Block()[0].Slice(second * Rate, Rate));
        Assert.InRange(Level(38) - Level(34), 8, 14);
        for (int n = 0; n < heard.Capacity - Block; n += 997) Assert.Equal(0.25f * heard.Block()[0][n], heard.Block()[1][n], 1e-6f);
        double Programme(AudioBuffer sound)
        {
            Loudness loudness = new(Rate, 2);
            loudness.Add(sound.Block().Slice(16 * Rate, 24 * Rate));
            return loudness.IntegratedLufs;
        }

        Assert.InRange(Programme(heard) - Programme(scene), -10, -5);
    }

    [Fact]
    public void AtNight_SilenceStaysSilent()
    {
        ListeningStage stage = new(new() { Night = true }, 2, Rate, Block);
        float[] played = Run(stage, 8 * Rate, n => n < 4 * Rate ? 0.1 * Math.Sin(n * 0.1) : 3e-5 * Math.Sin(n * 0.1));
        Assert.InRange(played[(6 * Rate)..].Max(Math.Abs), 0, 4e-5f);
    }

    [Fact]
    public void MissingBass_IsReplacedByItsSecondAndThirdHarmonic_AlikeInBothChannels()
    {
        const double fundamental = 60;
        ListeningStage stage = new(new() { BassHz = 100 }, 2, Rate, Block);
        float[] played = Run(stage, 2 * Rate, n => 0.3 * Math.Sin(2 * Math.PI * fundamental * n / Rate), side: 1);
        ReadOnlySpan<float> settled = played.AsSpan(played.Length - Rate);
        Assert.InRange(AmplitudeDb(settled, 2 * fundamental) - 20 * Math.Log10(0.3), -12, -8);
        Assert.InRange(AmplitudeDb(settled, 3 * fundamental) - 20 * Math.Log10(0.3), -14, -11);
        Assert.True(AmplitudeDb(settled, 5 * fundamental) < AmplitudeDb(settled, 2 * fundamental) - 20);
        Assert.Equal(0, GainDb(new() { BassHz = 100 }, 1000, 0.1), 0.2);
        Assert.True(GainDb(new() { BassHz = 100 }, 25, 0.1) < -11);
    }

    [Fact]
    public void Process_AllocatesNotOneByte()
    {
        ListeningStage stage = new(new() { Night = true, LevelPhon = 50, BassHz = 120 }, 2, Rate, Block);
        AudioBuffer sound = new(2, Block);
        stage.Process(sound.Block());
        stage.Settings = new() { Night = true };
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int n = 0; n < 50; n++) stage.Process(sound.Block());
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>One channel of what becomes of a sound in both channels.</summary>
    static float[] Run(ListeningStage stage, int frames, Func<int, double> sound, int side = 0, Action<int>? at = null)
    {
        float[] played = new float[frames];
        AudioBuffer block = new(2, Block);
        for (int start = 0; start + Block <= frames; start += Block)
        {
            for (int n = 0; n < Block; n++) block.Block()[0][n] = block.Block()[1][n] = (float)sound(start + n);
            at?.Invoke(start / Block);
            stage.Process(block.Block())[side].CopyTo(played.AsSpan(start));
        }
        return played[..(frames / Block * Block)];
    }

    static double GainDb(ListeningSettings settings, double hertz, double amplitude)
    {
        float[] played = Run(new(settings, 2, Rate, Block), 2 * Rate, n => amplitude * Math.Sin(2 * Math.PI * hertz * n / Rate));
        return AmplitudeDb(played.AsSpan(played.Length - Rate, Rate), hertz) - 20 * Math.Log10(amplitude);
    }

    static double AmplitudeDb(ReadOnlySpan<float> samples, double hertz)
    {
        (double re, double im) = (0, 0);
        for (int n = 0; n < samples.Length; n++) (re, im) = (re + samples[n] * Math.Cos(2 * Math.PI * hertz * n / Rate), im + samples[n] * Math.Sin(2 * Math.PI * hertz * n / Rate));
        return 20 * Math.Log10(2 * Math.Sqrt(re * re + im * im) / samples.Length + 1e-12);
    }
}
