using Proscenium.Acoustics;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>
/// Where the centre passes from all drivers to those that face the listener, and from a line of those to the one in the middle: drivers that play alike, too far apart,
/// cancel towards listeners beside the axis.
/// </summary>
/// <remarks>
/// An even number of drivers d apart that plays symmetrically has a null at asin(c / (2 f d)), whatever the weights: their pattern is a palindromic polynomial in
/// e^{jkd sin(azimuth)}, and such a one of odd degree is 0 at -1. A driver that is louder than all the others together leaves none.
/// </remarks>
sealed class HandOver
{
    const double AllFromHz = 3000, AllToHz = 3700, LeastFromHz = 350;

    /// <summary>The line begins to hand over where the ways of neighbours to the edge of the lobe differ by this much of a wavelength, and has done so where they differ by half of one.</summary>
    const double FromWavelengths = 1 / 3.5, ToWavelengths = 0.5;

    /// <summary>The middle driver must seem to stand in front: localisation blur there is 1 to 4 degrees (Blauert, Spatial Hearing, 1997).</summary>
    const double LargestOffsetDegrees = 3;

    /// <summary>Fewer drivers are no line.</summary>
    const int LeastLine = 3;

    readonly IReadOnlyList<Driver> _drivers;
    readonly Driver[] _line;
    readonly Driver? _middle;
    readonly double _lineFromHz = double.PositiveInfinity, _lineToHz = double.PositiveInfinity;

    /// <summary>Finds the drivers that take over.</summary>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres to the listener.</param>
    /// <param name="lobeDegrees">Half the width of the lobe.</param>
    public HandOver(Device device, double distance, double lobeDegrees)
    {
        _drivers = device.Drivers;
        _line = [.. _drivers.Where(driver => FacesListener(driver) && driver.Kind is DriverKind.Fullrange or DriverKind.Mid).OrderBy(driver => driver.Left)];
        if (_line.Length < LeastLine) return;
        Driver nearest = _line.MinBy(driver => Math.Abs(driver.Left))!;
        if (Math.Atan(Math.Abs(nearest.Left) / distance) * 180 / Math.PI > LargestOffsetDegrees) return;
        double gap = _line.Zip(_line.Skip(1), (right, left) => left.Left - right.Left).Max(), oneWavelength = Air.SpeedOfSound / (gap * Math.Sin(lobeDegrees * Math.PI / 180));
        (_middle, _lineFromHz) = (nearest, Math.Max(LeastFromHz, FromWavelengths * oneWavelength));
        _lineToHz = _lineFromHz * ToWavelengths / FromWavelengths;
    }

    /// <summary>From here on the drivers lose what nulls at the sides need.</summary>
    public double FromHz => Math.Min(AllFromHz, _lineFromHz);

    /// <summary>From here on only those play that take over.</summary>
    public double ToHz => Math.Min(AllToHz, _lineToHz);

    /// <summary>What the drivers' work costs at a frequency, <see cref="BandWeights"/> included.</summary>
    public double[] Effort(double frequency)
    {
        bool inFront = false;
        foreach (Driver driver in _drivers) inFront |= Reaches(driver, frequency);
        double all = Fade(frequency, AllFromHz, AllToHz), line = Fade(frequency, _lineFromHz, _lineToHz);
        Span<double> times = stackalloc double[_drivers.Count];
        for (int n = 0; n < times.Length; n++)
            times[n] = _middle is not null && _drivers[n] != _middle && _line.Contains(_drivers[n]) ? line : inFront && !Reaches(_drivers[n], frequency) ? all : 1;
        return BandWeights.Times(_drivers, frequency, times);
    }

    static double Fade(double frequency, double fromHz, double toHz) => Math.Pow(BandWeights.MaxCost, LogRamp.Rise(frequency, fromHz, toHz));

    static bool Reaches(Driver driver, double frequency) => FacesListener(driver) && driver.HighHz > frequency / 2;

    static bool FacesListener(Driver driver) => Math.Abs(driver.AzimuthDegrees) < 45 && Math.Abs(driver.ElevationDegrees) < 45;
}
