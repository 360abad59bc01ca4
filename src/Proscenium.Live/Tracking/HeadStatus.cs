using Proscenium.Heads;
using Proscenium.Tracking;
using static System.FormattableString;

namespace Proscenium.Live.Tracking;

/// <summary>What is known of the head at a moment.</summary>
/// <param name="Source">Where poses come from, in words.</param>
/// <param name="Pose">The filtered pose from the seat; null where none is known.</param>
/// <param name="Playing">The place whose filters play; null for the seat's.</param>
/// <param name="AgeSeconds">Since the last pose; null before the first.</param>
/// <param name="PosesPerSecond">How many came of late.</param>
/// <param name="TimesLost">How often the head was lost.</param>
/// <param name="Garbage">Datagrams that were none of the tracker's.</param>
/// <param name="WithoutPose">Datagrams of the tracker without a position.</param>
readonly record struct HeadStatus(string Source, HeadPose? Pose, Place? Playing, double? AgeSeconds, double PosesPerSecond, int TimesLost, long Garbage, long WithoutPose)
{
    /// <summary>The same in a line for people.</summary>
    public string Words
    {
        get
        {
            string age = AgeSeconds switch { null => "no pose yet", < 1 => Invariant($"{1000 * AgeSeconds:0} ms ago"), _ => Invariant($"{AgeSeconds:0} s ago") };
            string where = Pose is { } pose ? Rounded(pose).Words : AgeSeconds is null ? "unknown" : AgeSeconds < HeadFollower.LostSeconds ? "at the seat, for the first second" : Playing is null ? "lost" : "lost, and held for a moment";
            string rate = PosesPerSecond > 0 ? Invariant($", {PosesPerSecond:0} poses a second") : "";
            string lost = TimesLost > 0 ? $", lost {TimesLost} {(TimesLost == 1 ? "time" : "times")}" : "";
            string others = WithoutPose > 0 && AgeSeconds is null ? $", {WithoutPose} datagrams without a position" : "";
            string garbage = Garbage > 0 ? $", {Garbage} {(Garbage == 1 ? "datagram" : "datagrams")} that no tracker of this kind sends" : "";
            return $"head: {where}; {Source}: {age}{rate}{lost}{others}{garbage}";
        }
    }

    /// <summary>To millimetres and degrees, which is what the words show.</summary>
    static HeadPose Rounded(HeadPose pose) => new(Math.Round(pose.Left, 3) + 0.0, Math.Round(pose.Up, 3) + 0.0, Math.Round(pose.Forward, 3) + 0.0, Math.Round(pose.YawDegrees) + 0.0);
}
