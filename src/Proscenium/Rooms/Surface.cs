using System.Runtime.Intrinsics;

namespace Proscenium.Rooms;

/// <summary>The acoustics of a wall's material.</summary>
/// <param name="Name">A material's name, or a word for what was given.</param>
/// <param name="Absorption">Energy absorption coefficients, one for each of <see cref="OctaveBands"/>, 0 to 1.</param>
sealed record Surface(string Name, IReadOnlyList<double> Absorption)
{
    /// <summary>Energy absorption coefficients, one for each of <see cref="OctaveBands"/>, 0 to 1.</summary>
    public IReadOnlyList<double> Absorption { get; } = Absorption.Count == OctaveBands.Count && Absorption.All(value => value is >= 0 and <= 1) ? Absorption
        : throw new SettingException($"a surface has {OctaveBands.Count} absorption coefficients of 0 to 1.");

    /// <summary>A surface that takes the same share of every band.</summary>
    /// <param name="absorption">0 to 1.</param>
    public static Surface Uniform(double absorption) => new(FormattableString.Invariant($"{absorption}"), [.. Enumerable.Repeat(absorption, OctaveBands.Count)]);

    /// <summary>True where all bands are alike.</summary>
    internal bool IsUniform => Absorption.All(value => value == Absorption[0]);

    /// <summary>Pressure reflection by band: sqrt(1 - absorption), without a change of phase.</summary>
    internal OctaveValues Reflection => Vector512.Sqrt(OctaveValues.One - OctaveBands.Of(Absorption));
}
