namespace Proscenium.Judging.Hearing;

/// <summary>How wide a stage is heard: from where the left input is heard alone to where the right one is.</summary>
/// <param name="Left">Where hard left is heard.</param>
/// <param name="Right">Where hard right is.</param>
readonly record struct StageWidth(HeardPlace Left, HeardPlace Right)
{
    /// <summary>The angle between both, negative where the sides are exchanged.</summary>
    public double Degrees => Left.AzimuthDegrees - Right.AzimuthDegrees;

    /// <summary>How uncertain the angle is: the places are heard independently.</summary>
    public double UncertaintyDegrees => double.Hypot(Left.UncertaintyDegrees, Right.UncertaintyDegrees);

    /// <summary>To a degree, with the uncertainty.</summary>
    public string Words => HeardPlace.InWords(Degrees, UncertaintyDegrees);

    /// <summary>The stage between two sounds.</summary>
    public static StageWidth Between(Localisation left, Localisation right) => new(left.Place, right.Place);
}
