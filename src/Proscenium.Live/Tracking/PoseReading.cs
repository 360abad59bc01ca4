namespace Proscenium.Live.Tracking;

/// <summary>What a datagram was.</summary>
enum PoseReading
{
    /// <summary>None of the tracker's format.</summary>
    Garbage,

    /// <summary>Of the format, without a position of the head.</summary>
    NoPose,

    /// <summary>A pose.</summary>
    Pose,

    /// <summary>A pose that no head can have: more than 10 m away, so that the scale is wrong.</summary>
    TooFar,
}
