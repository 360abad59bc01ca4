using Proscenium.Loudspeakers;
using Proscenium.Measuring.Sweeps;

namespace Proscenium.Measuring;

/// <summary>What is played to measure a device, and when.</summary>
sealed record MeasurementSession
{
    /// <summary>Softest and loudest level of a sweep, dB of full scale.</summary>
    public const double LeastLevelDb = -60, MostLevelDb = -1;

    /// <summary>The device.</summary>
    public required Device Device { get; init; }

    /// <summary>What is measured, in order: the device's drivers, or the inputs of a plan.</summary>
    public required IReadOnlyList<SweepSource> Sources { get; init; }

    /// <summary>When each plays.</summary>
    public required SweepSchedule Schedule { get; init; }

    /// <summary>Level of the sweeps' peaks, dB of full scale.</summary>
    public required double LevelDb { get; init; }

    /// <summary>The plan whose inputs the sources are; null where they are drivers.</summary>
    public SessionPlan? Plan { get; init; }

    /// <summary>Metres from the listener to the device.</summary>
    public required double DistanceMetres { get; init; }

    /// <summary>Samples per second.</summary>
    public int SampleRate => Schedule.Sweep.SampleRate;

    /// <summary>A source's amplitude at a frequency in Hz; another program's sweep spares nobody.</summary>
    public Func<double, double> Level(SweepSource source) => Schedule.Sweep.Recorded is null ? source.Level : _ => 1;

    /// <summary>A session that measures a device's drivers one by one.</summary>
    public static MeasurementSession OfDrivers(Device device, double distance, SweepSignal sweep, double decaySeconds, bool overlapped, double levelDb) => new()
    {
        Device = device,
        Sources = [.. device.Drivers.Select(driver => new SweepSource(driver.Name, driver.LowHz))],
        Schedule = new(sweep, device.Drivers.Count, decaySeconds, overlapped) { IsRepeated = sweep.Recorded is null },
        LevelDb = levelDb,
        DistanceMetres = distance,
    };

    /// <summary>The sound to play: sources x frames.</summary>
    public float[][] Sound()
    {
        double gain = Math.Pow(10, LevelDb / 20);
        int[] starts = Schedule.Starts;
        float[][] sound = [.. Sources.Select(_ => new float[Schedule.Frames])];
        for (int source = 0; source < Sources.Count; source++)
        {
            double[] sweep = Schedule.Sweep.Samples(Level(Sources[source]));
            Add(sweep, starts[source], sound[source]);
            if (source > 0 || !Schedule.IsRepeated) continue;
            Add(sweep, starts[^1], sound[source]);
            foreach ((int start, double[] samples) in Schedule.Bursts(Level(Sources[source]))) Add(samples, start, sound[source]);
        }
        return sound;

        void Add(double[] samples, int start, float[] channel)
        {
            for (int n = 0; n < samples.Length; n++) channel[start + n] += (float)(gain * samples[n]);
        }
    }
}
