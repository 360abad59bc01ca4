using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Proscenium.Engine.Dsp;
using Proscenium.Files.Sound;
using Proscenium.Judging.Levels;

namespace Proscenium.Tests.Judging;

public partial class LoudnessTests
{
    [Theory]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(96000)]
    public void FullScaleSine_At997Hz_MeasuresMinus3_AsBs1770Says(int rate)
    {
        Loudness meter = new(rate, 1);
        meter.Add(Sine(rate, 1));
        Assert.Equal(-3.01, meter.IntegratedLufs, 0.02);
    }

    [Fact]
    public void QuietPassages_AreGated()
    {
        Loudness meter = new(48000, 1);
        meter.Add(Sine(48000, 0.1f));
        double loud = meter.IntegratedLufs;
        meter.Add(Sine(48000, 0.001f));
        meter.Add(new AudioBuffer(1, 480000).Block());
        Assert.Equal(loud, meter.IntegratedLufs, 0.3);
    }

    [Fact]
    public void Silence_HasNoLoudness()
    {
        Loudness meter = new(48000, 2);
        meter.Add(new AudioBuffer(2, 96000).Block());
        Assert.Equal(double.NegativeInfinity, meter.IntegratedLufs);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Data)]
    public void RealMusic_Measures_WithinATenthOf_FfmpegsEbur128()
    {
        RecordedData.RequireProgram("ffmpeg");
        foreach (string path in Directory.EnumerateFiles(RecordedData.Path("real_stereo"), "*.flac"))
        {
            using SoundReader reader = SoundReader.Open(path);
            Loudness meter = new(reader.Format.SampleRate, 2);
            AudioBuffer buffer = new(2, 8192);
            for (int read = reader.Read(buffer.Block()); read > 0; read = reader.Read(buffer.Block())) meter.Add(buffer.Block(read));
            Assert.Equal(Ebur128(path), meter.IntegratedLufs, 0.1);
        }
    }

    [Fact]
    public void SteppedLevels_GateAsAListOfAllBlocksWould_Within005()
    {
        // random levels, against BS.1770-4's two gates on a list of all blocks
        Random random = new(5);
        GatedLevels counted = new(-70);
        List<double> levels = [];
        for (int n = 0; n < 20000; n++)
        {
            double level = -75 + 90 * random.NextDouble() * random.NextDouble();
            levels.Add(level);
            counted.Add(level, Math.Pow(10, level / 10));
        }
        double ungated = Mean(levels, -70), gated = Mean(levels, ungated - 10);
        Assert.Equal(ungated, 10 * Math.Log10(counted.Above(-70).Mean), 1e-9);
        Assert.Equal(gated, 10 * Math.Log10(counted.Above(ungated - 10).Mean), 0.05);
        Assert.Equal(levels.Count(level => level > ungated - 10), counted.Above(ungated - 10).Count, 20.0);

        static double Mean(List<double> levels, double gate) => 10 * Math.Log10(levels.Where(level => level > gate).Average(level => Math.Pow(10, level / 10)));
    }

    [Fact]
    public void GatedSeconds_AreThoseOfTheSound()
    {
        Loudness meter = new(48000, 1);
        meter.Add(Sine(48000, 0.1f));
        meter.Add(new AudioBuffer(1, 480000).Block());
        Assert.Equal(5, meter.GatedSeconds, 0.5);
        double loud = meter.IntegratedLufs;
        meter.Forget(0.75);
        Assert.Equal(1.25, meter.GatedSeconds, 0.15);
        Assert.Equal(loud, meter.IntegratedLufs, 1e-9);
    }

    [Fact]
    public void Adding_AllocatesNotOneByte()
    {
        Loudness meter = new(48000, 2);
        AudioBuffer noise = Signals.Noise(2, 48000, 1);
        meter.Add(noise.Block());
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int second = 0; second < 20; second++) meter.Add(noise.Block());
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static AudioBlock Sine(int rate, float amplitude)
    {
        AudioBuffer sine = new(1, 5 * rate);
        for (int n = 0; n < sine.Capacity; n++) sine.Block()[0][n] = (float)(amplitude * Math.Sin(2 * Math.PI * 997 * n / rate));
        return sine.Block();
    }

    static double Ebur128(string path)
    {
        using Process ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostats", "-hide_banner", "-i", path, "-af", "ebur128", "-f", "null", "-"]) { RedirectStandardError = true })!;
        string log = ffmpeg.StandardError.ReadToEnd();
        return double.Parse(IntegratedLine().Matches(log)[^1].Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"I:\s+(-?[\d.]+) LUFS")]
    private static partial Regex IntegratedLine();
}
