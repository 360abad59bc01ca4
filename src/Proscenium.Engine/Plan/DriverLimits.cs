namespace Proscenium.Engine.Plan;

/// <summary>What a driver can bear, in terms of the samples it is fed: 0 dB is a sine at full scale. A <see cref="Renderer"/> with a ceiling keeps to it.</summary>
public sealed record DriverLimits
{
    /// <summary>The largest true peak, dB of full scale, at most 0.</summary>
    public double PeakDb { get; init; }

    /// <summary>The level of a sine far below the resonance at which the diaphragm moves as far as it may, dB of full scale; null for no limit.</summary>
    public double? ExcursionDb { get; init; }

    /// <summary>Frequency above which the diaphragm moves less by 12 dB per octave, Hz.</summary>
    public double ResonanceHz { get; init; } = 100;

    /// <summary>Total quality of the resonance, 0.1 to 5.</summary>
    public double Quality { get; init; } = Math.Sqrt(0.5);

    /// <summary>The level of a sine that the voice coil bears without end, dB of full scale; null for no limit.</summary>
    public double? PowerDb { get; init; }

    /// <summary>Time constant of the voice coil's warming, seconds.</summary>
    public double PowerSeconds { get; init; } = 10;

    /// <summary>Whether it is more than full scale.</summary>
    internal bool IsNone => PeakDb >= 0 && ExcursionDb is null && PowerDb is null;
}
