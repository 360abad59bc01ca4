using CsCheck;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Heads;

namespace Proscenium.Tests.Engine;

public class RendererTests
{
    const int Frames = 24000;

    static RenderPlan Plan => Designs.Echo.Plan;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(480)]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(8192)]
    public void BlockSize_ChangesNothing(int block)
    {
        AudioBuffer input = Quiet(Signals.Noise(2, Frames, 1));
        AudioBuffer wanted = Render(Plan, input, maxFrames: 512, _ => 512), found = Render(Plan, input, block, _ => block);
        for (int driver = 0; driver < wanted.Channels; driver++)
        {
            double error = Signals.ErrorDb(found.Block()[driver], wanted.Block()[driver]);
            Assert.True(error < -120, $"driver {driver}: {error:0} dB");
        }
    }

    [Fact]
    public void BlocksOfAnySizes_LargerThanAnnouncedToo_ChangeNothing()
    {
        AudioBuffer input = Quiet(Signals.Noise(2, Frames, 2)), wanted = Render(Plan, input, 512, _ => 512);
        Gen.Int[1, 8192].Array[1, 10].Sample(blocks =>
        {
            int turn = 0;
            AudioBuffer found = Render(Plan, input, 512, _ => blocks[turn++ % blocks.Length]);
            for (int driver = 0; driver < wanted.Channels; driver++)
                Assert.True(Signals.ErrorDb(found.Block()[driver], wanted.Block()[driver]) < -120);
        }, iter: 10);
    }

    [Fact]
    public void TheSameRun_GivesTheSameBits()
    {
        AudioBuffer input = Signals.Noise(2, Frames, 3);
        Renderer renderer = new(Plan, 333);
        AudioBuffer first = Signals.RunInBlocks(input, Plan.Drivers.Count, _ => 333, renderer.Process);
        renderer.Reset();
        AudioBuffer again = Signals.RunInBlocks(input, Plan.Drivers.Count, _ => 333, renderer.Process);
        AudioBuffer other = Render(Plan, input, 333, _ => 333);
        for (int driver = 0; driver < first.Channels; driver++)
        {
            Assert.Equal(first.Block()[driver].ToArray(), again.Block()[driver].ToArray());
            Assert.Equal(first.Block()[driver].ToArray(), other.Block()[driver].ToArray());
        }
    }

    [Fact]
    public void Process_AllocatesNotOneByte()
    {
        AudioBuffer input = Signals.Noise(2, 8192, 4), output = new(Plan.Drivers.Count, 8192);
        input.Block()[0][77] = float.NaN;
        Renderer renderer = new(Plan, 512);
        int[] blocks = [512, 64, 1, 8192, 333, 0];
        foreach (int block in blocks) renderer.Process(input.Block(block), output.Block(block));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 50; turn++)
            foreach (int block in blocks) renderer.Process(input.Block(block), output.Block(block));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(333, 1000)]
    [InlineData(512, 1)]
    public void InterleavedSound_GivesTheBitsOfPlanarSound(int maxFrames, int block)
    {
        foreach (RenderPlan plan in (RenderPlan[])[Plan, Plan with { Upmix = null }])
        {
            int channels = plan.InputChannels, drivers = plan.Drivers.Count;
            AudioBuffer input = Signals.Noise(channels, 6000, 10), wanted = Render(plan, input, maxFrames, _ => block);
            float[] from = new float[channels * 6000], before = new float[from.Length], to = new float[drivers * 6000], expected = new float[to.Length];
            input.Block().CopyToInterleaved(from);
            from.CopyTo(before, 0);
            wanted.Block().CopyToInterleaved(expected);
            Renderer renderer = new(plan, maxFrames);
            for (int start = 0; start < 6000; start += block)
            {
                int frames = Math.Min(block, 6000 - start);
                renderer.ProcessInterleaved(from.AsSpan(start * channels, frames * channels), to.AsSpan(start * drivers, frames * drivers));
            }
            Assert.Equal(expected, to);
            Assert.Equal(before, from);
        }
    }

    [Fact]
    public void InterleavedSound_OfNoWholeFrames_IsRefused()
    {
        Renderer renderer = new(Plan, 64);
        Assert.Equal("input: 65 samples are no whole number of frames of 2 channels.", Assert.Throws<ArgumentException>(() => renderer.ProcessInterleaved(new float[65], new float[32 * Plan.Drivers.Count])).Message);
        Assert.Equal("input: 64 samples are 32 frames of 2 channels; output: 155 samples, expected 160 (32 frames x 5 drivers).", Assert.Throws<ArgumentException>(() => renderer.ProcessInterleaved(new float[64], new float[31 * Plan.Drivers.Count])).Message);
        renderer.ProcessInterleaved([], []);
    }

    [Fact]
    public void ProcessInterleaved_AllocatesNotOneByte()
    {
        int drivers = Plan.Drivers.Count;
        float[] input = Signals.Noise(2 * 4096, 4), output = new float[drivers * 4096];
        Renderer renderer = new(Plan, 512);
        int[] blocks = [512, 64, 1, 4096, 333, 0];
        foreach (int block in blocks) renderer.ProcessInterleaved(input.AsSpan(0, 2 * block), output.AsSpan(0, drivers * block));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 20; turn++)
            foreach (int block in blocks) renderer.ProcessInterleaved(input.AsSpan(0, 2 * block), output.AsSpan(0, drivers * block));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Silence_StaysSilence()
    {
        AudioBuffer output = Render(Plan, new AudioBuffer(2, Frames), 512, _ => 512);
        for (int driver = 0; driver < output.Channels; driver++)
            Assert.All(output.Block()[driver].ToArray(), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void Input_IsLeftUnchanged()
    {
        AudioBuffer input = Signals.Noise(2, 3000, 5);
        float[][] before = [input.Block()[0].ToArray(), input.Block()[1].ToArray()];
        Render(Plan, input, 256, _ => 256);
        Assert.Equal(before[0], input.Block()[0].ToArray());
        Assert.Equal(before[1], input.Block()[1].ToArray());
    }

    [Fact]
    public void Filters_AreLinear_AndDoNotChangeWithTime()
    {
        RenderPlan filters = Plan with { Upmix = null };
        AudioBuffer a = Quiet(Signals.Noise(3, 6000, 6)), b = Quiet(Signals.Noise(3, 6000, 60)), sum = new(3, 6000);
        for (int channel = 0; channel < 3; channel++)
            for (int n = 100; n < 6000; n++) sum.Block()[channel][n] = a.Block()[channel][n - 100] + 2 * b.Block()[channel][n - 100];
        AudioBuffer fromA = Render(filters, a, 512, _ => 512), fromB = Render(filters, b, 512, _ => 512), fromSum = Render(filters, sum, 512, _ => 512);
        for (int driver = 0; driver < fromA.Channels; driver++)
        {
            float[] wanted = new float[5900];
            for (int n = 0; n < wanted.Length; n++) wanted[n] = fromA.Block()[driver][n] + 2 * fromB.Block()[driver][n];
            Assert.True(Signals.ErrorDb(fromSum.Block()[driver][100..], wanted) < -110);
        }
    }

    [Fact]
    public void MirroredInput_MirrorsTheDrivers()
    {
        AudioBuffer input = Quiet(Signals.Noise(2, Frames, 7)), mirrored = new(2, Frames);
        for (int channel = 0; channel < 2; channel++) input.Block()[channel].CopyTo(mirrored.Block()[1 - channel]);
        AudioBuffer output = Render(Plan, input, 512, _ => 512), swapped = Render(Plan, mirrored, 512, _ => 512);
        int[] mirror = [.. Plan.Drivers.Select(name => Plan.Drivers.ToList().IndexOf(name.Contains("left") ? name.Replace("left", "right") : name.Replace("right", "left")))];
        Assert.NotEqual(Enumerable.Range(0, mirror.Length), mirror);
        double loudest = Enumerable.Range(0, mirror.Length).Max(driver => Signals.PowerDb(output.Block()[driver]));
        for (int driver = 0; driver < mirror.Length; driver++)
        {
            float[] difference = [.. swapped.Block()[mirror[driver]].ToArray().Zip(output.Block()[driver].ToArray(), (a, b) => a - b)];
            Assert.True(Signals.PowerDb(difference) < loudest - 60, $"{Plan.Drivers[driver]}: {Signals.PowerDb(difference) - loudest:0} dB below the loudest driver");
        }
    }

    [Fact]
    public void BadSamples_AreSilencedAndCounted_AndNothingBadComesOut()
    {
        AudioBuffer input = Signals.Noise(2, Frames, 8);
        (input.Block()[0][100], input.Block()[1][200], input.Block()[0][300], input.Block()[1][400]) = (float.NaN, float.PositiveInfinity, float.MaxValue, float.NegativeInfinity);
        AudioBuffer clean = Signals.Noise(2, Frames, 8);
        (clean.Block()[0][100], clean.Block()[1][200], clean.Block()[0][300], clean.Block()[1][400]) = (0, 0, 0, 0);
        Renderer renderer = new(Plan, 512);
        AudioBuffer output = Signals.RunInBlocks(input, Plan.Drivers.Count, _ => 512, renderer.Process), wanted = Render(Plan, clean, 512, _ => 512);
        Assert.Equal(4, renderer.SilencedInputSamples);
        for (int driver = 0; driver < output.Channels; driver++)
            Assert.Equal(wanted.Block()[driver].ToArray(), output.Block()[driver].ToArray());
    }

    [Fact]
    public void HugeInput_IsHeldAtFullScale()
    {
        AudioBuffer input = Signals.Noise(2, Frames, 9);
        foreach (ref float sample in input.Block()[0]) sample *= 1000;
        Renderer renderer = new(Plan, 512);
        AudioBuffer output = Signals.RunInBlocks(input, Plan.Drivers.Count, _ => 512, renderer.Process);
        for (int driver = 0; driver < output.Channels; driver++)
            Assert.All(output.Block()[driver].ToArray(), sample => Assert.InRange(sample, -1, 1));
        Assert.True(renderer.Guard.LimitedSamples > 0 && renderer.Guard.LargestSample > 1);
    }

    [Fact]
    public void FullScaleInput_NeverExceedsFullScale_AtTheStatedHeadroom()
    {
        // the worst signal there is: the sign of every tap, turned round
        RenderPlan filters = Plan with { Upmix = null };
        double gain = Math.Pow(10, -Plan.HeadroomDb / 20);
        double largest = 0;
        for (int driver = 0; driver < Plan.Drivers.Count; driver++)
        {
            int taps = Plan.Filters.Taps;
            AudioBuffer worst = new(3, taps);
            for (int input = 0; input < 2; input++)
                for (int n = 0; n < taps; n++) worst.Block()[input][n] = Math.Sign(Plan.Filters[input, driver][taps - 1 - n]);
            Renderer renderer = new(filters with { InputDelaySamples = [0, 0, 0] }, taps, gain);
            AudioBuffer output = new(Plan.Drivers.Count, taps);
            renderer.Process(worst.Block(), output.Block());
            largest = Math.Max(largest, output.Block()[driver][taps - 1]);
            Assert.Equal(0, renderer.Guard.LimitedSamples);
        }
        Assert.InRange(largest, 0.99, 1.0001);
    }

    [Fact]
    public void Latency_IsAsDeclared()
    {
        // an impulse on the left goes through upmix, alignment and filters to the left reference driver; its peak is the latency, less what
        // the virtual loudspeaker at 30 degrees is nearer to the left ear than the device
        AudioBuffer input = new(2, 16384);
        input.Block()[0][3000] = 0.5f;
        Span<float> feed = Render(Plan, input, 512, _ => 512).Block()[Designs.EchoStudio.ReferenceDriver(Side.Left)];
        int peak = 0;
        for (int n = 0; n < feed.Length; n++)
            if (Math.Abs(feed[n]) > Math.Abs(feed[peak])) peak = n;
        Assert.InRange(peak - 3000, Plan.LatencySamples - 4, Plan.LatencySamples + 1);
        Assert.Equal(Plan.LatencySamples, new Renderer(Plan, 64).LatencyFrames);
    }

    [Fact]
    public void PlansThatDoNotFitTogether_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new Renderer(Plan with { Drivers = ["one"] }, 64));
        Assert.Throws<ArgumentException>(() => new Renderer(Plan with { InputDelaySamples = [0] }, 64));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Renderer(Plan, 0));
        Assert.Throws<ArgumentException>(() => Render(Plan, new AudioBuffer(1, 64), 64, _ => 64));
    }

    static AudioBuffer Render(RenderPlan plan, AudioBuffer input, int maxFrames, Func<int, int> blockAt) =>
        Signals.RunInBlocks(input, plan.Drivers.Count, blockAt, new Renderer(plan, maxFrames).Process);

    static AudioBuffer Quiet(AudioBuffer input)
    {
        for (int channel = 0; channel < input.Channels; channel++)
            foreach (ref float sample in input.Block()[channel]) sample *= 0.02f;
        return input;
    }
}
