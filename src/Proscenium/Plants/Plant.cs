using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>
/// How each driver reaches each point. Computed every 48 Hz up to 24 kHz, then interpolated to the bins of a transform with the travel time taken out
/// (cubic splines; error below 1e-4). Above 24 kHz only the travel time goes on. Frequencies of no transform are few: each is computed by itself.
/// </summary>
static class Plant
{
    const double StepHz = 48, MaxHz = 24000, NearlyZeroHz = 1;
    const int BinsByStep = 64; // a delay is turned from bin to bin, and computed afresh so often

    /// <summary>At the ears, points in the order: pose 0 left ear, pose 0 right ear, pose 1 left ear ...</summary>
    /// <param name="device">Faces the seat.</param>
    /// <param name="distance">Metres from the seat to the device's centre.</param>
    /// <param name="head">The listener's head.</param>
    /// <param name="poses">Head poses relative to the seat.</param>
    /// <param name="grid">Frequencies of the result.</param>
    public static TransferMatrix AtEars(Device device, double distance, Head head, IReadOnlyList<HeadPose> poses, FrequencyGrid grid) =>
        PlantCache.Shared.GetOrBuild(new(device, distance, head, poses, [], grid), () => head is MeasuredListener listener ? listener.Plant(device, distance, poses, grid) : Build(device, distance, [.. poses.Select(pose => new ListeningHead(head, pose))], grid));

    /// <summary>In free field on a horizontal circle about the device; azimuth 0 = towards the listener, + = the listener's left.</summary>
    /// <param name="device">The device.</param>
    /// <param name="radius">Metres.</param>
    /// <param name="azimuths">Radians, one point each.</param>
    /// <param name="grid">Frequencies of the result.</param>
    public static TransferMatrix OnCircle(Device device, double radius, IReadOnlyList<double> azimuths, FrequencyGrid grid) =>
        AtPoints(device, [.. azimuths.Select(azimuth => radius * Position.Direction(azimuth))], grid);

    /// <summary>In free field at points relative to the device's centre: x towards the listener, y the listener's left, z up.</summary>
    public static TransferMatrix AtPoints(Device device, IReadOnlyList<Position> points, FrequencyGrid grid) =>
        PlantCache.Shared.GetOrBuild(new(device, 0, null, [], points, grid), () => BuildAtPoints(device, points, grid));

    /// <summary>The same, not kept for the next time.</summary>
    internal static TransferMatrix BuildAtPoints(Device device, IReadOnlyList<Position> points, FrequencyGrid grid) =>
        FillAtPoints(new(points.Count, device.Drivers.Count, grid), device, points);

    /// <summary>The same, into memory for as many points.</summary>
    internal static TransferMatrix FillAtPoints(TransferMatrix plant, Device device, IReadOnlyList<Position> points) =>
        Fill(plant, device, 0, [.. points.Select(point => new FreeFieldPoint(new(-point.X, point.Y, point.Z)))]);

    static TransferMatrix Build(Device device, double distance, IReadOnlyList<Receiver> receivers, FrequencyGrid grid) =>
        Fill(new(receivers.Sum(receiver => receiver.Points), device.Drivers.Count, grid), device, distance, receivers);

    static TransferMatrix Fill(TransferMatrix plant, Device device, double distance, IReadOnlyList<Receiver> receivers)
    {
        plant.Clear();
        FrequencyGrid grid = plant.Grid;
        PlantPart[] parts = [.. Enumerable.Range(0, device.Drivers.Count).SelectMany(driver => PlantPart.Of(device, driver, distance, receivers.Any(receiver => receiver.HalfWidth > 0)))];
        double[] frequencies = grid.IsTransform ? CoarseFrequencies(grid.SampleRate / 2.0) : [.. Enumerable.Range(0, grid.BinCount).Select(grid.Frequency)];
        double[,] travel = TravelDistances(device, distance, receivers, plant.Points);
        Complex[,,] coarse = Pressures(parts, receivers, frequencies, travel);
        Parallel.For(0, device.Drivers.Count, driver =>
        {
            DirectivityOnGrid? measured = device.Drivers[driver].Response is { } response ? new(device.Drivers[driver], response, grid) : null;
            int point = 0;
            foreach (Receiver receiver in receivers)
            {
                int[] own = [.. Enumerable.Range(0, parts.Length).Where(part => parts[part].Driver == driver)];
                Complex[][]? strengths = measured?.Strengths(new(device.PlaceOf(driver, distance), receiver.Centre, receiver.HalfWidth), own.Length);
                for (int p = 0; p < receiver.Points; p++, point++)
                    for (int part = 0; part < own.Length; part++)
                        AddInterpolated(coarse, point, own[part], travel[point, driver], strengths?[part], plant, driver);
            }
        });
        return plant;
    }

    /// <summary>points x parts x frequencies, with the travel time taken out.</summary>
    static Complex[,,] Pressures(PlantPart[] parts, IReadOnlyList<Receiver> receivers, double[] frequencies, double[,] travel)
    {
        var coarse = new Complex[travel.GetLength(0), parts.Length, frequencies.Length];
        Parallel.For(0, frequencies.Length, f =>
        {
            Span<Complex> pressures = stackalloc Complex[2];
            for (int part = 0; part < parts.Length; part++)
            {
                DriverField? everywhere = parts[part].FieldEverywhere(frequencies[f]);
                int point = 0;
                foreach (Receiver receiver in receivers)
                {
                    receiver.Receive(everywhere ?? parts[part].FieldAt(receiver, frequencies[f]), pressures);
                    for (int p = 0; p < receiver.Points; p++, point++)
                        coarse[point, part, f] = pressures[p] * Delay(frequencies[f], -travel[point, parts[part].Driver]);
                }
            }
        });
        return coarse;
    }

    static double[] CoarseFrequencies(double upTo)
    {
        int count = (int)Math.Ceiling(Math.Min(upTo, MaxHz) / StepHz) + 1;
        double[] frequencies = [.. Enumerable.Range(0, count).Select(i => i * StepHz)];
        frequencies[0] = NearlyZeroHz;
        return frequencies;
    }

    static double[,] TravelDistances(Device device, double distance, IReadOnlyList<Receiver> receivers, int points)
    {
        var travel = new double[points, device.Drivers.Count];
        for (int driver = 0; driver < device.Drivers.Count; driver++)
        {
            int point = 0;
            Position place = device.PlaceOf(driver, distance);
            foreach (Receiver receiver in receivers)
                for (int p = 0; p < receiver.Points; p++) travel[point++, driver] = (place - receiver.Centre).Length;
        }
        return travel;
    }

    static void AddInterpolated(Complex[,,] coarse, int point, int part, double travel, Complex[]? strengths, TransferMatrix plant, int driver)
    {
        int last = coarse.GetLength(2) - 1;
        UniformSpline? spline = !plant.Grid.IsTransform ? null : new([.. Enumerable.Range(0, last + 1).Select(f => coarse[point, part, f])]);
        Complex delay = Complex.One, step = plant.Grid.IsTransform ? Delay(plant.Grid.Frequency(1), travel) : Complex.Zero;
        for (int bin = 0; bin < plant.Grid.BinCount; bin++)
        {
            double frequency = plant.Grid.Frequency(bin);
            delay = spline is null || bin % BinsByStep == 0 ? Delay(frequency, travel) : delay * step;
            Complex pressure = (spline?.At(Math.Min(frequency / StepHz, last)) ?? coarse[point, part, bin]) * delay;
            plant[point, driver, bin] += strengths is null ? pressure : strengths[bin] * pressure;
        }
    }

    static Complex Delay(double frequency, double metres) => Complex.FromPolarCoordinates(1, -Air.WaveNumber(frequency) * metres);
}
