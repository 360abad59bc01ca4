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

    static readonly double[][] _phases = [.. Enumerable.Range(1, Quarters - 1).Select(Phase)];

    /// <summary>Runs until so many samples of drivers were made, and prints the largest found.</summary>
    public static void Print(long samples)
    {
        RenderPlan[] plans = [.. _devices.Select(device => SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open(device) }).Plan)];
        UpmixMode?[] modes = [UpmixMode.Music, UpmixMode.Video, UpmixMode.Live, null];
        Random random = new(1);
        (long done, long above, double largest) = (0, 0, 0);
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
                double peak = TruePeak(feeds.Block()[driver]);
                largest = Math.Max(largest, peak);
                if (20 * Math.Log10(peak) > Renderer.PlaybackCeilingDb) above++;
            }
            done += (long)RunFrames * feeds.Channels;
        }
        Console.WriteLine(FormattableString.Invariant($"{done:e2} samples of drivers and as many points at each quarter between them: largest {20 * Math.Log10(largest):0.00} dB of full scale, {above} runs of a driver above {Renderer.PlaybackCeilingDb:0} dB"));
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

    /// <summary>The largest sample, or point at a quarter between two, from 96 samples around it; not by the engine's interpolator.</summary>
    static double TruePeak(ReadOnlySpan<float> samples)
    {
        double peak = SampleGuard.Peak(samples);
        for (int n = Reach; n + Reach < samples.Length; n++)
        {
            if (Math.Max(Math.Abs(samples[n]), Math.Abs(samples[n + 1])) < 0.6f) continue;
            foreach (double[] phase in _phases)
            {
                double point = 0;
                for (int k = 0; k < phase.Length; k++) point += samples[n - Reach + 1 + k] * phase[k];
                peak = Math.Max(peak, Math.Abs(point));
            }
        }
        return peak;
    }

    static double[] Phase(int quarter) => [.. Enumerable.Range(1 - Reach, 2 * Reach).Select(k =>
    {
        double distance = k - (double)quarter / Quarters;
        return (0.5 + 0.5 * Math.Cos(Math.PI * distance / (Reach + 1))) * Math.Sin(Math.PI * distance) / (Math.PI * distance);
    })];
}
