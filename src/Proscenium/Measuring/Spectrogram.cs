using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Measuring;

/// <summary>The level of a recording over time and frequency, as coarse as a picture of it.</summary>
/// <param name="Seconds">Length.</param>
/// <param name="LowHz">Middle of the lowest band.</param>
/// <param name="HighHz">Middle of the highest one; the others lie evenly over the logarithm of frequency.</param>
/// <param name="Decibels">Bands x times, relative to the highest.</param>
sealed record Spectrogram(double Seconds, double LowHz, double HighHz, double[,] Decibels)
{
    const double FrameSeconds = 85e-3, LeastHz = 20, MostHz = 20000, HighestShare = 0.48, FloorPower = 1e-30;
    const int PerOctave = 14, Times = 480;

    /// <summary>Of all microphones of a recording together; of each band and time, the highest.</summary>
    /// <param name="recording">Microphones x samples.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static Spectrogram Of(float[][] recording, int sampleRate)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)(FrameSeconds * sampleRate)), frames = recording.Max(channel => channel.Length), times = Math.Max(1, Math.Min(Times, frames / (length / 2)));
        int bands = (int)(PerOctave * Math.Log2(Math.Min(MostHz, HighestShare * sampleRate) / LeastHz)) + 1, perTime = Math.Max(1, (int)Math.Ceiling(2.0 * frames / times / length));
        double[] window = [.. Enumerable.Range(0, length).Select(n => Math.Pow(Math.Sin(Math.PI * (n + 0.5) / length), 2))];
        double[,] powers = new double[bands, times];
        Parallel.For(0, times, time =>
        {
            for (int part = 0; part < perTime; part++)
            {
                int middle = (int)((time + (part + 0.5) / perTime) * frames / times);
                foreach (float[] channel in recording) Add(channel, middle - length / 2, time);
            }
        });
        double highest = FloorPower;
        foreach (double power in powers) highest = Math.Max(highest, power);
        for (int band = 0; band < bands; band++)
            for (int time = 0; time < times; time++) powers[band, time] = 10 * Math.Log10((powers[band, time] + FloorPower) / highest);
        return new((double)frames / sampleRate, LeastHz, LeastHz * Math.Pow(2, (bands - 1.0) / PerOctave), powers);

        void Add(float[] channel, int start, int time)
        {
            double[] piece = new double[length];
            for (int n = Math.Max(0, -start); n < length && start + n < channel.Length; n++) piece[n] = window[n] * channel[start + n];
            Complex[] spectrum = Spectra.Of(piece, length);
            for (int band = 0; band < bands; band++)
            {
                double middle = LeastHz * Math.Pow(2, (double)band / PerOctave) * length / sampleRate, half = Math.Pow(2, 0.5 / PerOctave);
                for (int bin = (int)Math.Round(middle / half); bin <= Math.Min((int)Math.Round(middle * half), spectrum.Length - 1); bin++) powers[band, time] = Math.Max(powers[band, time], spectrum[bin].MagnitudeSquared());
            }
        }
    }
}
