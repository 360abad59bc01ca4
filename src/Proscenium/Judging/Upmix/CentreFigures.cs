namespace Proscenium.Judging.Upmix;

/// <summary>
/// How an extracted centre C = F(c) + F(r) compares with the true centre c, where the mix is c in both channels and a rest r, and F the
/// gains that were decided on the mix. Ratios are in dB; NaN stands for what silence does not have.
/// </summary>
public sealed record CentreFigures
{
    /// <summary>Frames compared: what both files have.</summary>
    public required long Frames { get; init; }

    /// <summary>SI-SDR of C against c (<see cref="SourceDistortion"/>).</summary>
    public required double DistortionDb { get; init; }

    /// <summary>SIR, |F(c)|^2 / |F(r)|^2 (<see cref="SourceInterference"/>).</summary>
    public required double InterferenceDb { get; init; }

    /// <summary>SAR, the SI-SDR of F(c) against c: how intact the centre itself came through.</summary>
    public required double ArtefactsDb { get; init; }

    /// <summary>Natural logarithm of the kurtosis of F(r) over that of the rest's middle (<see cref="Upmix.MusicalNoise"/>).</summary>
    public required double MusicalNoise { get; init; }
}
