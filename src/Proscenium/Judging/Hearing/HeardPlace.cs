namespace Proscenium.Judging.Hearing;

/// <summary>Where a sound is heard, and how certainly.</summary>
/// <param name="AzimuthDegrees">-90 to 90, + = left.</param>
/// <param name="UncertaintyDegrees">Two of three answers of listeners lie within it (<see cref="Uncertainty"/>).</param>
readonly record struct HeardPlace(double AzimuthDegrees, double UncertaintyDegrees);
