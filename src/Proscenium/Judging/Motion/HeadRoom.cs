using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Tracking;
using static System.FormattableString;

namespace Proscenium.Judging.Motion;

/// <summary>Where a head that moves before a device may be: in front of it, and far enough for its model.</summary>
static class HeadRoom
{
    /// <summary>Places of the lattice lie round the head: <see cref="EarLattice"/>.</summary>
    const double MarginMetres = 0.02;

    const double LeastStepMetres = 0.002;

    /// <summary>Refuses a track that comes too near, between its poses, too.</summary>
    /// <param name="track">Where the head is, from the middle.</param>
    /// <param name="seconds">Until when it matters.</param>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres from the middle to the device's centre.</param>
    /// <param name="head">The head.</param>
    /// <exception cref="SettingException">It does; the message names the time.</exception>
    public static void Require(PoseTrack track, double seconds, Device device, double distance, Head head)
    {
        double Spare(HeadPose pose) => Math.Min(device.Clearance(distance, pose, head) - MarginMetres, distance - pose.Forward);
        IReadOnlyList<TimedPose> poses = track.Poses;
        for (int n = 0; n < poses.Count && (n == 0 || poses[n].Seconds <= seconds); n++)
        {
            (TimedPose from, TimedPose to) = (poses[n], poses[Math.Min(n + 1, poses.Count - 1)]);
            double way = (to.Pose.Centre - from.Pose.Centre).Length;
            for (double metres = 0; metres <= way;) // as far as nothing can be in the way
            {
                HeadPose pose = Between(from.Pose, to.Pose, way == 0 ? 0 : metres / way);
                double spare = Spare(pose);
                if (spare <= 0) throw new SettingException(Invariant($"{track.Name}: {(metres == 0 ? Invariant($"at {from.Seconds:0.##} s") : Invariant($"between {from.Seconds:0.##} and {to.Seconds:0.##} s"))}, a head {Where(distance - pose.Forward)}, {100 * Math.Abs(pose.Left):0.#} cm to the {(pose.Left < 0 ? "right" : "left")}, is too near to {device.Name} for its model: keep it farther away."));
                metres += Math.Max(spare, LeastStepMetres);
            }
        }
    }

    static string Where(double metres) => metres < 0 ? Invariant($"{-metres:0.##} m behind the device") : Invariant($"{metres:0.##} m before the device");

    static HeadPose Between(HeadPose one, HeadPose other, double share) => new(one.Left + share * (other.Left - one.Left), one.Up + share * (other.Up - one.Up), one.Forward + share * (other.Forward - one.Forward));
}
