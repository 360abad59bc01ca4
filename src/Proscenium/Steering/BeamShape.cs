namespace Proscenium.Steering;

/// <summary>The directivity that a centre beam should have.</summary>
sealed record BeamShape
{
    static readonly double[] _sides = [-90, 90];

    /// <summary>The wanted level in the front lobe, relative to on axis.</summary>
    public required SpherePattern Lobe { get; init; }

    /// <summary>Half the width of the lobe, 10 to 90 degrees.</summary>
    public double LobeDegrees { get; init; } = 45;

    /// <summary>Weight of a squared deviation from the lobe, relative to effort, 0 or more.</summary>
    public double LobeWeight { get; init; } = 40;

    /// <summary>Weight of the power radiated in all directions, which a room reflects, relative to effort, 0 or more.</summary>
    public double DiffuseWeight { get; init; } = 10;

    /// <summary>The nulls: azimuths in degrees, and weights that sum to 1.</summary>
    public IReadOnlyList<(double AzimuthDegrees, double Weight)> Nulls { get; init; } = [.. _sides.Select(side => (side, 0.5))];

    /// <summary>Target level on axis relative to the nulls, in dB.</summary>
    public double TargetDb { get; init; } = 15.5;

    /// <summary>A wide front lobe, nulls at +-90 degrees.</summary>
    public static BeamShape Wide { get; } = new() { Lobe = SpherePattern.Through([.. Enumerable.Range(-3, 7).Select(i => (15.0 * i, 0.0, 1.0))], new(1)) };

    /// <summary>The same with a stated lobe.</summary>
    /// <param name="levels">Azimuth in degrees and wanted level in dB, on axis 0 dB.</param>
    public BeamShape WithLobe(IReadOnlyList<(double AzimuthDegrees, double Decibels)> levels) =>
        this with { Lobe = SpherePattern.Through([.. levels.Select(l => (l.AzimuthDegrees, 0.0, Math.Pow(10, l.Decibels / 20)))], new(1)) };
}
