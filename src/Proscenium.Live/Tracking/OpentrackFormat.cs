using System.Buffers.Binary;
using Proscenium.Heads;

namespace Proscenium.Live.Tracking;

/// <summary>
/// opentrack's "UDP over network", which AITrack and phones send, too: six doubles, least significant byte first: x, y, z in cm, yaw, pitch, roll in degrees. As opentrack's trackers have it,
/// x points to the listener's left, y up, z away from the screen, and yaw is positive to the right; its own options may turn each round.
/// </summary>
sealed class OpentrackFormat : IPoseFormat
{
    /// <summary>The name.</summary>
    public const string FormatName = "opentrack";

    /// <summary>Bytes of a datagram.</summary>
    public const int Bytes = 6 * sizeof(double);

    /// <summary>opentrack's own port.</summary>
    public const int Port = 4242;

    const double Centimetre = 0.01;

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public int UsualPort => Port;

    /// <inheritdoc/>
    public double UsualMetres => Centimetre;

    /// <inheritdoc/>
    public bool Holds => false;

    /// <inheritdoc/>
    public PoseReading Read(ReadOnlySpan<byte> datagram, out HeadPose pose)
    {
        pose = default;
        if (datagram.Length != Bytes) return PoseReading.Garbage;
        for (int n = 0; n < Bytes; n += sizeof(double))
            if (!double.IsFinite(BinaryPrimitives.ReadDoubleLittleEndian(datagram[n..]))) return PoseReading.Garbage;
        double At(ReadOnlySpan<byte> bytes, int n) => BinaryPrimitives.ReadDoubleLittleEndian(bytes[(n * sizeof(double))..]);
        pose = new(Left: At(datagram, 0), Up: At(datagram, 1), Forward: -At(datagram, 2), YawDegrees: -At(datagram, 3));
        return PoseReading.Pose;
    }

    /// <summary>The datagram of a pose in metres.</summary>
    public static void Write(HeadPose pose, Span<byte> datagram)
    {
        ReadOnlySpan<double> numbers = [pose.Left / Centimetre, pose.Up / Centimetre, -pose.Forward / Centimetre, -pose.YawDegrees, 0, 0];
        for (int n = 0; n < numbers.Length; n++) BinaryPrimitives.WriteDoubleLittleEndian(datagram[(n * sizeof(double))..], numbers[n]);
    }
}
