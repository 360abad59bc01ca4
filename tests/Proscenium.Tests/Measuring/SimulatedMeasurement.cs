using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Rooms;
using Proscenium.Mathematics;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Plants;

namespace Proscenium.Tests.Measuring;

/// <summary>A measurement as it would go in a room: amplifiers, drivers that distort, the way to two ears, microphones with noise, a recorder with a clock of its own.</summary>
sealed record SimulatedMeasurement
{
    /// <summary>What is played.</summary>
    public required MeasurementSession Session { get; init; }

    /// <summary>What the drivers get, drivers x frames; null for the sound that the session makes of its drivers.</summary>
    public float[][]? Sound { get; init; }

    /// <summary>Impulse responses, ears x drivers x samples.</summary>
    public required double[][][] Responses { get; init; }

    /// <summary>Noise below the sweeps at the ears, dB.</summary>
    public double SignalToNoiseDb { get; init; } = 50;

    /// <summary>The recorder's clock is faster by so many millionths.</summary>
    public double ClockParts { get; init; } = 60;

    /// <summary>Amplitude of the second and of the third harmonic together, at the peak of the loudest driver.</summary>
    public double Distortion { get; init; } = 0.03;

    /// <summary>Seconds that were recorded before the schedule began.</summary>
    public double EarlySeconds { get; init; } = 0.7;

    /// <summary>The direct way to a head in free field, ears x drivers.</summary>
    public static double[][][] FreeField(TransferMatrix ears) => [.. Enumerable.Range(0, ears.Points).Select(point => Enumerable.Range(0, ears.Drivers).Select(driver =>
        Spectra.Impulse(bin => ears[point, driver, bin], ears.Grid)).ToArray())];

    /// <summary>Ears whose responses begin and end as real ones do: an interpolated head's ring before the sound arrives, 65 dB down, and that for longer than any window.</summary>
    public static TransferMatrix Causal(TransferMatrix ears)
    {
        TransferMatrix causal = new(ears.Points, ears.Drivers, ears.Grid);
        foreach ((int point, double[][] drivers) in FreeField(ears).Index())
            foreach ((int driver, double[] way) in drivers.Index())
            {
                int peak = Array.IndexOf(way, way.MaxBy(Math.Abs));
                double ms = 1e-3 * ears.Grid.SampleRate;
                Complex[] spectrum = Spectra.Of([.. way.Select((sample, n) => sample * RaisedCosine.Rise((n - peak + ms) / (0.25 * ms)) * RaisedCosine.Rise((peak + (15 * ms) - n) / (5 * ms)))], ears.Grid);
                for (int bin = 0; bin < spectrum.Length; bin++) causal[point, driver, bin] = spectrum[bin];
            }
        return causal;
    }

    /// <summary>Drivers that differ from their model: each by a level of its own that wanders along the frequencies over half an octave and more, and by the minimum phase that belongs to it, 6.6 degrees for 1 dB.</summary>
    /// <param name="ears">Points x drivers x bins.</param>
    /// <param name="decibels">Root mean square.</param>
    public static TransferMatrix Deviating(TransferMatrix ears, double decibels)
    {
        const double Lowest = 0.4, Highest = 2; // periods an octave
        const int Parts = 8;
        Random random = new(1);
        TransferMatrix deviating = new(ears.Points, ears.Drivers, ears.Grid);
        for (int driver = 0; driver < ears.Drivers; driver++)
        {
            (double Rate, double Phase)[] parts = [.. Enumerable.Range(0, Parts).Select(_ => (2 * Math.PI * (Lowest + (Highest - Lowest) * random.NextDouble()), 2 * Math.PI * random.NextDouble()))];
            double[] levels = [.. Enumerable.Range(0, ears.Grid.BinCount).Select(bin => Math.Log2(Math.Max(ears.Grid.Frequency(bin), 50))).Select(octave => Math.Pow(10, decibels / 20 * Math.Sqrt(2.0 / Parts) * parts.Sum(part => Math.Cos(part.Rate * octave + part.Phase))))];
            double[] phases = MinimumPhase.Radians(levels);
            for (int bin = 0; bin < levels.Length; bin++)
                for (int point = 0; point < ears.Points; point++) deviating[point, driver, bin] = ears[point, driver, bin] * Complex.FromPolarCoordinates(levels[bin], phases[bin]);
        }
        return deviating;
    }

    /// <summary>The way to a head in a room.</summary>
    public static double[][][] InRoom(RoomPlant plant, int drivers)
    {
        RoomResponses[] from = [.. Enumerable.Range(0, drivers).Select(plant.FromDriver)];
        return [[.. from.Select(driver => driver.Whole.Left)], [.. from.Select(driver => driver.Whole.Right)]];
    }

    /// <summary>What a driver makes of a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="peak">The loudest.</param>
    public float Distorted(float sample, double peak)
    {
        double square = Distortion * Math.Sqrt(2), cube = square * 2;
        return (float)(sample + peak * (square * (sample / peak) * (sample / peak) - cube * Math.Pow(sample / peak, 3)));
    }

    /// <summary>The largest sample of noise beside a recording.</summary>
    public float NoiseAmplitude(float[] recorded) => (float)(Math.Sqrt(recorded.Average(sample => (double)sample * sample)) * Math.Pow(10, -SignalToNoiseDb / 20) * Math.Sqrt(3));

    /// <summary>What the recorder has: ears x samples.</summary>
    public float[][] Recorded(int seed = 1)
    {
        float[][] sound = Sound ?? Session.Sound();
        double peak = sound.Max(channel => (double)channel.Max(Math.Abs));
        float[][] played = Array.ConvertAll(sound, channel => Distorted(channel, peak));
        int before = (int)(EarlySeconds * Session.SampleRate), longest = Responses.Max(ear => ear.Max(response => response.Length)), length = before + Session.Schedule.Frames + longest;
        int points = (int)BitOperations.RoundUpToPowerOf2((uint)length);
        Complex[][] spectra = Array.ConvertAll(played, sound => Spectra.Of(Array.ConvertAll(sound, sample => (double)sample), points));
        return [.. Responses.Select((drivers, ear) =>
        {
            Complex[][] ways = Array.ConvertAll(drivers, response => Spectra.Of(response, points));
            double[] heard = Spectra.Impulse(bin => spectra.Zip(ways, (sound, way) => sound[bin] * way[bin]).Aggregate(Complex.Add), points);
            float[] recorded = new float[length];
            for (int n = before; n < length; n++) recorded[n] = (float)heard[n - before];
            float[] clocked = ClockParts == 0 ? recorded : ClockCorrection.Of(recorded, 1 / (1 + 1e-6 * ClockParts));
            float[] noise = Signals.Noise(clocked.Length, seed + 77 * ear, NoiseAmplitude(clocked));
            for (int n = 0; n < clocked.Length; n++) clocked[n] += noise[n];
            return clocked;
        })];
    }

    float[] Distorted(float[] sound, double peak) => Array.ConvertAll(sound, sample => Distorted(sample, peak));
}
