namespace Proscenium.Judging.Hearing;

/// <summary>How wide a stage is heard: from where the left input is heard alone to where the right one is.</summary>
/// <param name="LeftDegrees">Azimuth of hard left, + = left.</param>
/// <param name="RightDegrees">Azimuth of hard right.</param>
readonly record struct StageWidth(double LeftDegrees, double RightDegrees)
{
    /// <summary>The angle between both, negative where the sides are exchanged.</summary>
    public double Degrees => LeftDegrees - RightDegrees;

    /// <summary>The stage between two sounds.</summary>
    public static StageWidth Between(Localisation left, Localisation right) => new(left.AzimuthDegrees, right.AzimuthDegrees);
}
