using System.Numerics;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Plants;

namespace Proscenium.Judging.FreeField;

/// <summary>The level of the loudest sine that a plan plays to the louder ear at the seat while every driver stays within what it bears.</summary>
sealed class HighestLevel
{
    const double BaffleDb = 6.02; // of a driver in a large baffle over one in free air

    readonly FreeFieldSetup _setup;
    readonly DriverLimits[] _limits;
    readonly double _ceilingDb, _offsetDb;

    /// <summary>Prepares it for a device.</summary>
    /// <param name="setup">The device and the seat.</param>
    /// <param name="ceilingDb">The true peak that no driver exceeds, dB of full scale.</param>
    public HighestLevel(FreeFieldSetup setup, double ceilingDb)
    {
        (_setup, _ceilingDb) = (setup, ceilingDb);
        _limits = [.. setup.Device.Drivers.Select(driver => driver.Ratings?.Limits ?? new())];
        double[] stated = [.. setup.Device.Drivers.Select(driver => driver.Ratings?.FullScaleDb).OfType<double>()];
        IsSoundPressure = stated.Length > 0;
        _offsetDb = IsSoundPressure ? stated.Average() - BaffleDb : 0;
    }

    /// <summary>Whether levels are sound pressure levels; otherwise they are relative to a driver at full scale in free air, 1 m away.</summary>
    public bool IsSoundPressure { get; }

    /// <summary>The level at a bin, dB.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="inputs">The inputs that play the sine, in phase.</param>
    /// <param name="bin">The bin.</param>
    public double At(MeasuredPlan plan, IReadOnlyList<int> inputs, int bin)
    {
        double hertz = plan.Grid.FrequencyAboveZero(bin), amplitude = double.PositiveInfinity;
        for (int driver = 0; driver < plan.Drivers; driver++)
        {
            double played = inputs.Aggregate(Complex.Zero, (sum, input) => sum + plan.Driver(input, driver)[bin]).Magnitude;
            if (played > 0) amplitude = Math.Min(amplitude, Math.Pow(10, AllowedDb(_limits[driver], hertz) / 20) / played);
        }
        double louder = new[] { Side.Left, Side.Right }.Max(ear => Pressure(plan, inputs, ear, bin, hertz).Magnitude);
        return double.IsFinite(amplitude) ? 20 * Math.Log10(Math.Max(amplitude * louder, 1e-15)) + _offsetDb : double.NegativeInfinity;
    }

    Complex Pressure(MeasuredPlan plan, IReadOnlyList<int> inputs, Side ear, int bin, double hertz)
    {
        Complex pressure = Complex.Zero;
        for (int driver = 0; driver < plan.Drivers; driver++)
            pressure += inputs.Aggregate(Complex.Zero, (sum, input) => sum + plan.Driver(input, driver)[bin]) * _setup.Ears[TransferMatrix.Ear(0, ear), driver, bin] * RollOff(_setup.Device.Drivers[driver], hertz);
        return pressure;
    }

    /// <summary>What an ideal driver radiates of what it is fed, by the resonance of its limits: the second derivative of its motion.</summary>
    static Complex RollOff(Driver driver, double hertz) =>
        driver.Response is null && driver.Ratings?.Excursion is { } excursion ? -Square(hertz / excursion.ResonanceHz) * Motion(hertz, excursion.ResonanceHz, excursion.Quality) : 1;

    /// <summary>How a diaphragm moves in a closed box, 1 far below the resonance.</summary>
    static Complex Motion(double hertz, double resonanceHz, double quality) => 1 / new Complex(1 - Square(hertz / resonanceHz), hertz / resonanceHz / quality);

    static double Square(double value) => value * value;

    /// <summary>The level of the loudest sine that a driver may be fed, dB of full scale.</summary>
    double AllowedDb(DriverLimits limits, double hertz)
    {
        double allowed = Math.Min(Math.Min(_ceilingDb, limits.PeakDb), limits.PowerDb ?? double.PositiveInfinity);
        return limits.ExcursionDb is { } excursion ? Math.Min(allowed, excursion - 20 * Math.Log10(Motion(hertz, limits.ResonanceHz, limits.Quality).Magnitude)) : allowed;
    }
}
