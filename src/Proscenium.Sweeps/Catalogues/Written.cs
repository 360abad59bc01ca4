namespace Proscenium.Sweeps.Catalogues;

/// <summary>What is written of each file.</summary>
enum Written
{
    /// <summary>One channel for each driver.</summary>
    Feeds,

    /// <summary>The sound at the ears.</summary>
    Monitor,

    /// <summary>Left, right and centre.</summary>
    Upmix,
}
