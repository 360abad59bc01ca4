using Proscenium.Heads;
using Proscenium.Tracking;
using static System.FormattableString;

namespace Proscenium.Live.Tracking;

/// <summary>What is known of the head at a moment.</summary>
/// <param name="Source">Where poses come from, in words.</param>
/// <param name="Phase">What is known.</param>
/// <param name="Pose">The filtered pose from the seat; null where none is known.</param>
/// <param name="Playing">The place whose filters play; null for the seat's.</param>
/// <param name="IsBeyond">True where the head is beyond all places of the plan.</param>
/// <param name="AgeSeconds">Since a pose was told last; null before the first.</param>
/// <param name="PosesPerSecond">How many came of late.</param>
/// <param name="TimesLost">How often the head was lost.</param>
/// <param name="Datagrams">Those that held no pose of a head.</param>
readonly record struct HeadStatus(string Source, HeadPhase Phase, HeadPose? Pose, Place? Playing, bool IsBeyond, double? AgeSeconds, double PosesPerSecond, int TimesLost, UselessDatagrams Datagrams)
{
    /// <summary>The same in a line for people.</summary>
    public string Words
    {
        get
        {
            string age = AgeSeconds switch { null => "no pose yet", < 1 => Invariant($"{1000 * AgeSeconds:0} ms ago"), _ => Invariant($"{AgeSeconds:0} s ago") };
            string rate = PosesPerSecond > 0 ? Invariant($", {PosesPerSecond:0} poses a second") : "";
            string lost = TimesLost > 0 ? $", lost {TimesLost} {(TimesLost == 1 ? "time" : "times")}" : "";
            return $"head: {Where}{(IsBeyond && Playing is { } place ? $", beyond the plan's places: filters for {Rounded(new(place.Left, 0, place.Forward)).Words}" : "")}; {Source}: {age}{rate}{lost}{Datagrams.Words(AgeSeconds is null)}";
        }
    }

    /// <summary>Where the head is, in a few words.</summary>
    public string Where => Phase switch
    {
        HeadPhase.Followed when Pose is { } pose => Rounded(pose).Words,
        HeadPhase.Seating => "at the seat, for the first second",
        HeadPhase.Held => "lost, and held for a moment",
        HeadPhase.Returning => "lost, and being taken back to the seat",
        HeadPhase.Lost => "lost",
        _ => "unknown",
    };

    /// <summary>To millimetres and degrees, which is what the words show.</summary>
    static HeadPose Rounded(HeadPose pose) => new(Math.Round(pose.Left, 3) + 0.0, Math.Round(pose.Up, 3) + 0.0, Math.Round(pose.Forward, 3) + 0.0, Math.Round(pose.YawDegrees) + 0.0);
}
