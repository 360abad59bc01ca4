using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>How each driver reaches the points of receivers at the frequencies at which that is computed, with the travel time taken out; and interpolated to the bins of a grid.</summary>
sealed class CoarsePlant
{
    const double StepHz = 48, MaxHz = 24000, NearlyZeroHz = 1;
    const int BinsByStep = 64; // a delay is turned from bin to bin, and computed afresh so often

    readonly Device _device;
    readonly double _distance;
    readonly IReadOnlyList<Receiver> _receivers;
    readonly FrequencyGrid _grid;
    readonly PlantPart[] _parts;
    readonly DirectivityOnGrid?[] _measured; // by driver
    readonly int[] _firstPoint; // by receiver, and the number of all points
    readonly double[,] _travel; // points x drivers, metres
    readonly Complex[,,] _pressures; // points x parts x frequencies

    /// <summary>Computes the pressures.</summary>
    /// <param name="device">Faces the seat.</param>
    /// <param name="distance">Metres from the seat to the device's centre.</param>
    /// <param name="receivers">What receives them.</param>
    /// <param name="grid">The bins that are wanted.</param>
    public CoarsePlant(Device device, double distance, IReadOnlyList<Receiver> receivers, FrequencyGrid grid)
    {
        (_device, _distance, _receivers, _grid) = (device, distance, receivers, grid);
        _firstPoint = new int[receivers.Count + 1];
        for (int n = 0; n < receivers.Count; n++) _firstPoint[n + 1] = _firstPoint[n] + receivers[n].Points;
        _parts = [.. Enumerable.Range(0, device.Drivers.Count).SelectMany(driver => PlantPart.Of(device, driver, distance, receivers.Any(receiver => receiver.HalfWidth > 0)))];
        _travel = TravelDistances();
        _pressures = Pressures(grid.IsTransform ? CoarseFrequencies(grid.SampleRate / 2.0) : [.. Enumerable.Range(0, grid.BinCount).Select(grid.Frequency)]);
        _measured = new DirectivityOnGrid?[device.Drivers.Count];
        Parallel.For(0, _measured.Length, driver => _measured[driver] = device.Drivers[driver].Response is { } response ? new(device.Drivers[driver], response, grid) : null);
    }

    /// <summary>At the bins of the grid.</summary>
    public TransferMatrix OnGrid()
    {
        TransferMatrix plant = new(_firstPoint[^1], _device.Drivers.Count, _grid);
        Add(plant, 0, _receivers.Count);
        return plant;
    }

    /// <summary>The same, so many receivers of one point at a time, in the same memory: all of them at once are large.</summary>
    /// <param name="atOnce">A divisor of their number.</param>
    public IEnumerable<TransferMatrix> OnGrid(int atOnce)
    {
        TransferMatrix plant = new(atOnce, _device.Drivers.Count, _grid);
        for (int first = 0; first < _receivers.Count; first += atOnce)
        {
            plant.Clear();
            Add(plant, first, atOnce);
            yield return plant;
        }
    }

    /// <summary>Adds what reaches some of the receivers.</summary>
    void Add(TransferMatrix plant, int first, int count) => Parallel.For(0, _device.Drivers.Count, driver =>
    {
        int[] own = [.. Enumerable.Range(0, _parts.Length).Where(part => _parts[part].Driver == driver)];
        for (int n = first; n < first + count; n++)
        {
            Complex[][]? strengths = _measured[driver]?.Strengths(new(_device.PlaceOf(driver, _distance), _receivers[n].Centre, _receivers[n].HalfWidth), own.Length);
            for (int point = _firstPoint[n]; point < _firstPoint[n + 1]; point++)
                for (int part = 0; part < own.Length; part++)
                    AddInterpolated(point, own[part], strengths?[part], plant, point - _firstPoint[first], driver);
        }
    });

    void AddInterpolated(int point, int part, Complex[]? strengths, TransferMatrix plant, int to, int driver)
    {
        int last = _pressures.GetLength(2) - 1;
        double travel = _travel[point, driver];
        UniformSpline? spline = !_grid.IsTransform ? null : new([.. Enumerable.Range(0, last + 1).Select(f => _pressures[point, part, f])]);
        Complex delay = Complex.One, step = _grid.IsTransform ? Delay(_grid.Frequency(1), travel) : Complex.Zero;
        for (int bin = 0; bin < _grid.BinCount; bin++)
        {
            double frequency = _grid.Frequency(bin);
            delay = spline is null || bin % BinsByStep == 0 ? Delay(frequency, travel) : delay * step;
            Complex pressure = (spline?.At(Math.Min(frequency / StepHz, last)) ?? _pressures[point, part, bin]) * delay;
            plant[to, driver, bin] += strengths is null ? pressure : strengths[bin] * pressure;
        }
    }

    Complex[,,] Pressures(double[] frequencies)
    {
        var coarse = new Complex[_firstPoint[^1], _parts.Length, frequencies.Length];
        Parallel.For(0, frequencies.Length, f =>
        {
            Span<Complex> pressures = stackalloc Complex[2];
            for (int part = 0; part < _parts.Length; part++)
            {
                DriverField? everywhere = _parts[part].FieldEverywhere(frequencies[f]);
                int point = 0;
                foreach (Receiver receiver in _receivers)
                {
                    receiver.Receive(everywhere ?? _parts[part].FieldAt(receiver, frequencies[f]), pressures);
                    for (int p = 0; p < receiver.Points; p++, point++)
                        coarse[point, part, f] = pressures[p] * Delay(frequencies[f], -_travel[point, _parts[part].Driver]);
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

    double[,] TravelDistances()
    {
        var travel = new double[_firstPoint[^1], _device.Drivers.Count];
        for (int driver = 0; driver < _device.Drivers.Count; driver++)
        {
            int point = 0;
            Position place = _device.PlaceOf(driver, _distance);
            foreach (Receiver receiver in _receivers)
                for (int p = 0; p < receiver.Points; p++) travel[point++, driver] = (place - receiver.Centre).Length;
        }
        return travel;
    }

    static Complex Delay(double frequency, double metres) => Complex.FromPolarCoordinates(1, -Air.WaveNumber(frequency) * metres);
}
