using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Rooms;
using Proscenium.Measuring;
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

    /// <summary>The way to a head in a room.</summary>
    public static double[][][] InRoom(RoomPlant plant, int drivers)
    {
        RoomResponses[] from = [.. Enumerable.Range(0, drivers).Select(plant.FromDriver)];
        return [[.. from.Select(driver => driver.Whole.Left)], [.. from.Select(driver => driver.Whole.Right)]];
    }

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
            double loud = Math.Sqrt(clocked.Average(sample => (double)sample * sample)), amplitude = loud * Math.Pow(10, -SignalToNoiseDb / 20) * Math.Sqrt(3);
            float[] noise = Signals.Noise(clocked.Length, seed + 77 * ear, (float)amplitude);
            for (int n = 0; n < clocked.Length; n++) clocked[n] += noise[n];
            return clocked;
        })];
    }

    float[] Distorted(float[] sound, double peak)
    {
        double square = Distortion * Math.Sqrt(2), cube = square * 2;
        return Array.ConvertAll(sound, sample => (float)(sample + peak * (square * (sample / peak) * (sample / peak) - cube * Math.Pow(sample / peak, 3))));
    }
}
