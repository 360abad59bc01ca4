namespace Proscenium.Judging.Hearing;

/// <summary>Where a sound is heard, and how certainly.</summary>
/// <param name="AzimuthDegrees">-90 to 90, + = left.</param>
/// <param name="UncertaintyDegrees">Two of three answers of listeners lie within it (<see cref="Uncertainty"/>).</param>
readonly record struct HeardPlace(double AzimuthDegrees, double UncertaintyDegrees)
{
    /// <summary>To a degree, with the uncertainty.</summary>
    public string Words => InWords(AzimuthDegrees, UncertaintyDegrees);

    /// <summary>An angle and its uncertainty to a degree, without a sign before what rounds to 0.</summary>
    internal static string InWords(double degrees, double uncertaintyDegrees) => FormattableString.Invariant($"{degrees:0;-0;0} +-{uncertaintyDegrees:0}");
}
