using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>
/// What a driver sends far away in each direction, or what an ear takes from there: pressure over that of a free monopole at the device's centre, or over that
/// at the head's centre, at every bin of a grid.
/// </summary>
abstract class FarField
{
    static readonly ConditionalWeakTable<Head, ConcurrentDictionary<FrequencyGrid, Lazy<FarField[]>>> _ofHeads = [];

    /// <summary>The spectrum in the direction of a unit vector, to be read only; made in the scratch spectrum where it is not at hand.</summary>
    public abstract SplitSpectrum Towards(Position direction, SplitSpectrum scratch);

    /// <summary>Each of a device's drivers, in world axes with the device's centre at the origin.</summary>
    public static FarField[] OfDrivers(Device device, FrequencyGrid grid)
    {
        Dictionary<CapOnSphere, SplitSpectrum[]> caps = [];
        return [.. device.Drivers.Select(OfDriver)];

        FarField OfDriver(Driver driver)
        {
            if (driver.Response is { } response)
            {
                DirectivityOnGrid measured = new(driver, response, grid);
                return new PlacedFarField(NearestFarField.Of(1, direction => [new(measured.Towards(direction))])[0], new(grid, driver.Place));
            }
            FarField ideal = Ideal(driver);
            return driver.Reversed ? new ReversedFarField(ideal) : ideal;
        }

        FarField Ideal(Driver driver)
        {
            if (device.EnclosureRadiusMetres is not { } radius) return new PointFarField(grid, driver.Place);
            CapOnSphere cap = new(radius, Math.Asin(driver.DiameterMetres / 2 / radius));
            if (!caps.TryGetValue(cap, out SplitSpectrum[]? table)) caps.Add(cap, table = AxialFarField.Table(grid, cap.FarField));
            return new AxialFarField(driver.Aim, table);
        }
    }

    /// <summary>The left ear and the right one, in the head's frame; measured when a head is first asked for.</summary>
    public static FarField[] OfEars(Head head, FrequencyGrid grid) => _ofHeads.GetOrCreateValue(head.Model).GetOrAdd(grid, _ => new(() => MeasuredEars(head.Model, grid))).Value;

    static FarField[] MeasuredEars(Head head, FrequencyGrid grid)
    {
        if (head is SphericalHead sphere)
        {
            SplitSpectrum[] table = AxialFarField.Table(grid, sphere.PlaneWave);
            return [new AxialFarField(sphere.Ear(Side.Left), table), new AxialFarField(sphere.Ear(Side.Right), table)];
        }
        double[] frequencies = [.. Enumerable.Range(0, grid.BinCount).Select(grid.FrequencyAboveZero)];
        return NearestFarField.Of(2, direction =>
        {
            EarPair[] ears = head.PlaneWave(direction, frequencies);
            return [new(Array.ConvertAll(ears, pair => pair.Left)), new(Array.ConvertAll(ears, pair => pair.Right))];
        });
    }
}
