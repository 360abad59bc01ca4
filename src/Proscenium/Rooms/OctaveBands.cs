using System.Runtime.Intrinsics;

namespace Proscenium.Rooms;

/// <summary>The octave bands in which rooms are described.</summary>
static class OctaveBands
{
    /// <summary>Number of bands.</summary>
    public const int Count = 8;

    /// <summary>Middle frequencies: 63 Hz to 8 kHz.</summary>
    public static IReadOnlyList<double> Centres { get; } = [62.5, 125, 250, 500, 1000, 2000, 4000, 8000];

    /// <summary>Where a frequency in Hz lies between the bands: 0 at 63 Hz and below, 7 at 8 kHz and above, even steps an octave.</summary>
    public static double Place(double frequency) => Math.Clamp(Math.Log2(Math.Max(frequency, 1) / Centres[0]), 0, Count - 1);

    /// <summary>
    /// What each band counts at a frequency; they sum to 1, so that equal bands leave everything as it is. From one middle to the next a band fades
    /// out along a cosine of the logarithm of frequency while its neighbour fades in.
    /// </summary>
    internal static (int Lower, double UpperShare) Shares(double frequency)
    {
        double place = Place(frequency);
        int lower = Math.Min((int)place, Count - 2);
        return (lower, (1 - Math.Cos(Math.PI * (place - lower))) / 2);
    }

    /// <summary>Values by band.</summary>
    internal static OctaveValues Of(IEnumerable<double> values) => Vector512.Create<double>([.. values]);
}
