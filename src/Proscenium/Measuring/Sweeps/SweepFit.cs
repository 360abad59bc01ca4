using static System.FormattableString;

namespace Proscenium.Measuring.Sweeps;

/// <summary>The law of another program's exponential sweep, read from its sound: the logarithm of its frequency, from one zero crossing to the next, is a line in time.</summary>
static class SweepFit
{
    const double LeastCycles = 4, HighestShare = 0.1, MostDeviation = 0.03, HighestHzShare = 0.46, LowestHz = 1, SilentDb = -60, MostSilence = 0.05, LeastOctaves = 2, MostOverHalfRate = 1.25;
    const int LeastPoints = 12;

    /// <summary>The sweep that a sound holds.</summary>
    /// <param name="samples">The sound, one channel.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="name">The file, named in the error.</param>
    /// <exception cref="SettingException">It is no rising exponential sweep.</exception>
    public static SweepSignal Of(ReadOnlySpan<float> samples, int sampleRate, string name)
    {
        (double Seconds, double Logarithm)[] points = Frequencies(samples, sampleRate);
        double slope = 0, start = 0, apart = double.MaxValue;
        if (points.Length >= LeastPoints)
        {
            (double time, double logarithm) = (points.Average(point => point.Seconds), points.Average(point => point.Logarithm));
            slope = points.Sum(point => (point.Seconds - time) * (point.Logarithm - logarithm)) / points.Sum(point => (point.Seconds - time) * (point.Seconds - time));
            start = logarithm - slope * time;
            apart = points.Max(point => Math.Abs(point.Logarithm - start - slope * point.Seconds));
        }
        if (!(slope * samples.Length / sampleRate > LeastOctaves * Math.Log(2) && apart < MostDeviation))
            throw new SettingException($"{name}: is no exponential sweep, whose frequency rises by the same factor in the same time, over two octaves at least: name the sweep itself, from its first to its last sample, in one channel.");
        float peak = 0;
        foreach (float sample in samples) peak = Math.Max(peak, Math.Abs(sample));
        double[] recorded = new double[samples.Length];
        for (int n = 0; n < recorded.Length; n++) recorded[n] = samples[n] / (double)peak;
        double silent = Math.Pow(10, SilentDb / 20), first = Array.FindIndex(recorded, sample => Math.Abs(sample) > silent) / (double)sampleRate, last = Array.FindLastIndex(recorded, sample => Math.Abs(sample) > silent) / (double)sampleRate;
        if (first > MostSilence) throw new SettingException(Invariant($"{name}: begins with {first:0.00} s of silence: cut it off, so that the file is the sweep alone."));
        if (Math.Exp(start + slope * last) > MostOverHalfRate * sampleRate / 2)
            throw new SettingException(Invariant($"{name}: goes on for {last:0.0} s, by when its sweep would have risen beyond half the sample rate: name a file with one sweep alone, from its first to its last sample."));
        return new(sampleRate, Math.Max(LowestHz, Math.Exp(start)), Math.Min(Math.Exp(start + slope * last), HighestHzShare * sampleRate), 1 / slope) { Recorded = recorded };
    }

    /// <summary>The logarithm of the frequency at some times, each from a few upward crossings of zero.</summary>
    static (double, double)[] Frequencies(ReadOnlySpan<float> samples, int sampleRate)
    {
        List<(double, double)> points = [];
        (double begin, int cycles) = (-1, 0);
        for (int n = 1; n < samples.Length; n++)
        {
            if (!(samples[n - 1] < 0 && samples[n] >= 0)) continue;
            double place = n - samples[n] / ((double)samples[n] - samples[n - 1]);
            if (begin < 0) begin = place;
            else cycles++;
            if (cycles < LeastCycles) continue;
            double frequency = cycles * sampleRate / (place - begin);
            if (frequency > HighestShare * sampleRate) break; // too few samples a period
            points.Add(((begin + place) / 2 / sampleRate, Math.Log(frequency)));
            (begin, cycles) = (place, 0);
        }
        return [.. points];
    }
}
