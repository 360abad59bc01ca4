using Proscenium.Heads;

namespace Proscenium.Live.Tracking;

/// <summary>The datagrams of a kind of tracker.</summary>
interface IPoseFormat
{
    /// <summary>Its name, as it is asked for.</summary>
    string Name { get; }

    /// <summary>The port where none is named.</summary>
    int UsualPort { get; }

    /// <summary>Metres of one unit of its positions where nobody says another.</summary>
    double UsualMetres { get; }

    /// <summary>True where senders send what changes alone, so that the last pose holds until the next one.</summary>
    bool Holds { get; }

    /// <summary>Reads a datagram.</summary>
    /// <param name="datagram">Any bytes.</param>
    /// <param name="pose">The pose in the tracker's units, and in degrees.</param>
    PoseReading Read(ReadOnlySpan<byte> datagram, out HeadPose pose);
}
