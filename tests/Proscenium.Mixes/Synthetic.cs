namespace Proscenium.Mixes;

/// <summary>Mixes of noise alone, whose outcome is plain.</summary>
public static class Synthetic
{
    /// <summary>The mix that is nothing but centre; how near to exact it comes says little of others.</summary>
    public const string DualMonoName = "dual_mono";

    const int Frames = 12 * Mix.SampleRate;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mix> All => [DualMono(), OppositePolarity(), HardLeft(), Unrelated(), Clicks()];

    /// <summary>Both channels the same: nothing but centre.</summary>
    public static Mix DualMono() => Mix.Of(DualMonoName, Noise(Frames, 1), [], []);

    /// <summary>The right channel is the left one turned over: no centre.</summary>
    public static Mix OppositePolarity()
    {
        float[] noise = Noise(Frames, 2);
        return new("opposite_polarity", noise, [.. noise.Select(sample => -sample)], null);
    }

    /// <summary>One source in the left channel: no centre.</summary>
    public static Mix HardLeft() => new("hard_left", Noise(Frames, 3), new float[Frames], null);

    /// <summary>Unrelated noise in the channels: no centre.</summary>
    public static Mix Unrelated() => new("unrelated_noise", Noise(Frames, 4), Noise(Frames, 5), null);

    /// <summary>Castanets in the centre and others at the sides, some of them nearly together.</summary>
    public static Mix Clicks() => Mix.Of("clicks", Castanets(6, 0.5f, 0.31), Castanets(7, 0.35f, 0.23), Castanets(8, 0.35f, 0.37));

    /// <summary>White noise, uniform, the same for the same seed.</summary>
    internal static float[] Noise(int frames, int seed, float amplitude = 0.3f)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, frames).Select(_ => amplitude * (2 * random.NextSingle() - 1))];
    }

    /// <summary>Bursts of noise that die away within 20 ms, at irregular times of a mean distance in seconds.</summary>
    static float[] Castanets(int seed, float amplitude, double distance)
    {
        const double DecaySeconds = 0.004;
        Random random = new(seed);
        float[] sound = new float[Frames];
        for (double start = 0.2 * random.NextDouble(); start < Frames / Mix.SampleRate; start += distance * (0.5 + random.NextDouble()))
        {
            int first = (int)(start * Mix.SampleRate);
            float last = 0;
            for (int n = 0; n < 0.02 * Mix.SampleRate && first + n < Frames; n++)
            {
                float next = (float)(amplitude * Math.Exp(-n / (DecaySeconds * Mix.SampleRate)) * (2 * random.NextDouble() - 1));
                sound[first + n] += next - last; // bright
                last = next;
            }
        }
        return sound;
    }
}
