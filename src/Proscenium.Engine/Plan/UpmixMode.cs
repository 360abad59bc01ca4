namespace Proscenium.Engine.Plan;

/// <summary>How the phantom centre is split off: how well against how late.</summary>
public enum UpmixMode
{
    /// <summary>As well as it goes, within 85 ms.</summary>
    Music,

    /// <summary>Within 21 ms, half a frame of film, so that lips and voices stay together.</summary>
    Video,

    /// <summary>Within 5.4 ms, for instruments and games.</summary>
    Live,

    /// <summary>With little arithmetic, within 85 ms: projection and similarity instead of directions.</summary>
    Fast,

    /// <summary>Not at all: what left and right have in common passes through their filters, without any delay for it.</summary>
    None,
}
