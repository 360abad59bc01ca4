using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Judging.Levels;

namespace Proscenium.Studio.Listening;

/// <summary>Where a long song is listened to for its loudness and its peaks: in places that stand for all of it.</summary>
/// <param name="Loud">Passages of loudness.</param>
/// <param name="Peaks">Passages of the highest samples and of the most power.</param>
sealed record SongPassages(IReadOnlyList<SongPassage> Loud, IReadOnlyList<SongPassage> Peaks)
{
    const int WholeSeconds = 30, StepsPerSecond = 10, LoudCount = 12, PeakCount = 8;

    /// <summary>Finds them; null for a song that is short enough to be heard as a whole.</summary>
    public static SongPassages? Of(Song song)
    {
        int step = song.SampleRate / StepsPerSecond, steps = song.Frames / step;
        if (steps <= WholeSeconds * StepsPerSecond) return null;
        double[] power = Power(song, step, steps), highest = Highest(song, step, steps);
        return new(ByPower(power, step), [.. Most(power).Concat(Most(highest)).Distinct().Select(at => new SongPassage(at * step, step, 1))]);
    }

    /// <summary>K-weighted power of all channels but low-frequency effects, which two loudspeakers do not play, by step.</summary>
    static double[] Power(Song song, int step, int steps)
    {
        int[] heard = [.. song.Layout.Channels.Index().Where(channel => channel.Item != ChannelNames.Lfe).Select(channel => channel.Index)];
        KWeightedPower weighted = new(song.SampleRate, heard.Length);
        AudioBuffer block = new(heard.Length, step);
        double[] power = new double[steps];
        for (int at = 0; at < steps; at++)
        {
            for (int channel = 0; channel < heard.Length; channel++) song.Channels[heard[channel]].AsSpan(at * step, step).CopyTo(block.Block()[channel]);
            power[at] = weighted.Next(block.Block());
        }
        return power;
    }

    /// <summary>The highest sum of all channels' magnitudes by step; low-frequency effects play 10 dB louder.</summary>
    static double[] Highest(Song song, int step, int steps)
    {
        float[] sums = new float[step];
        double[] highest = new double[steps];
        for (int at = 0; at < steps; at++)
        {
            Array.Clear(sums);
            foreach ((string name, float[] samples) in song.Layout.Channels.Zip(song.Channels))
            {
                float weight = name == ChannelNames.Lfe ? MathF.Sqrt(10) : 1;
                for (int n = 0; n < step; n++) sums[n] += weight * Math.Abs(samples[at * step + n]);
            }
            highest[at] = sums.Max();
        }
        return highest;
    }

    /// <summary>Seconds of the song at equal steps of its power, so that each stands for as much of it; what is measured there counts over the song's own power.</summary>
    static SongPassage[] ByPower(double[] power, int step)
    {
        double whole = power.Sum(), sum = 0;
        List<SongPassage> passages = [];
        for (int at = 0; at < power.Length; at++)
        {
            sum += power[at];
            while (passages.Count < LoudCount && sum > 0 && sum >= whole * (passages.Count + 0.5) / LoudCount)
            {
                int from = Math.Clamp(at - StepsPerSecond / 2, 0, power.Length - StepsPerSecond);
                passages.Add(new(from * step, StepsPerSecond * step, 1 / power.AsSpan(from, StepsPerSecond).ToArray().Sum()));
            }
        }
        return [.. passages];
    }

    static IEnumerable<int> Most(double[] values) => values.Index().OrderByDescending(value => value.Item).Take(PeakCount).Select(value => value.Index);
}

/// <summary>A part of a song.</summary>
/// <param name="From">Its first frame.</param>
/// <param name="Count">Its frames.</param>
/// <param name="Weight">What its power counts.</param>
readonly record struct SongPassage(int From, int Count, double Weight);
