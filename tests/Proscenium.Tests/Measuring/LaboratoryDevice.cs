using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using Proscenium.Plants;

namespace Proscenium.Tests.Measuring;

/// <summary>
/// A device as it is built, unlike its model: each driver has its own sensitivity, a ripple of 1 dB with the minimum phase that belongs to it (6 degrees), a roll-off in the bass of its own, and beams more than
/// it should.
/// </summary>
sealed record LaboratoryDevice(Device Model)
{
    const double Larger = 1.3, RippleDb = 1, LevelDb = 1;

    static readonly double[] _levels = [1, -1, 0.5, -0.5, 0], _octaves = [1.3, 0.9, 1.7, 1.1, 1.5];

    /// <summary>With drivers that beam more, but have no ripple and roll-off.</summary>
    public Device Built { get; } = Model with { Drivers = [.. Model.Drivers.Select(driver => driver with { DiameterMetres = Larger * driver.DiameterMetres })] };

    /// <summary>How it reaches the ears of a head, or a microphone, which may be given by the same of its ideal drivers.</summary>
    public TransferMatrix Heard(Func<Device, TransferMatrix> ideal)
    {
        TransferMatrix plant = ideal(Built), heard = new(plant.Points, plant.Drivers, plant.Grid);
        for (int driver = 0; driver < plant.Drivers; driver++)
        {
            Complex[] own = Own(driver, plant.Grid);
            for (int point = 0; point < plant.Points; point++)
                for (int bin = 0; bin < own.Length; bin++) heard[point, driver, bin] = own[bin] * plant[point, driver, bin];
        }
        return heard;
    }

    /// <summary>How it reaches microphones in some directions.</summary>
    public TransferMatrix Heard(IReadOnlyList<MicrophoneDirection> directions, double distance, FrequencyGrid grid) =>
        Heard(device => Plant.BuildAtPoints(device, [.. directions.Select(direction => distance * direction.Unit)], grid));

    /// <summary>What a driver does of its own, by bin.</summary>
    Complex[] Own(int driver, FrequencyGrid grid)
    {
        double low = Model.Drivers[driver].LowHz * (0.7 + 0.1 * (driver % 5));
        double[] levels = [.. Enumerable.Range(0, grid.BinCount).Select(bin =>
        {
            double frequency = grid.FrequencyAboveZero(bin), ripple = RippleDb * Math.Sqrt(2) * Math.Sin(2 * Math.PI * Math.Log2(frequency / 100) / _octaves[driver % _octaves.Length] + driver);
            return Math.Pow(10, (LevelDb * _levels[driver % _levels.Length] + ripple) / 20) / Math.Sqrt(1 + Math.Pow(low / Math.Max(frequency, low / 30), 4)); // 12 dB an octave
        })];
        return [.. MinimumPhase.Radians(levels).Select((phase, bin) => Complex.FromPolarCoordinates(levels[bin], phase))];
    }
}
