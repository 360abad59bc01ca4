namespace Proscenium.Mathematics;

/// <summary>What numbers in files of sound and measurements can mean at all. What is beyond is a slip of the pen or damage, and is refused where it is read: finite numbers alone may take hours, or end as no numbers.</summary>
static class SaneRange
{
    /// <summary>The lowest frequency in Hz, beside 0 where that may stand.</summary>
    public const double LeastHertz = 0.1;

    /// <summary>The highest frequency in Hz.</summary>
    public const double MostHertz = 1e6;

    /// <summary>The largest level, in dB either way.</summary>
    public const double MostDecibels = 300;

    /// <summary>The same as a factor.</summary>
    public const double MostFactor = 1e15;

    /// <summary>The largest tap of a filter: 200 dB.</summary>
    public const float MostTap = 1e10f;

    /// <summary>The longest time in seconds, before or after.</summary>
    public const double MostSeconds = 10;

    /// <summary>The largest phase in degrees, either way: ten seconds at the highest frequency.</summary>
    public const double MostDegrees = 360 * MostSeconds * MostHertz;

    /// <summary>The frequencies in words.</summary>
    public const string Frequencies = "0.1 Hz to 1 MHz";

    /// <summary>The levels in words.</summary>
    public const string Levels = "-300 to 300 dB";

    /// <summary>True for a frequency from the lowest to the highest.</summary>
    public static bool IsFrequency(double hertz) => hertz is >= LeastHertz and <= MostHertz;

    /// <summary>True for a level.</summary>
    public static bool IsLevel(double decibels) => Math.Abs(decibels) <= MostDecibels;

    /// <summary>True for a time.</summary>
    public static bool IsTime(double seconds) => Math.Abs(seconds) <= MostSeconds;

    /// <summary>True for a tap of a filter: up to 200 dB.</summary>
    public static bool IsTap(float value) => Math.Abs(value) <= MostTap;

    /// <summary>True for a sample or a factor.</summary>
    public static bool IsSample(double value) => Math.Abs(value) <= MostFactor;
}
