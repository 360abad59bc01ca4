using Proscenium.Loudspeakers;
using Proscenium.Measuring.Sweeps;
using static System.FormattableString;

namespace Proscenium.Measuring;

/// <summary>What is played to measure a device, and when.</summary>
sealed record MeasurementSession
{
    /// <summary>Softest and loudest level of a sweep, dB of full scale.</summary>
    public const double LeastLevelDb = -60, MostLevelDb = -1;

    /// <summary>Lowest and highest sample rate.</summary>
    public const int LeastSampleRate = 8000, MostSampleRate = 192000;

    /// <summary>The most samples to play, all drivers together: a file of 1.6 GB.</summary>
    const long MostSamples = 400_000_000;

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

    /// <summary>Why its sound cannot be made, a clause with the cure; null where it can.</summary>
    public string? TooLong => Math.Max(Sources.Count, Device.Drivers.Count) * (long)Schedule.Frames <= MostSamples ? null
        : Invariant($"the sweeps last {(double)Schedule.Frames / SampleRate:0} s for {Device.Drivers.Count} drivers at {SampleRate} Hz, more than the {MostSamples / 1_000_000} million samples that fit in memory: take shorter or overlapped sweeps or a lower sample rate, or describe a device with some of the drivers");

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
    /// <exception cref="SettingException">There is too much of it.</exception>
    public float[][] Sound() => TooLong is { } clause ? throw new SettingException($"{clause}.") : [.. Sources.Select((_, source) => Channel(source))];

    /// <summary>What one source plays.</summary>
    public float[] Channel(int source)
    {
        double gain = Math.Pow(10, LevelDb / 20);
        int[] starts = Schedule.Starts;
        float[] channel = new float[Schedule.Frames];
        double[] sweep = Schedule.Sweep.Samples(Level(Sources[source]));
        Add(sweep, starts[source]);
        if (source > 0 || !Schedule.IsRepeated) return channel;
        Add(sweep, starts[^1]);
        foreach ((int start, double[] samples) in Schedule.Bursts(Level(Sources[source]))) Add(samples, start);
        return channel;

        void Add(double[] samples, int start)
        {
            for (int n = 0; n < samples.Length; n++) channel[start + n] += (float)(gain * samples[n]);
        }
    }
}
