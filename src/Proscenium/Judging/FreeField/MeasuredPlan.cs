using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.Balance;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Judging.FreeField;

/// <summary>
/// Measures a plan as it runs: impulses on each filter input, through the real <see cref="Renderer"/>, to the drivers, and through a
/// plant to points. The upmix is left out, so that every path is measured by itself.
/// </summary>
sealed class MeasuredPlan
{
    const double OverStimulus = 64; // the impulses are well below the guard's full scale

    readonly Complex[,][] _drivers; // [input, driver][bin]
    readonly UpmixMode? _upmix;

    /// <summary>Runs the impulses.</summary>
    /// <param name="plan">The plan to judge.</param>
    /// <param name="blockFrames">Block size of the run.</param>
    public MeasuredPlan(RenderPlan plan, int blockFrames = 512)
    {
        Grid = FrequencyGrid.ForDesign(plan.SampleRate);
        RenderPlan paths = plan with { Upmix = null, Bank = null };
        Inputs = paths.Inputs.Count;
        _upmix = plan.Upmix;
        _drivers = new Complex[Inputs, paths.Drivers.Count][];
        double[] time = new double[Grid.FftLength];
        for (int input = 0; input < Inputs; input++)
        {
            AudioBuffer output = Impulse(paths, input, blockFrames, Grid.FftLength);
            for (int driver = 0; driver < paths.Drivers.Count; driver++)
            {
                ReadOnlySpan<float> response = output.Block()[driver];
                for (int n = 0; n < time.Length; n++) time[n] = OverStimulus * response[n];
                _drivers[input, driver] = Spectra.Of(time, Grid);
            }
        }
    }

    /// <summary>A measured plan by its responses, [input, driver][bin].</summary>
    internal MeasuredPlan(FrequencyGrid grid, Complex[,][] drivers, UpmixMode? upmix = null) => (Grid, Inputs, _drivers, _upmix) = (grid, drivers.GetLength(0), drivers, upmix);

    /// <summary>Test programmes as the plan's inputs get them, behind its upmix.</summary>
    internal TestProgrammes Programmes => TestProgrammes.Of(_upmix, hasCentre: _upmix is null && Inputs > 2, Grid.SampleRate);

    /// <summary>The same of two channels, as they are played without a centre channel.</summary>
    internal TestProgrammes StereoProgrammes => TestProgrammes.Of(_upmix, hasCentre: false, Grid.SampleRate);

    /// <summary>Number of inputs measured.</summary>
    public int Inputs { get; }

    /// <summary>Number of drivers.</summary>
    public int Drivers => _drivers.GetLength(1);

    /// <summary>The frequencies of the bins.</summary>
    public FrequencyGrid Grid { get; }

    /// <summary>What one input sends to one driver, by bin.</summary>
    public IReadOnlyList<Complex> Driver(int input, int driver) => _drivers[input, driver];

    /// <summary>Effort of one input at a bin, in dB: the drivers' summed power against the reference driver alone.</summary>
    public double EffortDb(int input, int bin) => Band.Decibels(Enumerable.Range(0, Drivers).Sum(driver => _drivers[input, driver][bin].MagnitudeSquared()));

    /// <summary>The frequency in Hz, from 20 Hz to 20 kHz, at which one input's effort is largest, and that effort in dB.</summary>
    public (double Hertz, double Decibels) LargestEffort(int input)
    {
        int from = Grid.Bin(20), worst = Enumerable.Range(from, Grid.Bin(20000) - from + 1).MaxBy(bin => EffortDb(input, bin));
        return (Grid.Frequency(worst), EffortDb(input, worst));
    }

    /// <summary>The largest single driver gain of one input from 20 Hz to 20 kHz, in dB against the untreated input, its driver and its frequency in Hz.</summary>
    public (double Hertz, double Decibels, int Driver) MaxGain(int input)
    {
        int from = Grid.Bin(20), to = Grid.Bin(20000);
        (int driver, int bin) = Enumerable.Range(0, Drivers).SelectMany(n => Enumerable.Range(from, to - from + 1).Select(b => (n, b))).MaxBy(at => _drivers[input, at.n][at.b].MagnitudeSquared());
        return (Grid.Frequency(bin), Band.Decibels(_drivers[input, driver][bin].MagnitudeSquared()), driver);
    }

    /// <summary>The same plan on a device whose drivers do not do what they should.</summary>
    /// <param name="errors">What each driver does of what it should, drivers x bins; 1 = right.</param>
    internal MeasuredPlan Mistuned(Complex[][] errors)
    {
        var drivers = new Complex[Inputs, Drivers][];
        for (int input = 0; input < Inputs; input++)
            for (int driver = 0; driver < Drivers; driver++)
                drivers[input, driver] = [.. _drivers[input, driver].Zip(errors[driver], (right, error) => right * error)];
        return new(Grid, drivers, _upmix);
    }

    /// <summary>The same at the nearest of its frequencies: a plan's delay is that of all its paths, and so is what these are off.</summary>
    internal MeasuredPlan Sampled(FrequencyGrid grid)
    {
        var drivers = new Complex[Inputs, Drivers][];
        for (int input = 0; input < Inputs; input++)
            for (int driver = 0; driver < Drivers; driver++)
            {
                Complex[] fine = _drivers[input, driver];
                drivers[input, driver] = [.. Enumerable.Range(0, grid.BinCount).Select(bin => fine[Grid.Bin(grid.Frequency(bin))])];
            }
        return new(grid, drivers, _upmix);
    }

    /// <summary>What one input sends to one point of a plant on the same grid, by bin.</summary>
    public Complex[] Point(int input, TransferMatrix plant, int point)
    {
        var response = new Complex[Grid.BinCount];
        for (int bin = 0; bin < response.Length; bin++)
            for (int driver = 0; driver < plant.Drivers; driver++) response[bin] += plant[point, driver, bin] * _drivers[input, driver][bin];
        return response;
    }

    /// <summary>What one input sends to both ears in a pose of a plant on the same grid.</summary>
    public EarSpectra AtEars(int input, TransferMatrix ears, int pose) => new(Point(input, ears, TransferMatrix.Ear(pose, Side.Left)), Point(input, ears, TransferMatrix.Ear(pose, Side.Right)));

    /// <summary>What left, right and centre have in common at the ears, at the seat of a setup.</summary>
    internal CrossPower AtEarsTogether(FreeFieldSetup setup) => CrossPower.AtEars([.. Enumerable.Range(0, Math.Min(3, Inputs)).Select(input => AtEars(input, setup.Ears, 0))], Grid);

    /// <summary>Mean power of one input over all points of a plant on the same grid, by bin.</summary>
    internal double[] MeanPower(int input, TransferMatrix plant)
    {
        double[] power = new double[Grid.BinCount];
        Parallel.For(0, power.Length, bin =>
        {
            // bins outside: the plant holds the points of a bin together
            for (int point = 0; point < plant.Points; point++)
                power[bin] += Pressure(input, plant.Row(point, bin), bin).MagnitudeSquared() / plant.Points;
        });
        return power;
    }

    /// <summary>What one input sends to a point at a bin.</summary>
    /// <param name="input">The input.</param>
    /// <param name="row">The point's pressure per driver.</param>
    /// <param name="bin">The bin.</param>
    internal Complex Pressure(int input, ReadOnlySpan<Complex> row, int bin)
    {
        Complex pressure = Complex.Zero;
        for (int driver = 0; driver < row.Length; driver++) pressure += row[driver] * _drivers[input, driver][bin];
        return pressure;
    }

    static AudioBuffer Impulse(RenderPlan plan, int input, int blockFrames, int frames)
    {
        Renderer renderer = new(plan, blockFrames, gain: 1 / OverStimulus);
        AudioBuffer stimulus = new(plan.Inputs.Count, frames), output = new(plan.Drivers.Count, frames);
        stimulus.Block()[input][0] = 1;
        for (int start = 0; start < frames; start += blockFrames)
        {
            int count = Math.Min(blockFrames, frames - start);
            renderer.Process(stimulus.Block().Slice(start, count), output.Block().Slice(start, count));
        }
        return output;
    }
}
