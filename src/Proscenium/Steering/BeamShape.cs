namespace Proscenium.Steering;

/// <summary>What a centre beam should look like about the device.</summary>
public sealed record BeamShape
{
    static readonly double[] _sides = [-90, 90];

    /// <summary>The wanted level in the front lobe, relative to on axis.</summary>
    public required SpherePattern Lobe { get; init; }

    /// <summary>Half the width over which the lobe is wished for, 10 to 90 degrees.</summary>
    public double LobeDegrees { get; init; } = 45;

    /// <summary>What a squared deviation from the lobe counts beside effort, 0 or more.</summary>
    public double LobeWeight { get; init; } = 40;

    /// <summary>What power to all sides together counts beside effort: it is what a room sends back. 0 or more.</summary>
    public double DiffuseWeight { get; init; } = 10;

    /// <summary>Where it should be silent: azimuths in degrees, and what each counts, summing to 1.</summary>
    public IReadOnlyList<(double AzimuthDegrees, double Weight)> Nulls { get; init; } = [.. _sides.Select(side => (side, 0.5))];

    /// <summary>Asked ratio between on axis and the nulls, in dB.</summary>
    public double TargetDb { get; init; } = 15.5;

    /// <summary>A wide front lobe, nulls at +-90 degrees.</summary>
    public static BeamShape Wide { get; } = new() { Lobe = SpherePattern.Through([.. Enumerable.Range(-3, 7).Select(i => (15.0 * i, 0.0, 1.0))], new(SphereKernelKind.SquaredExponential, 1)) };

    /// <summary>The same with a stated lobe.</summary>
    /// <param name="levels">Azimuth in degrees and wanted level in dB, on axis 0 dB.</param>
    public BeamShape WithLobe(IReadOnlyList<(double AzimuthDegrees, double Decibels)> levels) =>
        this with { Lobe = SpherePattern.Through([.. levels.Select(l => (l.AzimuthDegrees, 0.0, Math.Pow(10, l.Decibels / 20)))], new(SphereKernelKind.SquaredExponential, 1)) };

    /// <summary>The same with nulls as wide as a density over azimuth says, sampled every 5 degrees outside the lobe.</summary>
    public BeamShape WithNulls(SpherePattern density)
    {
        (double Azimuth, double Weight)[] all = [.. Enumerable.Range(0, 72).Select(i => 5.0 * i - 175).Where(a => Math.Abs(a) > LobeDegrees).Select(a => (a, density.Density(a)))];
        double most = all.Max(d => d.Weight), sum = all.Where(d => d.Weight > 1e-3 * most).Sum(d => d.Weight);
        return this with { Nulls = [.. all.Where(d => d.Weight > 1e-3 * most).Select(d => (d.Azimuth, d.Weight / sum))] };
    }
}
