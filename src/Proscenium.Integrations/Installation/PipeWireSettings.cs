namespace Proscenium.Integrations.Installation;

/// <summary>The settings of an installation for PipeWire.</summary>
sealed record PipeWireSettings
{
    /// <summary>The plan's folder.</summary>
    public required string Plan { get; init; }

    /// <summary>The LADSPA plug-in's file, or null for PipeWire's own convolvers.</summary>
    public string? Plugin { get; init; }

    /// <summary>The node of the device whose channels the drivers are, or null for the default one.</summary>
    public string? Target { get; init; }

    /// <summary>The gain in dB, or null for as loud as untreated (plug-in), or 6 dB softer (convolvers).</summary>
    public double? GainDb { get; init; }
}
