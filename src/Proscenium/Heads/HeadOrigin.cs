namespace Proscenium.Heads;

/// <summary>Where a measured head was read from, so that it can be found again.</summary>
/// <param name="Path">The file as it was named.</param>
/// <param name="EarsSwapped">True where the file's ears were exchanged on request.</param>
/// <param name="Sha256">The file's content, in lower-case hexadecimal digits.</param>
sealed record HeadOrigin(string Path, bool EarsSwapped, string Sha256)
{
    /// <summary>Degrees to the left by which the head was turned while it was measured, as was said on request.</summary>
    public double TurnDegrees { get; init; }

    /// <summary>True where the low end is the sphere's on request.</summary>
    public bool LowEndFromSphere { get; init; }

    /// <summary>What was put right, in words after a comma; empty for nothing.</summary>
    public string Corrections => (EarsSwapped ? ", ears exchanged" : "") + (TurnDegrees == 0 ? "" : FormattableString.Invariant($", turned straight by {TurnDegrees:0.##} degrees")) + (LowEndFromSphere ? ", low end of a sphere" : "");
}
