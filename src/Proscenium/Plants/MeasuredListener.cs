using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>
/// A listener at whose ears the drivers of a device were measured. For the rest of what a head does (places of virtual loudspeakers, reflections of a room, other seats), a model of the
/// head stands in: at a seat that was not measured, the measured responses change as the model's do.
/// </summary>
sealed class MeasuredListener : Head
{
    /// <summary>A model has dips where a head has none: what it changes by is bounded by this ratio.</summary>
    const double MostChange = 4;

    readonly Complex[][][] _responses; // points x drivers x bins
    readonly FrequencyGrid _grid;

    /// <summary>Takes over responses at the ears.</summary>
    /// <param name="model">The head where nothing was measured.</param>
    /// <param name="poses">Where the head was when it was measured.</param>
    /// <param name="responses">Points (pose 0 left ear, right ear, pose 1 left ear ...) x drivers x bins.</param>
    /// <param name="grid">The bins.</param>
    public MeasuredListener(Head model, IReadOnlyList<HeadPose> poses, Complex[][][] responses, FrequencyGrid grid)
    {
        if (responses.Length != 2 * poses.Count || responses.Any(drivers => drivers.Length != responses[0].Length || drivers.Any(response => response.Length != grid.BinCount)))
            throw new ArgumentException("A measured listener has two ears a pose, and one response per ear and driver.");
        (Model, Poses, _responses, _grid) = (model, [.. poses], responses, grid);
    }

    MeasuredListener(MeasuredListener same) => (Model, Poses, _responses, _grid) = (same.Model, same.Poses, same._responses, same._grid);

    /// <summary>The same listener, said to come from another file.</summary>
    internal MeasuredListener From(HeadOrigin origin) => new(this) { Origin = origin };

    /// <summary>The head where nothing was measured.</summary>
    internal override Head Model { get; }

    /// <summary>Where the head was when it was measured.</summary>
    public IReadOnlyList<HeadPose> Poses { get; }

    /// <summary>The drivers.</summary>
    public int Drivers => _responses[0].Length;

    /// <summary>The file it was read from; null where it was made from responses.</summary>
    internal HeadOrigin? Origin { get; init; }

    /// <summary>The plant at some poses.</summary>
    /// <param name="device">The device that was measured.</param>
    /// <param name="distance">Metres.</param>
    /// <param name="poses">The poses wanted.</param>
    /// <param name="grid">The bins wanted.</param>
    internal TransferMatrix Plant(Device device, double distance, IReadOnlyList<HeadPose> poses, FrequencyGrid grid)
    {
        if (device.Drivers.Count != Drivers) throw new SettingException($"the plant was measured for {Drivers} drivers, and {device.Name} has {device.Drivers.Count}: name the device that was measured.");
        if (!grid.IsTransform) return Sampled(Plants.Plant.AtEars(device, distance, this, poses, FrequencyGrid.ForDesign(grid.SampleRate)), grid); // levels and phases are smoothed over bins
        if (poses.SequenceEqual(Poses)) return Measured(Plants.Plant.AtEars(device, distance, Model, Poses, grid));
        TransferMatrix measured = Plants.Plant.AtEars(device, distance, this, Poses, grid), there = Plants.Plant.AtEars(device, distance, Model, Poses, grid), wanted = Plants.Plant.AtEars(device, distance, Model, poses, grid);
        TransferMatrix plant = new(wanted.Points, wanted.Drivers, grid);
        for (int pose = 0; pose < poses.Count; pose++)
        {
            int nearest = Nearest(poses[pose]);
            for (int ear = 0; ear < 2; ear++)
                for (int driver = 0; driver < Drivers; driver++)
                    for (int bin = 0; bin < grid.BinCount; bin++)
                    {
                        Complex change = Poses[nearest] == poses[pose] ? 1 : wanted[2 * pose + ear, driver, bin] / there[2 * nearest + ear, driver, bin];
                        double size = change.Magnitude;
                        plant[2 * pose + ear, driver, bin] = measured[2 * nearest + ear, driver, bin] * (size is <= MostChange and >= 1 / MostChange ? change : change * (Math.Clamp(size, 1 / MostChange, MostChange) / size));
                    }
        }
        return plant;
    }

    /// <summary>A plant at the nearest bins.</summary>
    static TransferMatrix Sampled(TransferMatrix fine, FrequencyGrid grid)
    {
        TransferMatrix plant = new(fine.Points, fine.Drivers, grid);
        for (int bin = 0; bin < grid.BinCount; bin++)
            for (int point = 0; point < fine.Points; point++)
                for (int driver = 0; driver < fine.Drivers; driver++) plant[point, driver, bin] = fine[point, driver, fine.Grid.Bin(grid.Frequency(bin))];
        return plant;
    }

    /// <summary>What was measured, at the model's time zero and without what all ways share.</summary>
    TransferMatrix Measured(TransferMatrix model)
    {
        Complex[] common = Common(model);
        double late = Late(model);
        TransferMatrix plant = new(model.Points, Drivers, model.Grid);
        for (int point = 0; point < model.Points; point++)
            for (int driver = 0; driver < Drivers; driver++)
                for (int bin = 0; bin < common.Length; bin++) plant[point, driver, bin] = Measured(point, driver, bin, model.Grid) * FrequencyResponse.Turn(model.Grid.Frequency(bin), -late) / common[bin];
        return plant;
    }

    /// <inheritdoc/>
    internal override EarPair PointSource(Position source, double frequency) => Model.PointSource(source, frequency);

    internal override EarPair[] PlaneWave(Position from, IReadOnlyList<double> frequencies) => Model.PlaneWave(from, frequencies);

    internal override EarPair Respond(DriverField field) => Model.Respond(field);

    /// <summary>
    /// What all ways share beyond the model: microphones, ears and the sound of the device as it is. It is of minimum phase and is taken out, since nobody knows which part of it is the
    /// microphones'; what drivers and ears differ by stays.
    /// </summary>
    Complex[] Common(TransferMatrix model)
    {
        double[] logarithms = new double[model.Grid.BinCount];
        for (int bin = 0; bin < logarithms.Length; bin++)
        {
            double sum = 0;
            for (int point = 0; point < model.Points; point++)
                for (int driver = 0; driver < Drivers; driver++) sum += Math.Log((Measured(point, driver, bin, model.Grid).Magnitude + 1e-12) / (model[point, driver, bin].Magnitude + 1e-12));
            logarithms[bin] = sum / (model.Points * Drivers);
        }
        double[] levels = Array.ConvertAll(ThirdOctave.Smoothed(logarithms), Math.Exp), phases = MinimumPhase.Radians(levels);
        return [.. levels.Select((level, bin) => Complex.FromPolarCoordinates(level, phases[bin]))];
    }

    /// <summary>By how much all measured ways are later than the model's in the mean: the time zero of a recording means nothing.</summary>
    double Late(TransferMatrix model) => Enumerable.Range(0, model.Points * Drivers).Average(path => PathAlignment.Anywhere(
        [.. Enumerable.Range(0, model.Grid.BinCount).Select(bin => Measured(path / Drivers, path % Drivers, bin, model.Grid))],
        [.. Enumerable.Range(0, model.Grid.BinCount).Select(bin => model[path / Drivers, path % Drivers, bin])], model.Grid).DelaySeconds);

    int Nearest(HeadPose pose) => Enumerable.Range(0, Poses.Count).MinBy(measured => Apart(Poses[measured], pose));

    static double Apart(HeadPose a, HeadPose b) => (a.Centre - b.Centre).Length + Math.Abs(a.YawDegrees - b.YawDegrees) * Math.PI / 180 * new SphericalHead().RadiusMetres;

    /// <summary>What was measured, at a bin of another grid: bins are so close together that a line joins them where the travel time is taken out.</summary>
    Complex Measured(int point, int driver, int bin, FrequencyGrid grid)
    {
        Complex[] response = _responses[point][driver];
        if (grid == _grid) return response[bin];
        double place = Math.Min(grid.Frequency(bin) / _grid.Frequency(1), response.Length - 1), part = place - Math.Floor(place);
        int below = Math.Min((int)place, response.Length - 2);
        (double before, double after) = (response[below].Magnitude, response[below + 1].Magnitude);
        double turn = before == 0 || after == 0 ? 0 : (response[below + 1] / response[below]).Phase;
        return response[below] * Complex.FromPolarCoordinates(before == 0 ? 1 : 1 + part * (after / before - 1), part * turn);
    }
}
