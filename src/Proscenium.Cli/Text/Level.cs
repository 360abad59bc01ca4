namespace Proscenium.Cli.Text;

/// <summary>Decibels with one decimal.</summary>
static class Level
{
    /// <summary>The number alone, without a minus before what rounds to 0.</summary>
    public static string Of(double decibels) => decibels.ToString("0.0;-0.0;0.0");

    /// <summary>A difference, with its sign, and without one before what rounds to 0.</summary>
    public static string Change(double decibels) => decibels.ToString("+0.0;-0.0;0.0");
}
