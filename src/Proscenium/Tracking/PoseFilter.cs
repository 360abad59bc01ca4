using Proscenium.Heads;

namespace Proscenium.Tracking;

/// <summary>Poses of a tracker without most of their noise, and where the head will be a moment later.</summary>
/// <remarks>
/// Tuned on leans of 5 to 20 cm in 0.5 to 1 s, sways and +-15 cm at 0.25 m/s, by cameras of 30 and 60 Hz with 2 to 5 mm of noise and 40 to 80 ms of delay, also sent 250 times a second: more smoothing lags in motion, less lets noise through at rest.
/// </remarks>
sealed class PoseFilter
{
    const double CornerHz = 1.5, CornerHzPerSpeed = 40, SpeedCornerHz = 3; // m/s
    const double DegreesPerMetre = 100;                                     // of yaw, which moves no filters: it is smoothed alike
    const double TrackerSeconds = 0.04, MostAheadSeconds = 0.05;            // a camera's exposure, its picture's way, and half of a fade

    readonly OneEuroFilter _left = New(), _forward = New(), _up = New(), _yaw = new(CornerHz, CornerHzPerSpeed / DegreesPerMetre, SpeedCornerHz);
    double _seconds;

    /// <summary>The filtered pose at the last sample.</summary>
    public HeadPose Pose => new(_left.Value, _up.Value, _forward.Value, _yaw.Value);

    /// <summary>Begins anew, at rest.</summary>
    public void Begin(TimedPose sample)
    {
        _seconds = sample.Seconds;
        _left.Begin(sample.Pose.Left);
        _forward.Begin(sample.Pose.Forward);
        _up.Begin(sample.Pose.Up);
        _yaw.Begin(sample.Pose.YawDegrees);
    }

    /// <summary>Takes the next sample.</summary>
    public void Add(TimedPose sample)
    {
        double seconds = sample.Seconds - _seconds;
        _seconds = sample.Seconds;
        _left.Add(sample.Pose.Left, seconds);
        _forward.Add(sample.Pose.Forward, seconds);
        _up.Add(sample.Pose.Up, seconds);
        _yaw.Add(sample.Pose.YawDegrees, seconds);
    }

    /// <summary>Where the head is likely to be when filters for it are heard: the motion goes on for the tracker's delay and the age of the sample, 50 ms at most.</summary>
    public Place PlaceAt(double seconds)
    {
        double ahead = Math.Clamp(TrackerSeconds + seconds - _seconds, 0, MostAheadSeconds);
        return new(_left.Value + ahead * _left.Speed, _forward.Value + ahead * _forward.Speed);
    }

    static OneEuroFilter New() => new(CornerHz, CornerHzPerSpeed, SpeedCornerHz);
}
