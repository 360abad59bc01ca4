using System.Numerics;
using CsCheck;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Limiting;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;

namespace Proscenium.Tests.Engine;

public class MixerLimiterTests
{
    const int Rate = 48000, Block = 256;
    const double CeilingDb = Renderer.PlaybackCeilingDb;

    static readonly double _ceiling = Math.Pow(10, CeilingDb / 20);

    static RenderPlan Plan => Designs.Echo.Plan;

    [Fact]
    public void WhatStaysBelowTheCeiling_PassesBitForBit_LaterByLessThan3Milliseconds()
    {
        AudioBuffer input = Scaled(Signals.Noise(2, Rate / 2, 1), 0.05f);
        AudioBuffer parts = Parts(input);
        MixerLimiter limiter = Of(Plan);
        AudioBuffer output = Run(limiter, parts, _ => Block), sum = Sum(parts);
        int late = limiter.LatencyFrames;
        Assert.InRange(late, 1, 0.003 * Rate);
        for (int driver = 0; driver < output.Channels; driver++)
            Assert.Equal(sum.Block()[driver][..^late].ToArray(), output.Block()[driver][late..].ToArray());
        Assert.Equal(0, limiter.InputReductions.Count);
    }

    [Theory]
    [InlineData("noise", 1)]
    [InlineData("squares", 1)]
    [InlineData("clicks", 1)]
    [InlineData("bursts", 4)]
    [InlineData("noise", 4)] // 12 dB above full scale, as float files may be
    public void NoTruePeak_OfAnyDriver_IsAboveTheCeiling(string sound, float amplitude)
    {
        foreach (RenderPlan plan in (RenderPlan[])[Plan, Plan with { Upmix = null }])
        {
            Renderer renderer = new(plan, Block, 2, CeilingDb);
            AudioBuffer output = Signals.RunInBlocks(Loud(sound, plan.InputChannels, amplitude), plan.Drivers.Count, _ => Block, renderer.Process);
            for (int driver = 0; driver < output.Channels; driver++) Assert.InRange(Decibels(TruePeak(output.Block()[driver])), double.NegativeInfinity, CeilingDb);
            Assert.True(renderer.Limiter!.InputReductions.LargestDb > 3);
            Assert.Equal(0, renderer.Guard.LimitedSamples);
        }
    }

    [Fact]
    public void AnySound_InBlocksOfAnySize_StaysBelowTheCeiling()
    {
        Gen.Select(Gen.Int[1, 700].Array[1, 6], Gen.Int, Gen.Float[0.1f, 50f]).Sample((blocks, seed, gain) =>
        {
            int turn = 0;
            AudioBuffer output = Run(Of(Plan), Scaled(Parts(Signals.Noise(2, 12000, seed)), gain), _ => blocks[turn++ % blocks.Length]);
            for (int driver = 0; driver < output.Channels; driver++) Assert.InRange(SampleGuard.Peak(output.Block()[driver]), 0, _ceiling);
        }, iter: 30);
    }

    [Fact]
    public void BlockSize_ChangesNotOneBit()
    {
        AudioBuffer parts = Scaled(Parts(Signals.Noise(2, Rate / 2, 3)), 2);
        AudioBuffer wanted = Run(Of(Plan), parts, _ => Block);
        int[] blocks = [1, 31, 512, 7, 32, 100];
        int turn = 0;
        foreach (AudioBuffer found in (AudioBuffer[])[Run(Of(Plan), parts, _ => 1000), Run(Of(Plan), parts, _ => blocks[turn++ % blocks.Length])])
            for (int driver = 0; driver < wanted.Channels; driver++) Assert.Equal(wanted.Block()[driver].ToArray(), found.Block()[driver].ToArray());
    }

    [Fact]
    public void AfterAReset_ItIsAsNew()
    {
        AudioBuffer parts = Scaled(Parts(Signals.Noise(2, 20000, 4)), 3);
        MixerLimiter limiter = Of(Plan);
        AudioBuffer first = Run(limiter, parts, _ => 333);
        limiter.Reset();
        AudioBuffer again = Run(limiter, parts, _ => 333);
        for (int driver = 0; driver < first.Channels; driver++) Assert.Equal(first.Block()[driver].ToArray(), again.Block()[driver].ToArray());
    }

    [Fact]
    public void Process_AllocatesNotOneByte_WhileItLimits()
    {
        Renderer renderer = new(Plan, 512, 1, CeilingDb);
        AudioBuffer input = Signals.Noise(2, 8192, 5), output = new(Plan.Drivers.Count, 8192);
        for (int turn = 0; turn < 5; turn++) renderer.Process(input.Block(), output.Block());
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 20; turn++) renderer.Process(input.Block(), output.Block());
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(renderer.Limiter!.InputReductions.LargestDb > 3);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(5000)]
    public void ASine_6DecibelsTooLoud_IsNotDistorted_After50Milliseconds(double hertz)
    {
        AudioBuffer input = new(2, 2 * Rate);
        for (int n = 0; n < input.Capacity; n++) input.Block()[0][n] = input.Block()[1][n] = 0.25f * (float)Math.Sin(2 * Math.PI * hertz * n / Rate);
        AudioBuffer plain = Signals.RunInBlocks(input, Plan.Drivers.Count, _ => Block, new Renderer(Plan, Block, 0.05).Process);
        int loudest = Enumerable.Range(0, plain.Channels).MaxBy(driver => SampleGuard.Peak(plain.Block()[driver][Rate..]));
        double gain = 0.05 * 2 * _ceiling / SampleGuard.Peak(plain.Block()[loudest][Rate..]);
        Renderer renderer = new(Plan, Block, gain, CeilingDb);
        AudioBuffer output = Signals.RunInBlocks(input, Plan.Drivers.Count, _ => Block, renderer.Process);
        Assert.InRange(renderer.Limiter!.BassReductions.LargestDb, 5.5, 20);
        Assert.InRange(DistortionPercent(output.Block()[loudest].Slice(renderer.LatencyFrames + Rate / 20, Rate), hertz), 0, 0.5);
    }

    [Fact]
    public void TheVoice_IsTurnedDownByAtMostHalf_OfWhatTheSidesAre_WhereBothAreAlikeAtTheDrivers()
    {
        RenderPlan plan = OneDriver();
        AudioBuffer input = new(3, Rate);
        for (int n = 0; n < Rate; n++)
            (input.Block()[0][n], input.Block()[2][n]) = (0.8f * (float)Math.Sin(2 * Math.PI * 1000 * n / Rate), 0.8f * (float)Math.Sin(2 * Math.PI * 1250 * n / Rate));
        Renderer renderer = new(plan, Block, 1, CeilingDb);
        AudioBuffer output = Signals.RunInBlocks(input, 1, _ => Block, renderer.Process);
        ReadOnlySpan<float> settled = output.Block()[0].Slice(Rate / 4, Rate / 2);
        double side = Decibels(Amplitude(settled, 1000) / 0.8), voice = Decibels(Amplitude(settled, 1250) / 0.8);
        Assert.InRange(side, -10, -4);
        Assert.InRange(voice, 0.5 * side, -0.5);
    }

    [Fact]
    public void AnImage_AtTheLeft_StaysWhereItIs_WhileAVoiceInTheCentreIsTurnedDown()
    {
        // oracle: the phasors of the left channel's tones at both ears, without limiting; 3 degrees are about 0.5 dB and 25 us
        RenderPlan plan = Plan with { Upmix = null };
        double[] tones = [400, 1000, 2300];
        AudioBuffer input = new(3, Rate);
        for (int n = 0; n < Rate; n++)
        {
            foreach (double tone in tones) input.Block()[0][n] += 0.1f * (float)Math.Sin(2 * Math.PI * tone * n / Rate);
            input.Block()[2][n] = (float)Math.Sin(2 * Math.PI * 700 * n / Rate);
        }
        FirMatrix ears = MonitorFilters.Of(Designs.EchoStudio, 2, new SphericalHead(0.08, 95), Rate);
        Renderer limiting = new(plan, Block, 2, CeilingDb), plain = new(plan, Block, 0.01);
        AudioBuffer Heard(Renderer renderer)
        {
            AudioBuffer feeds = Signals.RunInBlocks(input, plan.Drivers.Count, _ => Block, renderer.Process);
            return Signals.RunInBlocks(feeds, 2, _ => 4096, new Proscenium.Engine.Convolution.PartitionedConvolver(ears, 4096).Process);
        }

        (AudioBuffer limited, AudioBuffer whole) = (Heard(limiting), Heard(plain));
        Assert.True(limiting.Limiter!.InputReductions.LargestDb > 4, $"{limiting.Limiter.InputReductions.LargestDb}");
        foreach (double tone in tones)
        {
            Complex Between(AudioBuffer heard) => Phasor(heard.Block()[0].Slice(Rate / 2, Rate / 4), tone) / Phasor(heard.Block()[1].Slice(Rate / 2, Rate / 4), tone);
            Complex change = Between(limited) / Between(whole);
            Assert.InRange(Decibels(change.Magnitude), -0.5, 0.5);
            Assert.InRange(change.Phase / (2 * Math.PI * tone), -25e-6, 25e-6);
        }
    }

    static Complex Phasor(ReadOnlySpan<float> samples, double hertz)
    {
        Complex sum = 0;
        for (int n = 0; n < samples.Length; n++) sum += samples[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * hertz * n / Rate);
        return sum;
    }

    [Fact]
    public void Cancellation_OnAnotherHead_IsKept_WhileInputsAreTurnedDown_AndLostWhereDriversAreByThemselves()
    {
        RenderPlan plan = Designs.Canceller.Plan;
        FirMatrix ears = MonitorFilters.Of(Designs.EchoStudio, 2, new SphericalHead(0.08, 95), Rate);
        AudioBuffer noise = new(2, 3 * Rate);
        float low = 0;
        float[] white = Signals.Noise(noise.Capacity, 8, 1f);
        for (int n = 0; n < white.Length; n++) noise.Block()[0][n] = low = 0.9f * low + 0.1f * white[n];
        AudioBuffer Played(double gain, double? ceilingDb) => Signals.RunInBlocks(noise, plan.Drivers.Count, _ => Block, new Renderer(plan, Block, gain, ceilingDb).Process);
        double Separation(AudioBuffer feeds)
        {
            AudioBuffer heard = Signals.RunInBlocks(feeds, 2, _ => 4096, new Proscenium.Engine.Convolution.PartitionedConvolver(ears, 4096).Process);
            return Signals.PowerDb(heard.Block()[0]) - Signals.PowerDb(heard.Block()[1]);
        }

        AudioBuffer quiet = Played(0.01, null);
        double gain = 0.01 * 2.5 * _ceiling / SampleGuard.Peak(quiet.Block()), whole = Separation(quiet);
        Assert.Equal(whole, Separation(Played(gain, CeilingDb)), 0.3);
        AudioBuffer alone = Scaled(quiet, (float)(gain / 0.01));
        for (int driver = 0; driver < alone.Channels; driver++)
            foreach (ref float sample in alone.Block()[driver]) sample = Math.Clamp(sample, (float)-_ceiling, (float)_ceiling);
        Assert.True(Separation(alone) < whole - 0.3, $"{Separation(alone):0.00} dB of {whole:0.00}");
    }

    [Fact]
    public void Bass_GivesWayFirst_AndTakesNoVoiceWithIt()
    {
        AudioBuffer input = new(3, Rate);
        for (int n = 0; n < Rate; n++)
            (input.Block()[0][n], input.Block()[2][n]) = (1.3f * (float)Math.Sin(2 * Math.PI * 60 * n / Rate), 0.1f * (float)Math.Sin(2 * Math.PI * 2000 * n / Rate));
        AudioBuffer output = Signals.RunInBlocks(input, 1, _ => Block, new Renderer(OneDriver(), Block, 1, CeilingDb).Process);
        ReadOnlySpan<float> settled = output.Block()[0].Slice(Rate / 4, Rate / 2);
        Assert.InRange(Decibels(Amplitude(settled, 60) / 1.3), -6, -3);
        Assert.InRange(Decibels(Amplitude(settled, 2000) / 0.1), -1, 0);
    }

    [Fact]
    public void ReductionsRise_NoFasterThan60DecibelsASecond()
    {
        RenderPlan plan = OneDriver();
        AudioBuffer input = new(3, Rate);
        for (int n = 0; n < Rate; n++) input.Block()[0][n] = (n < 4800 ? 3.5f : 0.2f) * (float)Math.Sin(2 * Math.PI * 3000 * n / Rate);
        Renderer renderer = new(plan, Block, 1, CeilingDb);
        AudioBuffer output = Signals.RunInBlocks(input, 1, _ => Block, renderer.Process);
        double Level(int start) => Decibels(Amplitude(output.Block()[0].Slice(start, 480), 3000) / 0.2);
        for (int start = 6000; start + 4800 < Rate; start += 480) Assert.InRange(Level(start + 480) - Level(start), -0.1, 0.65);
        Assert.InRange(Level(6000), -12, -9);
        Assert.Equal(0, Level(Rate - 4800), 0.01);
    }

    /// <summary>Left, right and centre as they are into one driver.</summary>
    static RenderPlan OneDriver()
    {
        FirMatrix filters = new(3, 1, 1);
        for (int input = 0; input < 3; input++) filters[input, 0][0] = 1;
        return new() { SampleRate = Rate, Inputs = ["left", "right", "centre"], Drivers = ["one"], Filters = filters, InputDelaySamples = [0, 0, 0], FilterLatencySamples = 0 };
    }

    static MixerLimiter Of(RenderPlan plan) => new(InputGroups.Of(plan.Inputs), [.. plan.Drivers.Select(_ => new DriverLimits())], CeilingDb, plan.SampleRate, Block);

    /// <summary>What each group of inputs makes each driver play, by the plan's filters.</summary>
    static AudioBuffer Parts(AudioBuffer stereo)
    {
        FirMatrix separate = InputGroups.Of(Plan.Inputs).Separate(Plan.Filters);
        AudioBuffer split = new(3, stereo.Capacity), parts = new(separate.Outputs, stereo.Capacity);
        for (int channel = 0; channel < 3; channel++) stereo.Block()[channel % 2].CopyTo(split.Block()[channel]);
        new Proscenium.Engine.Convolution.PartitionedConvolver(separate, Block).Process(split.Block(), parts.Block());
        return parts;
    }

    static AudioBuffer Sum(AudioBuffer parts)
    {
        int drivers = Plan.Drivers.Count;
        AudioBuffer sum = new(drivers, parts.Capacity);
        for (int driver = 0; driver < drivers; driver++) SampleMath.Add(parts.Block()[driver], parts.Block()[drivers + driver], sum.Block()[driver]);
        return sum;
    }

    static AudioBuffer Run(MixerLimiter limiter, AudioBuffer parts, Func<int, int> blockAt) => Signals.RunInBlocks(parts, Plan.Drivers.Count, blockAt, (input, output) =>
    {
        for (int start = 0; start < input.Frames; start += Block)
        {
            int frames = Math.Min(Block, input.Frames - start);
            input.Slice(start, frames).CopyTo(limiter.Contributions(frames));
            limiter.Process(output.Slice(start, frames));
        }
    });

    static AudioBuffer Scaled(AudioBuffer sound, float gain)
    {
        for (int channel = 0; channel < sound.Channels; channel++) SampleMath.Scale(sound.Block()[channel], gain);
        return sound;
    }

    static AudioBuffer Loud(string kind, int channels, float amplitude)
    {
        Random random = new(7);
        AudioBuffer sound = new(channels, Rate / 2);
        for (int channel = 0; channel < channels; channel++)
        {
            double hertz = 60 * Math.Pow(100, random.NextDouble());
            for (int n = 0; n < sound.Capacity; n++)
            {
                sound.Block()[channel][n] = amplitude * kind switch
                {
                    "noise" => 2 * random.NextSingle() - 1,
                    "squares" => Math.Sign(Math.Sin(2 * Math.PI * hertz * n / Rate)),
                    "clicks" => random.Next(200) == 0 ? 2 * random.Next(2) - 1 : 0,
                    _ => n / 2400 % 2 * (float)Math.Sin(2 * Math.PI * hertz * n / Rate),
                };
            }
        }
        return sound;
    }

    /// <summary>The largest of four points a sample, each from 96 samples around it.</summary>
    static double TruePeak(ReadOnlySpan<float> samples)
    {
        const int reach = 48, quarters = 4;
        double peak = 0;
        for (int n = reach; n + reach < samples.Length; n++)
        {
            if (SampleGuard.Peak(samples.Slice(n - 2, 6)) < 0.6) continue;
            for (int quarter = 0; quarter < quarters; quarter++)
            {
                double point = 0;
                for (int k = 1 - reach; k <= reach; k++)
                {
                    double distance = k - (double)quarter / quarters, window = 0.5 + 0.5 * Math.Cos(Math.PI * distance / (reach + 1));
                    point += samples[n + k] * window * (distance == 0 ? 1 : Math.Sin(Math.PI * distance) / (Math.PI * distance));
                }
                peak = Math.Max(peak, Math.Abs(point));
            }
        }
        return peak;
    }

    static double Amplitude(ReadOnlySpan<float> samples, double hertz)
    {
        (double re, double im) = (0, 0);
        for (int n = 0; n < samples.Length; n++)
            (re, im) = (re + samples[n] * Math.Cos(2 * Math.PI * hertz * n / Rate), im + samples[n] * Math.Sin(2 * Math.PI * hertz * n / Rate));
        return 2 * Math.Sqrt(re * re + im * im) / samples.Length;
    }

    static double DistortionPercent(ReadOnlySpan<float> samples, double hertz)
    {
        double power = 0, tone = Amplitude(samples, hertz);
        foreach (float sample in samples) power += (double)sample * sample;
        double toned = tone * tone / 2;
        return 100 * Math.Sqrt(Math.Max(0, power / samples.Length - toned) / toned);
    }

    static double Decibels(double amplitude) => 20 * Math.Log10(amplitude);
}
