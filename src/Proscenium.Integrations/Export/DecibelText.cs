using System.Globalization;

namespace Proscenium.Integrations.Export;

/// <summary>Decibels as files of other programs have them: with a point, and digits enough for any level.</summary>
static class DecibelText
{
    /// <summary>The number alone.</summary>
    public static string Of(double decibels) => decibels.ToString("0.0########", CultureInfo.InvariantCulture);

    /// <summary>Two decimals, rounded down, so that a gain never exceeds the one that is meant.</summary>
    public static string RoundedDown(double decibels) => (Math.Floor(Math.Round(100 * decibels, 6)) / 100).ToString("0.00", CultureInfo.InvariantCulture);
}
