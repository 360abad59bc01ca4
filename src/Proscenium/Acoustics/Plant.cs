using System.Numerics;
using MathNet.Numerics.Interpolation;

namespace Proscenium.Acoustics;

/// <summary>
/// How each driver reaches each point. Computed every 48 Hz up to 24 kHz, then interpolated to the grid with the travel time taken out
/// (cubic splines; error below 1e-4). Above 24 kHz only the travel time goes on.
/// </summary>
public static class Plant
{
    const double StepHz = 48, HighestHz = 24000, NearlyZeroHz = 1;

    /// <summary>At the ears, points in the order: pose 0 left ear, pose 0 right ear, pose 1 left ear ...</summary>
    /// <param name="device">Faces the seat.</param>
    /// <param name="distance">Metres from the seat to the device's centre.</param>
    /// <param name="head">The listener's head.</param>
    /// <param name="poses">Head poses relative to the seat.</param>
    /// <param name="grid">Frequencies of the result.</param>
    public static TransferMatrix AtEars(Device device, double distance, Head head, IReadOnlyList<HeadPose> poses, FrequencyGrid grid) =>
        Build(device, distance, [.. poses.Select(pose => new ListeningHead(head, pose))], grid);

    /// <summary>In free field on a horizontal circle about the device; azimuth 0 = towards the listener, + = the listener's left.</summary>
    /// <param name="device">The device.</param>
    /// <param name="radius">Metres.</param>
    /// <param name="azimuths">Radians, one point each.</param>
    /// <param name="grid">Frequencies of the result.</param>
    public static TransferMatrix OnCircle(Device device, double radius, IReadOnlyList<double> azimuths, FrequencyGrid grid) =>
        AtPoints(device, [.. azimuths.Select(azimuth => radius * Position.Direction(azimuth))], grid);

    /// <summary>In free field at points relative to the device's centre: x towards the listener, y the listener's left, z up.</summary>
    public static TransferMatrix AtPoints(Device device, IReadOnlyList<Position> points, FrequencyGrid grid) =>
        Build(device, 0, [.. points.Select(point => new FreeFieldPoint(new(-point.X, point.Y, point.Z)))], grid);

    static TransferMatrix Build(Device device, double distance, IReadOnlyList<Receiver> receivers, FrequencyGrid grid)
    {
        int points = receivers.Sum(receiver => receiver.Points), drivers = device.Drivers.Count;
        double[] frequencies = CoarseFrequencies(grid.SampleRate / 2.0);
        var coarse = new Complex[points, drivers, frequencies.Length];
        double[,] travel = TravelDistances(device, distance, receivers, points);

        Parallel.For(0, frequencies.Length, f =>
        {
            Span<Complex> pressures = stackalloc Complex[2];
            for (int driver = 0; driver < drivers; driver++)
            {
                DriverField field = device.Field(driver, frequencies[f], distance);
                int point = 0;
                foreach (Receiver receiver in receivers)
                {
                    receiver.Receive(field, pressures);
                    for (int p = 0; p < receiver.Points; p++, point++)
                        coarse[point, driver, f] = pressures[p] * Delay(frequencies[f], -travel[point, driver]);
                }
            }
        });

        TransferMatrix plant = new(points, drivers, grid);
        frequencies[0] = 0;
        for (int point = 0; point < points; point++)
            for (int driver = 0; driver < drivers; driver++)
                Interpolate(coarse, frequencies, point, driver, travel[point, driver], plant);
        return plant;
    }

    static double[] CoarseFrequencies(double upTo)
    {
        int count = (int)Math.Ceiling(Math.Min(upTo, HighestHz) / StepHz) + 1;
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
            Position place = new Position(distance, 0, 0) + device.Drivers[driver].Place;
            foreach (Receiver receiver in receivers)
                for (int p = 0; p < receiver.Points; p++) travel[point++, driver] = (place - receiver.Centre).Length;
        }
        return travel;
    }

    static void Interpolate(Complex[,,] coarse, double[] frequencies, int point, int driver, double travel, TransferMatrix plant)
    {
        CubicSpline Part(Func<Complex, double> part) => CubicSpline.InterpolateNaturalSorted(
            frequencies, [.. Enumerable.Range(0, frequencies.Length).Select(f => part(coarse[point, driver, f]))]);
        CubicSpline re = Part(value => value.Real), im = Part(value => value.Imaginary);
        for (int bin = 0; bin < plant.Grid.BinCount; bin++)
        {
            double frequency = plant.Grid.Frequency(bin), within = Math.Min(frequency, frequencies[^1]);
            plant[point, driver, bin] = new Complex(re.Interpolate(within), im.Interpolate(within)) * Delay(frequency, travel);
        }
    }

    static Complex Delay(double frequency, double metres) => Complex.FromPolarCoordinates(1, -Air.WaveNumber(frequency) * metres);
}
