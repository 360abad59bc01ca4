using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;

namespace Proscenium.Benchmarks;

/// <summary>Looks for a driver's sample, or a point between samples, above the ceiling: noise, squares, clicks, bursts and signs that match the taps, up to 12 dB above full scale, in blocks of any size.</summary>
static class LimiterFuzz
{
    const int Rate = 48000, RunFrames = 5 * Rate, Reach = 48, Quarters = 4;

    static readonly string[] _devices = ["echo-studio", "laptop", "phone", "soundbar-8"];

    static readonly double[] _quarter =
    [
        0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875, 0.1373291015625, 0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250, 0.0148925781250, -0.0083007812500,
    ];

    static readonly double[] _half =
    [
        -0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500, 0.4650878906250, 0.7797851562500, -0.2003173828125, 0.1076660156250, -0.0582275390625, 0.0330810546875, -0.0189208984375,
    ];

    /// <summary>The four phases of the true-peak meter of ITU-R BS.1770-5, annex 2.</summary>
    static readonly double[][] _standard = [_quarter, _half, [.. _half.Reverse()], [.. _quarter.Reverse()]];

    /// <summary>A stricter one, of 96 samples, which also sees what lies near half the sample rate.</summary>
    static readonly double[][] _strict = [.. Enumerable.Range(1, Quarters - 1).Select(Sinc)];

    /// <summary>Runs until so many samples of drivers were made, and prints the largest found.</summary>
    public static void Print(long samples)
    {
        RenderPlan[] plans = [.. _devices.Select(device => SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open(device) }).Plan)];
        UpmixMode?[] modes = [UpmixMode.Music, UpmixMode.Video, UpmixMode.Live, null];
        Random random = new(1);
        (long done, long above, double largest, double strictest) = (0, 0, 0, 0);
        for (int run = 0; done < samples; run++)
        {
            RenderPlan plan = plans[run % plans.Length] with { Upmix = modes[random.Next(modes.Length)] };
            AudioBuffer input = Sound(plan, random), feeds = new(plan.Drivers.Count, RunFrames);
            Renderer renderer = new(plan, 512, Math.Pow(10, (plan.PlaybackGainDb + 6 * random.NextDouble()) / 20), Renderer.PlaybackCeilingDb);
            for (int start = 0; start < RunFrames;)
            {
                int frames = Math.Min(random.Next(1, 1500), RunFrames - start);
                renderer.Process(input.Block().Slice(start, frames), feeds.Block().Slice(start, frames));
                start += frames;
            }
            for (int driver = 0; driver < feeds.Channels; driver++)
            {
                double peak = TruePeak(feeds.Block()[driver], _standard);
                (largest, strictest) = (Math.Max(largest, peak), Math.Max(strictest, TruePeak(feeds.Block()[driver], _strict)));
                if (20 * Math.Log10(peak) > Renderer.PlaybackCeilingDb) above++;
            }
            done += (long)RunFrames * feeds.Channels;
        }
        Console.WriteLine(FormattableString.Invariant($"{done:e2} samples of drivers: largest true peak {20 * Math.Log10(largest):0.00} dB (ITU-R BS.1770-5), {above} runs of a driver above {Renderer.PlaybackCeilingDb:0} dB; {20 * Math.Log10(strictest):0.00} dB by 96 samples about each point"));
    }

    static AudioBuffer Sound(RenderPlan plan, Random random)
    {
        AudioBuffer sound = new(plan.InputChannels, RunFrames);
        int kind = random.Next(5), driver = random.Next(plan.Drivers.Count), taps = plan.Filters.Taps;
        float amplitude = 0.25f + 3.75f * random.NextSingle();
        for (int channel = 0; channel < sound.Channels; channel++)
        {
            double hertz = 30 * Math.Pow(300, random.NextDouble()), phase = random.NextDouble();
            Span<float> samples = sound.Block()[channel];
            for (int n = 0; n < samples.Length; n++)
            {
                samples[n] = amplitude * kind switch
                {
                    0 => 2 * random.NextSingle() - 1,
                    1 => Math.Sign(Math.Sin(2 * Math.PI * (hertz * n / Rate + phase))),
                    2 => random.Next(200) == 0 ? 2 * random.Next(2) - 1 : 0,
                    3 => n / 2400 % 2 * (float)Math.Sin(2 * Math.PI * hertz * n / Rate),
                    _ => n % (3 * taps) < taps && plan.Filters[channel, driver][taps - 1 - n % (3 * taps)] < 0 ? -1 : 1,
                };
            }
        }
        return sound;
    }

    /// <summary>The true peak by a meter of some phases.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="phases">Taps between samples.</param>
    static double TruePeak(ReadOnlySpan<float> samples, double[][] phases)
    {
        double peak = SampleGuard.Peak(samples);
        int reach = phases[0].Length / 2;
        for (int n = reach; n + reach < samples.Length; n++)
        {
            if (Math.Max(Math.Abs(samples[n]), Math.Abs(samples[n + 1])) < 0.6f) continue;
            foreach (double[] phase in phases)
            {
                double point = 0;
                for (int k = 0; k < phase.Length; k++) point += samples[n - reach + 1 + k] * phase[k];
                peak = Math.Max(peak, Math.Abs(point));
            }
        }
        return peak;
    }

    static double[] Sinc(int quarter) => [.. Enumerable.Range(1 - Reach, 2 * Reach).Select(k =>
    {
        double distance = k - (double)quarter / Quarters;
        return (0.5 + 0.5 * Math.Cos(Math.PI * distance / (Reach + 1))) * Math.Sin(Math.PI * distance) / (Math.PI * distance);
    })];
}
