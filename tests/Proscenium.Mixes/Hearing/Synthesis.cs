namespace Proscenium.Mixes.Hearing;

/// <summary>How a sound field was made, as far as hearing it differs.</summary>
public enum Synthesis
{
    /// <summary>Wave field synthesis of a source behind the loudspeakers, or of a plane wave.</summary>
    WaveField,

    /// <summary>Wave field synthesis of a source in front of the loudspeakers: sounds from elsewhere come first.</summary>
    Focused,

    /// <summary>Near-field-compensated higher-order ambisonics.</summary>
    Ambisonics,
}
