using Proscenium.Heads;

namespace Proscenium.Design.Banks;

/// <summary>
/// The head at a place of a bank. It goes on looking at the device, as one who watches a screen does, or as far past it as at the seat: the stage stays about the device, where the centre is heard, and its
/// sides stay as far to the left and right as from the seat.
/// </summary>
static class PlacePose
{
    /// <summary>The pose.</summary>
    /// <param name="seat">The head at the seat.</param>
    /// <param name="distance">Metres from the middle to the device.</param>
    /// <param name="left">Metres from the seat to the listener's left.</param>
    /// <param name="forward">Metres from the seat towards the device.</param>
    public static HeadPose At(HeadPose seat, double distance, double left, double forward)
    {
        (double besideMiddle, double beforeMiddle) = (seat.Left + left, seat.Forward + forward);
        return seat with { Left = besideMiddle, Forward = beforeMiddle, YawDegrees = seat.YawDegrees + DeviceDegrees(distance, besideMiddle, beforeMiddle) - DeviceDegrees(distance, seat.Left, seat.Forward) };
    }

    /// <summary>Metres from a head to the device's centre, along the floor.</summary>
    public static double Metres(double distance, HeadPose pose) => Math.Sqrt((distance - pose.Forward) * (distance - pose.Forward) + pose.Left * pose.Left);

    /// <summary>Azimuth of the device's centre from a place, metres from the middle, counter-clockwise from straight ahead.</summary>
    public static double DeviceDegrees(double distance, double left, double forward) => Math.Atan2(-left, distance - forward) * 180 / Math.PI;
}
