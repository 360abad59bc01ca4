using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>
/// The sound that a device sends to all sides: as many rows as drivers, whose summed powers are the mean power over all directions at a distance. It is
/// what a room gives back.
/// </summary>
static class Radiation
{
    /// <summary>Keeps the power matrix positive where drivers are alike.</summary>
    const double Loading = 1e-9;

    /// <summary>Far enough that nothing but what is radiated is left, also of a wide device: the seat may move, and this stays.</summary>
    const double FarMetres = 20;

    const int AroundCount = 100, DirectionsAtOnce = 10;

    /// <summary>Rows x drivers x bins.</summary>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres from its centre for which the power is stated: it falls with the square of the distance.</param>
    /// <param name="grid">Frequencies.</param>
    public static TransferMatrix Of(Device device, double distance, FrequencyGrid grid)
    {
        Position[] half = Array.ConvertAll(Directions.Even(AroundCount / 2), direction => FarMetres * direction);
        Position[] around = [.. half, .. half.Select(point => point with { Y = -point.Y })]; // so that a device with two like sides radiates alike with both
        TransferMatrix far = PlantCache.Shared.GetOrBuild(new(device, FarMetres, null, [], around, grid), () => Factor(device, around, grid));
        return PlantCache.Shared.GetOrBuild(new(device, distance, null, [], [], grid), () => far.Scaled(FarMetres / distance));
    }

    /// <summary>The mean power of weights at a bin.</summary>
    public static double Power(TransferMatrix radiation, int bin, ReadOnlySpan<Complex> weights)
    {
        double power = 0;
        for (int row = 0; row < radiation.Points; row++)
        {
            ReadOnlySpan<Complex> here = radiation.Row(row, bin);
            Complex sum = Complex.Zero;
            for (int n = 0; n < here.Length; n++) sum += here[n] * weights[n];
            power += sum.MagnitudeSquared();
        }
        return power;
    }

    /// <summary>The mean power of one driver alone at a bin.</summary>
    public static double PowerOfDriver(TransferMatrix radiation, int bin, int driver)
    {
        double power = 0;
        for (int row = 0; row < radiation.Points; row++) power += radiation[row, driver, bin].MagnitudeSquared();
        return power;
    }

    /// <summary>A few directions at a time, since all of them at once are large.</summary>
    static TransferMatrix Factor(Device device, Position[] around, FrequencyGrid grid)
    {
        int drivers = device.Drivers.Count;
        HermitianSystem[] powers = [.. Enumerable.Range(0, grid.BinCount).Select(_ => new HermitianSystem(drivers))];
        foreach (TransferMatrix part in Plant.BuildAtPoints(device, around, grid, DirectionsAtOnce))
        {
            Parallel.For(0, grid.BinCount, bin =>
            {
                for (int point = 0; point < part.Points; point++) powers[bin].AddPower(part.Row(point, bin), 1.0 / around.Length);
            });
        }
        TransferMatrix radiation = new(drivers, drivers, grid);
        Parallel.For(0, grid.BinCount, bin =>
        {
            HermitianSystem power = powers[bin];
            double trace = power.Trace;
            for (int n = 0; n < drivers; n++) power.AddDiagonal(n, Loading * trace);
            power.TryFactor();
            for (int row = 0; row < drivers; row++)
                for (int n = row; n < drivers; n++) radiation[row, n, bin] = power.FactorRow(row, n);
        });
        return radiation;
    }
}
