using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Measuring;

/// <summary>How the drivers of a device sound in several directions, recovered from recordings of one microphone round the device.</summary>
sealed record RecoveredDirectivity
{
    const double HighestHz = 16000, OctaveSteps = 12;

    /// <summary>What was played.</summary>
    public required MeasurementSession Session { get; init; }

    /// <summary>The recordings, one for each direction.</summary>
    public required IReadOnlyList<SweepRecovery> Recordings { get; init; }

    /// <summary>Where the microphone stood.</summary>
    public required IReadOnlyList<MicrophoneDirection> Directions { get; init; }

    /// <summary>The direct sound, directions x drivers, at the level of the recordings; in each direction as late, on average over the drivers, as by the model.</summary>
    public required DirectPlant Direct { get; init; }

    /// <summary>What makes the level of the recordings that of the model.</summary>
    public required double Gain { get; init; }

    /// <summary>Metres from the device's centre to the microphone.</summary>
    public double DistanceMetres => Session.DistanceMetres;

    /// <summary>The bins above 0 Hz, up to where the sweep fades out.</summary>
    public IEnumerable<int> Bins => Enumerable.Range(1, Direct.Grid.BinCount - 1).TakeWhile(bin => Direct.Grid.Frequency(bin) <= Session.Schedule.Sweep.FadingHz);

    /// <summary>Recovers the drivers' responses. Recordings start at any time, so the times between them are the model's, and those between drivers are measured.</summary>
    /// <param name="session">What was played; its distance is the microphone's.</param>
    /// <param name="recordings">Of one microphone each.</param>
    /// <param name="directions">Where it stood, as many.</param>
    /// <param name="windowSeconds">Length of the window; by default up to the first strong reflection.</param>
    public static RecoveredDirectivity Of(MeasurementSession session, IReadOnlyList<SweepRecovery> recordings, IReadOnlyList<MicrophoneDirection> directions, double? windowSeconds)
    {
        double[][][] responses = [.. recordings.Select(recording => Array.ConvertAll(recording.Responses[0], response => response.Samples))];
        DirectPlant direct = DirectPlant.Of(Model(session, directions), responses, [.. Enumerable.Range(0, recordings.Count)], 1, windowSeconds);
        RecoveredDirectivity recovered = new() { Session = session, Recordings = recordings, Directions = directions, Direct = direct, Gain = 1 };
        return recovered with { Gain = Math.Exp(-Middle([.. session.Device.Drivers.Select((driver, n) => recovered.OverModel(n, driver.Aim with { X = -driver.Aim.X }).Average(ratio => Math.Log(ratio.Magnitude + double.Epsilon)))])) };
    }

    /// <summary>The pressure of a driver at the microphone, by the bins of the grid; by the model's level, where a driver of strength 1 has e^{-jkr}/r.</summary>
    public Complex[] Pressures(int direction, int driver) => Array.ConvertAll(Direct.Responses[direction][driver], value => Gain * value);

    /// <summary>How far a driver is off its model in front of the device, within its band: root mean square of level and phase, each octave alike.</summary>
    public (double Decibels, double Degrees) OffModel(int driver)
    {
        Complex[] ratios = OverModel(driver, new(1, 0, 0));
        return (Math.Sqrt(ratios.Average(ratio => Math.Pow(20 * Math.Log10(ratio.Magnitude), 2))), Math.Sqrt(ratios.Average(ratio => Math.Pow(ratio.Phase * 180 / Math.PI, 2))));
    }

    /// <summary>How the drivers would sound by the device's model.</summary>
    public TransferMatrix ModelIn(IReadOnlyList<MicrophoneDirection> directions) => Model(Session, directions);

    /// <summary>A driver over its model, in its band, in the direction that is nearest to another, at each twelfth of an octave.</summary>
    Complex[] OverModel(int driver, Position towards)
    {
        int nearest = Enumerable.Range(0, Directions.Count).MaxBy(direction => Directions[direction].Unit.Dot(towards));
        double low = Session.Device.Drivers[driver].LowHz, high = Math.Min(Session.Device.Drivers[driver].HighHz, Math.Min(HighestHz, Session.Schedule.Sweep.FadingHz));
        return [.. Enumerable.Range(0, Math.Max(1, (int)(OctaveSteps * Math.Log2(high / low)) + 1)).Select(step => Direct.Grid.Bin(low * Math.Pow(2, step / OctaveSteps)))
            .Select(bin => Gain * Direct.Responses[nearest][driver][bin] / Direct.Paths[nearest][driver].Model[bin])];
    }

    static TransferMatrix Model(MeasurementSession session, IReadOnlyList<MicrophoneDirection> directions) =>
        Plant.BuildAtPoints(session.Device, [.. directions.Select(direction => session.DistanceMetres * direction.Unit)], FrequencyGrid.ForDesign(session.SampleRate));

    /// <summary>The median.</summary>
    static double Middle(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
