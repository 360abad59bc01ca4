namespace Proscenium.Live.Tracking;

/// <summary>What a datagram was.</summary>
enum PoseReading
{
    /// <summary>None of the tracker's format, or no pose that a head can have.</summary>
    Garbage,

    /// <summary>Of the format, without a position of the head.</summary>
    NoPose,

    /// <summary>A pose.</summary>
    Pose,
}
