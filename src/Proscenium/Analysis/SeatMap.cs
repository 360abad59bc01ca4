using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Analysis;

/// <summary>
/// Cancellation over the places where a head may be: the mean of left and right, ERB-weighted from 300 Hz to 8 kHz. The plant is computed at the places of a lattice and interpolated between them
/// without the time that sound takes to each ear, which is exact everywhere: within 0.1 dB of the plant itself.
/// </summary>
sealed class SeatMap
{
    static readonly SphericalHead _sphere = new();

    readonly Device _device;
    readonly double _distance;
    readonly SeatArea _area;
    readonly FrequencyGrid _grid;
    readonly double[] _lefts, _forwards; // of the lattice
    readonly Complex[][] _lattice; // [place][(bin x ears + ear) x drivers + driver], without the travel time
    readonly Complex[]?[] _cells; // the plant of each cell, from the second map on: most devices are drawn once
    readonly int _from, _bins;
    bool _isDrawn;

    /// <summary>Computes the plant of an area.</summary>
    /// <param name="device">Faces the seat.</param>
    /// <param name="distance">Metres from the seat to the device's centre.</param>
    /// <param name="head">The head, which looks straight ahead.</param>
    /// <param name="area">Where it may be.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public SeatMap(Device device, double distance, Head head, SeatArea area, int sampleRate)
    {
        (_device, _distance, _area, _grid) = (device, distance, area, FrequencyGrid.ForPlanning(sampleRate));
        _from = _grid.Bin(Separation.MinHz);
        _bins = _grid.Bin(Math.Min(Separation.MaxHz, 0.49 * sampleRate)) - _from + 1;
        (_lefts, _forwards) = (Lattice(area.FromLeft, area.ToLeft), Lattice(area.FromForward, area.ToForward));
        HeadPose[] poses = [.. _forwards.SelectMany(forward => _lefts.Select(left => new HeadPose(left, 0, forward)))];
        TransferMatrix[] ways = [.. device.Drivers.Select(driver => Plant.AtEars(device with { Drivers = [driver] }, distance, head, poses, _grid))]; // each by itself, so that those that stay need not be computed again
        _lattice = new Complex[poses.Length][];
        _cells = new Complex[area.Rows * area.Columns][];
        Parallel.For(0, poses.Length, place => _lattice[place] = WithoutTravel(ways, place, poses[place]));
    }

    int Drivers => _device.Drivers.Count;

    /// <summary>The map of a plan, rows x columns, dB: row 0 is the farthest from the device, column 0 the listener's left.</summary>
    /// <param name="plan">The plan, or weights, on any frequencies.</param>
    /// <param name="contralateralRatio">What the contralateral ear should hear of an input, over what the ipsilateral ear hears, by side and frequency in Hz; 0: nothing.</param>
    public float[] Of(MeasuredPlan plan, Func<Side, double, Complex> contralateralRatio)
    {
        Complex[][] wanted = Array.ConvertAll([Side.Left, Side.Right], side => Enumerable.Range(0, _bins).Select(bin => contralateralRatio(side, _grid.Frequency(_from + bin))).ToArray());
        Complex[] weights = new Complex[_bins * 2 * Drivers];
        for (int bin = 0; bin < _bins; bin++)
            for (int input = 0; input < 2; input++)
                for (int driver = 0; driver < Drivers; driver++) weights[(bin * 2 + input) * Drivers + driver] = plan.Driver(input, driver)[plan.Grid.Bin(_grid.Frequency(_from + bin))];
        float[] map = new float[_cells.Length];
        bool keeps = _isDrawn;
        Parallel.For(0, _area.Rows, row =>
        {
            Complex[] passing = keeps ? [] : new Complex[weights.Length];
            for (int column = 0; column < _area.Columns; column++)
            {
                int cell = row * _area.Columns + column;
                if (_cells[cell] is not { } plant)
                {
                    plant = keeps ? new Complex[weights.Length] : passing;
                    Interpolate(new(_area.Left(column), 0, _area.Forward(row)), plant);
                    if (keeps) _cells[cell] = plant; // whole, since another map may be drawn at the same time
                }
                map[cell] = (float)Mean(plant, weights, wanted);
            }
        });
        _isDrawn = true;
        return map;
    }

    /// <summary>Mean cancellation of a place.</summary>
    double Mean(Complex[] plant, Complex[] weights, Complex[][] wanted)
    {
        double sum = 0, total = 0;
        for (int bin = 0; bin < _bins; bin++)
        {
            double hertz = _grid.Frequency(_from + bin), weight = _grid.Share(_from + bin) / ErbScale.Bandwidth(hertz);
            for (int input = 0; input < 2; input++)
            {
                Complex ipsilateral = Heard(plant, weights, bin, input, input), excess = Heard(plant, weights, bin, input, 1 - input) - wanted[input][bin] * ipsilateral;
                sum += weight / 2 * Math.Min(Cancellation.DeepestDb, Band.Decibels(ipsilateral.MagnitudeSquared() / Math.Max(excess.MagnitudeSquared(), 1e-30)));
            }
            total += weight;
        }
        return sum / total;
    }

    Complex Heard(Complex[] plant, Complex[] weights, int bin, int input, int ear)
    {
        ReadOnlySpan<Complex> ways = plant.AsSpan((bin * 2 + ear) * Drivers, Drivers), sent = weights.AsSpan((bin * 2 + input) * Drivers, Drivers);
        Complex sum = Complex.Zero;
        for (int driver = 0; driver < ways.Length; driver++) sum += ways[driver] * sent[driver];
        return sum;
    }

    /// <summary>The plant of a place: bins x ears x drivers.</summary>
    void Interpolate(HeadPose pose, Complex[] plant)
    {
        (int left, double alongLeft) = Within(_lefts, pose.Left);
        (int forward, double alongForward) = Within(_forwards, pose.Forward);
        Span<(int Place, double Weight)> corners = stackalloc (int, double)[4];
        for (int corner = 0; corner < 4; corner++)
            corners[corner] = ((forward + corner / 2) * _lefts.Length + left + corner % 2, (corner / 2 == 0 ? 1 - alongForward : alongForward) * (corner % 2 == 0 ? 1 - alongLeft : alongLeft));
        Span<Complex> turns = stackalloc Complex[_bins];
        Array.Clear(plant);
        foreach ((int place, double weight) in corners)
            if (weight != 0)
                for (int n = 0; n < plant.Length; n++) plant[n] += weight * _lattice[place][n];
        for (int ear = 0; ear < 2; ear++)
            for (int driver = 0; driver < Drivers; driver++)
            {
                Turn(-Travel(driver, ear, pose), turns);
                for (int bin = 0; bin < _bins; bin++) plant[(bin * 2 + ear) * Drivers + driver] *= turns[bin];
            }
    }

    Complex[] WithoutTravel(TransferMatrix[] ways, int place, HeadPose pose)
    {
        Complex[] values = new Complex[_bins * 2 * Drivers];
        Span<Complex> turns = stackalloc Complex[_bins];
        for (int ear = 0; ear < 2; ear++)
            for (int driver = 0; driver < Drivers; driver++)
            {
                Turn(Travel(driver, ear, pose), turns);
                for (int bin = 0; bin < _bins; bin++) values[(bin * 2 + ear) * Drivers + driver] = ways[driver][TransferMatrix.Ear(place, (Side)ear), 0, _from + bin] * turns[bin];
            }
        return values;
    }

    /// <summary>e^(j 2 pi f t) at every bin: an octave higher it is its square.</summary>
    void Turn(double seconds, Span<Complex> turns)
    {
        for (int bin = 0; bin < turns.Length; bin++)
            turns[bin] = bin < FrequencyGrid.PlanningPerOctave ? Complex.FromPolarCoordinates(1, 2 * Math.PI * _grid.Frequency(_from + bin) * seconds) : turns[bin - FrequencyGrid.PlanningPerOctave] * turns[bin - FrequencyGrid.PlanningPerOctave];
    }

    /// <summary>Seconds from a driver to an ear on a sphere of usual size: what is left for another head turns little from place to place.</summary>
    double Travel(int driver, int ear, HeadPose pose)
    {
        Position way = pose.ToHead(_device.PlaceOf(driver, _distance));
        double metres = Math.Max(way.Length, 1.01 * _sphere.RadiusMetres);
        return metres / Air.SpeedOfSound + SphereArrival.Seconds(metres, Math.Acos(Math.Clamp(way.Dot(_sphere.Ear((Side)ear)) / way.Length, -1, 1)), _sphere.RadiusMetres);
    }

    static (int Below, double Along) Within(double[] lattice, double value)
    {
        if (lattice.Length == 1) return (0, 0);
        double place = Math.Clamp((value - lattice[0]) / (lattice[1] - lattice[0]), 0, lattice.Length - 1);
        int below = Math.Min((int)place, lattice.Length - 2);
        return (below, place - below);
    }

    /// <summary>Steps of about a twentieth of the distance: the nearer, the more a step turns the device about the head.</summary>
    double[] Lattice(double from, double to)
    {
        int steps = Math.Max(1, (int)Math.Ceiling((to - from) / Math.Clamp(_distance / 20, 0.02, 0.1)));
        return [.. Enumerable.Range(0, steps + 1).Select(step => from + (to - from) * step / steps)];
    }
}
