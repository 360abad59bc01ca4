using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Limiting;
using Proscenium.Engine.Plan;

namespace Proscenium.Tests.Engine;

public class DriverLimitTests
{
    const int Rate = 48000, Block = 256;

    [Theory]
    [InlineData("bass bursts", 150, 0.9, 1)]
    [InlineData("bass bursts", 150, 0.9, 4)]
    [InlineData("bass bursts", 50, 0.6, 1)]
    [InlineData("bass bursts", 400, 1.5, 1)]
    [InlineData("low noise", 50, 0.9, 1)]
    [InlineData("low noise", 400, 0.9, 1)]
    [InlineData("kicks", 150, 0.9, 4)]
    public void ADiaphragm_MovesNoFurtherThanItMay_ByItsEquationOfMotion(string sound, double resonance, double quality, float gain)
    {
        DriverLimits limits = new() { ExcursionDb = -12, ResonanceHz = resonance, Quality = quality };
        AudioBuffer output = Signals.RunInBlocks(Sound(sound), 1, _ => Block, new Renderer(OneDriver(limits), Block, gain, 0).Process);
        double largest = 20 * Math.Log10(Motion(output.Block()[0], limits).Max(Math.Abs));
        Assert.InRange(largest, -12 - 2.5, -12 + 0.7);
    }

    [Fact]
    public void BassThatMovesADiaphragmTooFar_GivesWay_AndTheVoiceDoesNot()
    {
        DriverLimits limits = new() { ExcursionDb = -9, ResonanceHz = 150, Quality = 0.7 };
        AudioBuffer input = new(3, Rate);
        for (int n = 0; n < Rate; n++) (input.Block()[0][n], input.Block()[2][n]) = (Tone(0.7, 50, n), Tone(0.1, 700, n));
        AudioBuffer output = Signals.RunInBlocks(input, 1, _ => Block, new Renderer(OneDriver(limits), Block, 1, 0).Process);
        ReadOnlySpan<float> settled = output.Block()[0].Slice(Rate / 4, Rate / 2);
        Assert.InRange(LevelDb(settled, 50) - LevelDb(input.Block()[0].Slice(Rate / 4, Rate / 2), 50), -7, -4);
        Assert.InRange(LevelDb(settled, 700) + 20, -0.5, 0.5);
    }

    [Fact]
    public void AVoiceCoil_TakesMoreWhileItIsCold_AndNoMoreThanItBears_ByItsMeanPower()
    {
        DriverLimits limits = new() { PowerDb = -12, PowerSeconds = 0.5 };
        AudioBuffer noise = new(3, 4 * Rate);
        Signals.Noise(noise.Capacity, 3).CopyTo(noise.Block()[0]); // -10.8 dB, 4.2 dB more than the sine's -12 - 3
        Renderer renderer = new(OneDriver(limits), Block, 1, 0);
        ReadOnlySpan<float> output = Signals.RunInBlocks(noise, 1, _ => Block, renderer.Process).Block()[0];
        double mean = 0, largest = 0, step = 1 - Math.Exp(-1 / (limits.PowerSeconds * Rate));
        foreach (float sample in output) largest = Math.Max(largest, mean += step * (sample * sample - mean));
        Assert.InRange(10 * Math.Log10(2 * largest), -12 - 0.5, -12 + 0.2);
        Assert.InRange(Signals.PowerDb(output.Slice(Rate / 50, Rate / 50)), -11.5, -10);
        Assert.InRange(Signals.PowerDb(output[(3 * Rate)..]), -15.5, -14.8);
        Assert.InRange(renderer.Limiter!.InputReductions.LargestDb, 3.5, 6);
    }

    [Fact]
    public void BlockSize_ChangesNotOneBit_WithAllLimits()
    {
        AudioBuffer sound = Sound("kicks");
        AudioBuffer Run(Func<int, int> blockAt)
        {
            MixerLimiter limiter = new(InputGroups.Of(["left", "right", "centre"]), [new() { PeakDb = -2, ExcursionDb = -12, ResonanceHz = 150, PowerDb = -15, PowerSeconds = 0.2 }], 0, Rate, 512);
            return Signals.RunInBlocks(sound, 1, blockAt, (input, output) =>
            {
                input.Rows(0, 2).CopyTo(limiter.Contributions(input.Frames));
                limiter.Process(output);
            });
        }

        int turn = 0;
        int[] blocks = [1, 31, 512, 7, 100];
        Assert.Equal(Run(_ => Block).Block()[0].ToArray(), Run(_ => blocks[turn++ % blocks.Length]).Block()[0].ToArray());
    }

    [Fact]
    public void APeakOfADriver_IsItsOwn()
    {
        RenderPlan plan = Designs.Echo.Plan;
        plan = plan with { DriverLimits = [new() { PeakDb = -10 }, .. plan.Drivers.Skip(1).Select(_ => new DriverLimits())] };
        AudioBuffer output = Signals.RunInBlocks(Signals.Noise(2, Rate, 6), plan.Drivers.Count, _ => Block, new Renderer(plan, Block, 1, Renderer.PlaybackCeilingDb).Process);
        Assert.InRange(20 * Math.Log10(SampleGuard.Peak(output.Block()[0])), -12, -10);
    }

    [Fact]
    public void Process_AllocatesNotOneByte_WithAllLimits()
    {
        Renderer renderer = new(OneDriver(new() { PeakDb = -2, ExcursionDb = -12, ResonanceHz = 150, PowerDb = -15, PowerSeconds = 0.2 }), 512, 1, 0);
        AudioBuffer input = Sound("kicks"), output = new(1, input.Capacity);
        renderer.Process(input.Block(), output.Block());
        long before = GC.GetAllocatedBytesForCurrentThread();
        renderer.Process(input.Block(), output.Block());
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static float Tone(double amplitude, double hertz, int n) => (float)(amplitude * Math.Sin(2 * Math.PI * hertz * n / Rate));

    static double LevelDb(ReadOnlySpan<float> samples, double hertz)
    {
        (double re, double im) = (0, 0);
        for (int n = 0; n < samples.Length; n++) (re, im) = (re + samples[n] * Math.Cos(2 * Math.PI * hertz * n / Rate), im + samples[n] * Math.Sin(2 * Math.PI * hertz * n / Rate));
        return 20 * Math.Log10(2 * Math.Sqrt(re * re + im * im) / samples.Length);
    }

    static RenderPlan OneDriver(DriverLimits limits)
    {
        FirMatrix filters = new(3, 1, 1);
        for (int input = 0; input < 3; input++) filters[input, 0][0] = 1;
        return new() { SampleRate = Rate, Inputs = ["left", "right", "centre"], Drivers = ["one"], Filters = filters, InputDelaySamples = [0, 0, 0], FilterLatencySamples = 0, DriverLimits = [limits] };
    }

    static AudioBuffer Sound(string kind)
    {
        AudioBuffer sound = new(3, 2 * Rate);
        Random random = new(5);
        double low = 0;
        for (int n = 0; n < sound.Capacity; n++)
        {
            low += 0.01 * (2 * random.NextDouble() - 1 - low);
            int since = n % 12000;
            sound.Block()[0][n] = (float)(kind switch
            {
                "bass bursts" => n / 9600 % 2 * 0.9 * Math.Sin(2 * Math.PI * 60 * n / Rate),
                "low noise" => 8 * low,
                "kicks" => Math.Exp(-since / 4800.0) * Math.Sin(2 * Math.PI * (50 * since + 2400 * (1 - Math.Exp(-since / 400.0))) / Rate),
                _ => 2 * random.NextDouble() - 1,
            });
            sound.Block()[2][n] = 0.1f * (float)Math.Sin(2 * Math.PI * 700 * n / Rate);
        }
        return sound;
    }

    /// <summary>The displacement x'' + (w/Q) x' + w^2 x = w^2 u of what it is fed, by the fourth-order method of Runge and Kutta in small steps.</summary>
    static double[] Motion(ReadOnlySpan<float> fed, DriverLimits limits)
    {
        double w = 2 * Math.PI * limits.ResonanceHz, step = 1.0 / Rate, x = 0, v = 0;
        double[] motion = new double[fed.Length];
        for (int n = 0; n + 1 < fed.Length; n++)
        {
            double u0 = fed[n], u1 = fed[n + 1], mid = 0.5 * (u0 + u1);
            double Force(double place, double speed, double drive) => w * w * (drive - place) - w / limits.Quality * speed;
            (double x1, double v1) = (v, Force(x, v, u0));
            (double x2, double v2) = (v + 0.5 * step * v1, Force(x + 0.5 * step * x1, v + 0.5 * step * v1, mid));
            (double x3, double v3) = (v + 0.5 * step * v2, Force(x + 0.5 * step * x2, v + 0.5 * step * v2, mid));
            (double x4, double v4) = (v + step * v3, Force(x + step * x3, v + step * v3, u1));
            (x, v) = (x + step / 6 * (x1 + 2 * x2 + 2 * x3 + x4), v + step / 6 * (v1 + 2 * v2 + 2 * v3 + v4));
            motion[n + 1] = x;
        }
        return motion;
    }
}
