using System.Numerics;
using Proscenium.Mathematics;

namespace Proscenium.Measuring;

/// <summary>When and how loud the sound of each driver arrives at the ears, measured and by the model.</summary>
sealed class PathFigures
{
    const double PhaseHz = 1000, LowHz = 300, HighHz = 8000, MostLowHz = 4000;

    readonly RecoveredPlant _plant;
    readonly double[][] _measured, _model, _phase; // points x drivers, seconds; the last one by the phase delay
    readonly int[] _recordings;

    /// <summary>The times: how long the sound travels by the model, and by how much the measured sound is later than the model's.</summary>
    public PathFigures(RecoveredPlant plant)
    {
        _plant = plant;
        _recordings = [.. plant.Recordings.SelectMany((recording, n) => recording.Responses.Select(_ => n))];
        _model = Array.ConvertAll(plant.Direct.Paths, drivers => Array.ConvertAll(drivers, path => path.ModelSeconds));
        _measured = [.. plant.Direct.Paths.Zip(_model, (drivers, model) => drivers.Zip(model, (path, seconds) => path.Late.DelaySeconds + seconds).ToArray())];
        _phase = [.. plant.Direct.Paths.Zip(_measured, (drivers, measured) => drivers.Zip(measured, (path, seconds) => seconds - path.Late.OffsetRadians / (2 * Math.PI * PhaseHz)).ToArray())];
    }

    /// <summary>True where both ears were recorded at once: each recording has a time zero of its own.</summary>
    public bool IsTogether(int pose) => _recordings[2 * pose] == _recordings[(2 * pose) + 1];

    /// <summary>Seconds after the first sound at the ear, or at both ears where they were recorded at once.</summary>
    /// <param name="point">Two a pose, the left ear first.</param>
    /// <param name="driver">The driver.</param>
    public double Arrival(int point, int driver) => _measured[point][driver] - (IsTogether(point / 2) ? Math.Min(_measured[point].Min(), _measured[point ^ 1].Min()) : _measured[point].Min());

    /// <summary>By how many seconds the left ear hears a driver earlier, at 1 kHz: microphones that differ above shift the delay of the whole band. Null where the ears were recorded one after the other.</summary>
    public double? InterauralSeconds(int pose, int driver) => IsTogether(pose) ? Wrapped(Later(_phase, pose, driver)) : null;

    /// <summary>The same by the model.</summary>
    public double ModelInterauralSeconds(int pose, int driver) => Later(_model, pose, driver);

    /// <summary>By how much the left ear hears a driver louder, dB, ERB-weighted from 300 Hz or its lowest frequency to 8 kHz; a difference between the microphones is in it.</summary>
    public double LevelDifferenceDb(int pose, int driver) => Difference(driver, bin => _plant.Direct.Responses[2 * pose][driver][bin], bin => _plant.Direct.Responses[(2 * pose) + 1][driver][bin]);

    /// <summary>The same by the model.</summary>
    public double ModelLevelDifferenceDb(int pose, int driver) => Difference(driver, bin => _plant.Direct.Paths[2 * pose][driver].Model[bin], bin => _plant.Direct.Paths[(2 * pose) + 1][driver].Model[bin]);

    /// <summary>Within half a period.</summary>
    static double Wrapped(double seconds) => Math.IEEERemainder(seconds * PhaseHz, 1) / PhaseHz;

    static double Later(double[][] times, int pose, int driver) => times[(2 * pose) + 1][driver] - times[2 * pose][driver];

    double Difference(int driver, Func<int, Complex> left, Func<int, Complex> right)
    {
        (double sum, double total) = (0, 0);
        for (int bin = _plant.Direct.Grid.Bin(Math.Clamp(_plant.Session.Sources[driver].LowHz, LowHz, MostLowHz)); bin <= _plant.Direct.Grid.Bin(HighHz); bin++)
        {
            double weight = 1 / ErbScale.Bandwidth(_plant.Direct.Grid.Frequency(bin));
            (sum, total) = (sum + weight * 20 * Math.Log10((left(bin).Magnitude + double.Epsilon) / (right(bin).Magnitude + double.Epsilon)), total + weight);
        }
        return sum / total;
    }
}
