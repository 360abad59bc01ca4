using Proscenium.Engine;
using Proscenium.Heads;

namespace Proscenium.Tracking;

/// <summary>
/// From a tracker's poses to the place whose filters play: smoothed, a moment ahead, still while the head moves by less than 3 mm, within the bank, at most 1 m/s. A head that is lost is held for half a second, then taken back to the seat within a second.
/// All times are handed in, so that files and live sound go the same way. Not for several threads at once.
/// </summary>
/// <param name="place">What is set.</param>
/// <param name="isFromSeat">True where poses are told from the seat on; false where the first second without a gap says where the seat is.</param>
sealed class HeadFollower(HeadPlace place, bool isFromSeat)
{
    /// <summary>Seconds without a pose after which the head is lost.</summary>
    public const double LostSeconds = 0.25;

    const double HeldSeconds = 0.5, ReturnSeconds = 1; // after that; after that
    const double DeadBandMetres = 0.003, MetresPerSecond = 1, BeyondMetres = 0.01;

    readonly PoseFilter _filter = new();
    readonly SeatOrigin _seat = new(isFromSeat);
    double _lastPose = double.NegativeInfinity, _advanced = double.PositiveInfinity;
    Place _place, _target, _lostAt; // that plays; that is wanted; that played when the head was lost
    bool _isLost = true, _isAway;  // no pose of late; somewhere else than at the seat

    /// <summary>Where filters are; beyond, the nearest ones play.</summary>
    public PlaceBounds Bounds { get; set; } = PlaceBounds.None;

    /// <summary>The place that plays; null while the plan's filters for the seat do.</summary>
    public Place? Playing => _isAway ? _place : null;

    /// <summary>The filtered pose, from the seat; null where none is known, or the seat is not yet.</summary>
    public HeadPose? Pose => _isLost || !_seat.IsKnown ? null : _seat.FromSeat(_filter.Pose);

    /// <summary>True where the head is beyond all places that there are filters for, by a centimetre or more.</summary>
    public bool IsBeyond => Pose is { } pose && new Place(pose.Left, pose.Forward) is var place && Bounds.Clamp(place).DistanceTo(place) > BeyondMetres;

    /// <summary>What is known at a time.</summary>
    public HeadPhase PhaseAt(double seconds) => !_isLost ? _seat.IsKnown ? HeadPhase.Followed : HeadPhase.Seating
        : double.IsNegativeInfinity(_lastPose) ? HeadPhase.Unknown : !_isAway ? HeadPhase.Lost : seconds - _lastPose < LostSeconds + HeldSeconds ? HeadPhase.Held : HeadPhase.Returning;

    /// <summary>The time of the last pose; minus infinity before the first.</summary>
    public double LastPoseSeconds => _lastPose;

    /// <summary>How often the head was lost.</summary>
    public int TimesLost { get; private set; }

    /// <summary>Takes a pose; one that no head can have is none.</summary>
    /// <param name="sample">Not earlier than the one before.</param>
    /// <returns>False where it is none.</returns>
    public bool Add(TimedPose sample)
    {
        if (!TimedPose.IsPossible(sample.Pose) || !double.IsFinite(sample.Seconds)) return false;
        _seat.Add(sample);
        if (_isLost) _filter.Begin(sample);
        else _filter.Add(sample);
        if (_isLost) _target = _place;
        (_isLost, _lastPose) = (false, sample.Seconds);
        return true;
    }

    /// <summary>The head is where the seat is.</summary>
    /// <returns>False where no pose is known.</returns>
    public bool Centre()
    {
        if (_isLost) return false;
        _seat.Set(_filter.Pose);
        return true;
    }

    /// <summary>Nobody knows any longer where the head is.</summary>
    public void Lose(double seconds) => _lastPose = Math.Min(_lastPose, seconds - LostSeconds);

    /// <summary>Sets the place for a time, not earlier than the last one.</summary>
    public void Advance(double seconds)
    {
        double metres = MetresPerSecond * Math.Max(0, seconds - _advanced), silence = seconds - _lastPose;
        _advanced = seconds;
        if (!_isLost && silence >= LostSeconds) LoseNow();
        if (_isLost ? !_isAway : !_seat.IsKnown) return;
        _target = _isLost ? Returning(silence - LostSeconds - HeldSeconds) : Bounds.Clamp(Following(seconds));
        _place = _place.Approach(_target, metres);
        _isAway = !_isLost || _place != Place.Seat;
        if (_isAway) place.Set(_place.Left, _place.Forward);
        else place.Clear();
    }

    void LoseNow()
    {
        (_isLost, _lostAt) = (true, _place);
        TimesLost++;
    }

    /// <summary>The place that is predicted, or within the dead band of it.</summary>
    Place Following(double seconds)
    {
        HeadPose shift = _seat.FromSeat(HeadPose.Seat);
        Place ahead = _filter.PlaceAt(seconds), wanted = new(ahead.Left + shift.Left, ahead.Forward + shift.Forward);
        return _target.Approach(wanted, Math.Max(0, _target.DistanceTo(wanted) - DeadBandMetres));
    }

    /// <summary>From where the head went missing to the seat, beginning and ending softly; first it stays.</summary>
    Place Returning(double seconds) => _lostAt.Towards(Place.Seat, seconds >= ReturnSeconds ? 1 : seconds <= 0 ? 0 : (1 - Math.Cos(Math.PI * seconds / ReturnSeconds)) / 2);
}
