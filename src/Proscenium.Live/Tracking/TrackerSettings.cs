using System.Net;
using Proscenium.Heads;

namespace Proscenium.Live.Tracking;

/// <summary>Where poses come from, and how they are to be read.</summary>
sealed record TrackerSettings
{
    /// <summary>The datagrams, made anew for each use since some formats remember.</summary>
    public required Func<IPoseFormat> Format { get; init; }

    /// <summary>The UDP port; null for the format's usual one, 0 for any that is free.</summary>
    public int? Port { get; init; }

    /// <summary>The address of this machine at which datagrams are taken; all of its networks at <c>0.0.0.0</c>.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>Metres of one unit of the tracker's positions; null for the format's usual ones.</summary>
    public double? Metres { get; init; }

    /// <summary>Coordinates that count the other way round.</summary>
    public PoseAxes Flipped { get; init; }

    /// <summary>A pose of the tracker in metres and in the listener's axes.</summary>
    public HeadPose Corrected(HeadPose pose, double usualMetres)
    {
        double scale = Metres ?? usualMetres;
        double Sign(PoseAxes axis) => (Flipped & axis) != 0 ? -1 : 1;
        return new(Sign(PoseAxes.Left) * scale * pose.Left, Sign(PoseAxes.Up) * scale * pose.Up, Sign(PoseAxes.Forward) * scale * pose.Forward, Sign(PoseAxes.Yaw) * pose.YawDegrees);
    }
}
