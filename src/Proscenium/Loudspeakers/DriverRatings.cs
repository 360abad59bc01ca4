using Proscenium.Acoustics;
using Proscenium.Engine.Plan;

namespace Proscenium.Loudspeakers;

/// <summary>What a driver can bear, as a device file states it.</summary>
sealed record DriverRatings
{
    /// <summary>Sound pressure level at 1 m of a sine at full scale well above the resonance, on a large baffle, dB; null where nobody knows it.</summary>
    public double? FullScaleDb { get; init; }

    /// <summary>The largest true peak, dB of full scale.</summary>
    public double PeakDb { get; init; }

    /// <summary>How far the diaphragm may move, or null.</summary>
    public ExcursionRating? Excursion { get; init; }

    /// <summary>What the voice coil bears without end, or null.</summary>
    public PowerRating? Power { get; init; }

    /// <summary>The same in terms of the samples that the driver is fed.</summary>
    public DriverLimits Limits
    {
        get
        {
            DriverLimits limits = new() { PeakDb = PeakDb };
            if (Excursion is { } excursion) limits = limits with { ExcursionDb = excursion.LevelAt(FullScaleDb), ResonanceHz = excursion.ResonanceHz, Quality = excursion.Quality };
            return Power is { } power ? limits with { PowerDb = power.Level, PowerSeconds = power.Seconds } : limits;
        }
    }
}

/// <summary>How far a diaphragm may move.</summary>
/// <param name="ResonanceHz">Resonance in the box.</param>
/// <param name="Quality">Total quality in the box.</param>
/// <param name="LevelDb">The level of a sine far below the resonance at which it moves that far, dB of full scale; null where the lengths say it.</param>
/// <param name="Millimetres">From rest to the end, where no level is given.</param>
/// <param name="AreaSquareCentimetres">What the diaphragm moves.</param>
sealed record ExcursionRating(double ResonanceHz, double Quality, double? LevelDb, double Millimetres, double AreaSquareCentimetres)
{
    /// <summary>The level of a sine far below the resonance that moves it as far as it may, dB of full scale.</summary>
    /// <param name="fullScaleDb">Sound pressure level at 1 m of a sine at full scale.</param>
    public double LevelAt(double? fullScaleDb) => LevelDb ?? 20 * Math.Log10(1e-3 * Millimetres / AtFullScale(fullScaleDb!.Value));

    /// <summary>Metres at full scale, far below the resonance: pressure x 2 pi r = density x area x acceleration (Beranek and Mellow, Acoustics, 2012, section 4.10), which the resonance ends.</summary>
    double AtFullScale(double fullScaleDb)
    {
        double pressure = Math.Sqrt(2) * Air.ReferencePressure * Math.Pow(10, fullScaleDb / 20), angular = 2 * Math.PI * ResonanceHz;
        return 2 * Math.PI * pressure / (Air.Density * 1e-4 * AreaSquareCentimetres * angular * angular);
    }
}

/// <summary>What a voice coil bears without end.</summary>
/// <param name="Seconds">Time constant of its warming.</param>
/// <param name="LevelDb">The level of a sine, dB of full scale; null where the powers say it.</param>
/// <param name="Watts">The power, where no level is given.</param>
/// <param name="FullScaleWatts">What the amplifier gives the driver for a sine at full scale.</param>
sealed record PowerRating(double Seconds, double? LevelDb, double Watts, double FullScaleWatts)
{
    /// <summary>The level of a sine, dB of full scale.</summary>
    public double Level => LevelDb ?? 10 * Math.Log10(Watts / FullScaleWatts);
}
