using System.Numerics;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Steering;

/// <summary>
/// What the drivers play of the low-frequency effects: the centre's bass 10 dB louder, up to 120 Hz (ITU-R BS.775), so that it comes from the
/// woofer in phase with the centre.
/// </summary>
/// <remarks>
/// Where no driver has the band, the lift is held back: a driver whose work costs more than <see cref="CentreBeam.WithinBand"/> gets as much
/// less as it costs more, so that below its band the effects fall off as the driver itself does. Below 40 Hz short filters cannot tell.
/// </remarks>
static class LowFrequencyEffects
{
    /// <summary>How much louder they play than a main channel, in dB (ITU-R BS.775).</summary>
    public const double LiftDb = 10;

    const double MinHz = 40, MaxHz = 120, SilentHz = 400, TellAtHz = 100, TellDb = 1;

    /// <summary>Weights, <c>bins x drivers</c>.</summary>
    /// <param name="centre">Those of the centre.</param>
    /// <param name="drivers">The device's drivers.</param>
    public static Complex[][] Weights(SteeredWeights centre, IReadOnlyList<Driver> drivers) =>
        [.. centre.Weights.Select((here, bin) => Array.ConvertAll(here, weight => Gain(drivers, centre.Grid.Frequency(bin)) * weight))];

    /// <summary>One sentence where the drivers' bands do not allow the lift from 40 to 100 Hz; else none.</summary>
    /// <param name="drivers">The device's drivers.</param>
    public static IEnumerable<string> Shortfall(IReadOnlyList<Driver> drivers)
    {
        (double low, double high) = (20 * Math.Log10(Gain(drivers, MinHz)), 20 * Math.Log10(Gain(drivers, TellAtHz)));
        if (low < LiftDb - TellDb)
            yield return Invariant($"lfe: the drivers have too little bass for a level of {LiftDb:0} dB relative to the centre: the level is {low:0.0} dB at {MinHz:0} Hz and {high:0.0} dB at {TellAtHz:0} Hz.");
    }

    /// <summary>Linear gain against the centre at a frequency in Hz.</summary>
    static double Gain(IReadOnlyList<Driver> drivers, double frequency)
    {
        double allowed = Math.Min(1, CentreBeam.WithinBand / BandWeights.MinCost(drivers, Math.Max(MinHz, frequency)));
        return Math.Pow(10, LiftDb / 20) * Math.Sqrt(allowed) * (1 - LogRamp.Rise(frequency, MaxHz, SilentHz));
    }
}
