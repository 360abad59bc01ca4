using Proscenium.Heads;

namespace Proscenium.Live.Tracking;

/// <summary>Whether a tracker's signs and scale are right, from a head that was moved to the left, and nearer, by a distance that is known about.</summary>
sealed record TrackVerdict
{
    /// <summary>How far the head is to be moved.</summary>
    public const double Metres = 0.2;

    const double LeastShare = 0.7;                   // of a move along its own coordinate
    const double LeastRatio = 0.67, MostRatio = 1.5; // nobody moves by 20 cm exactly
    const double LeastUnits = 0.002, NoiseTimes = 3; // of the tracker's own length: metres are told in centimetres, too

    /// <summary>True where the position did not change: the tracker sends where the head is turned alone, or nothing that changes.</summary>
    public required bool IsStill { get; init; }

    /// <summary>A coordinate that did not change though the head moved along it, while the other one did.</summary>
    public required PoseAxes Flat { get; init; }

    /// <summary>Coordinates that count the wrong way round.</summary>
    public required PoseAxes Flipped { get; init; }

    /// <summary>The coordinate that changed when the head moved to the left; <see cref="PoseAxes.Left"/> where all is well.</summary>
    public required PoseAxes MovedLeft { get; init; }

    /// <summary>The coordinate that changed when the head moved nearer; <see cref="PoseAxes.Forward"/> where all is well.</summary>
    public required PoseAxes MovedNearer { get; init; }

    /// <summary>How far the head moved to the left, and nearer, by the tracker, in metres without signs.</summary>
    public required (double Left, double Nearer) Moved { get; init; }

    /// <summary>How far it was from the seat when it was back.</summary>
    public required double DriftMetres { get; init; }

    /// <summary>The noise of a head that keeps still, m.</summary>
    public required double NoiseMetres { get; init; }

    /// <summary>What the scale has to be multiplied by; 1 where it is right.</summary>
    public double ScaleFactor
    {
        get
        {
            if (IsStill || Flat != PoseAxes.None) return 1; // nothing to tell it from
            (double left, double nearer) = (Moved.Left / Metres, Moved.Nearer / Metres);
            if (left is >= LeastRatio and <= MostRatio) return 1;
            bool alike = left / nearer is >= LeastRatio and <= MostRatio;
            return 1 / (alike ? Math.Sqrt(left * nearer) : left); // the left counts most
        }
    }

    /// <summary>True where left and nearer are on scales of their own.</summary>
    public bool IsUneven => !IsStill && Flat == PoseAxes.None && Moved.Left / Moved.Nearer is < 0.5 or > 2;

    /// <summary>True where nothing is to be changed.</summary>
    public bool IsRight => !IsStill && Flat == PoseAxes.None && Flipped == PoseAxes.None && MovedLeft == PoseAxes.Left && MovedNearer == PoseAxes.Forward && ScaleFactor == 1 && !IsUneven;

    /// <summary>Judges the four places where the head kept still.</summary>
    /// <param name="seat">At the seat.</param>
    /// <param name="left">To the left of it.</param>
    /// <param name="back">At the seat again.</param>
    /// <param name="near">Nearer.</param>
    /// <param name="unitMetres">Metres of one unit of the tracker's positions, as they were read.</param>
    public static TrackVerdict Of(StillHead seat, StillHead left, StillHead back, StillHead near, double unitMetres = 0.01)
    {
        HeadPose toLeft = Between(seat, left), nearer = Between(back, near);
        double noise = new[] { seat, left, back, near }.Max(still => still.NoiseMetres), least = Math.Max(LeastUnits * unitMetres, NoiseTimes * noise);
        PoseAxes movedLeft = Along(toLeft, PoseAxes.Left), movedNearer = Along(nearer, PoseAxes.Forward);
        return new()
        {
            IsStill = Length(toLeft) < least && Length(nearer) < least,
            Flat = (Length(toLeft) < least, Length(nearer) < least) switch { (true, false) => PoseAxes.Left, (false, true) => PoseAxes.Forward, _ => PoseAxes.None },
            Flipped = (movedLeft == PoseAxes.Left && toLeft.Left < 0 ? PoseAxes.Left : 0) | (movedNearer == PoseAxes.Forward && nearer.Forward < 0 ? PoseAxes.Forward : 0),
            MovedLeft = movedLeft,
            MovedNearer = movedNearer,
            Moved = (Length(toLeft), Length(nearer)),
            DriftMetres = Length(Between(seat, back)),
            NoiseMetres = noise,
        };
    }

    /// <summary>The coordinate that a move is along: the one that it should be where that has most of it.</summary>
    static PoseAxes Along(HeadPose move, PoseAxes wanted)
    {
        (PoseAxes Axis, double Size)[] sizes = [(PoseAxes.Left, Math.Abs(move.Left)), (PoseAxes.Forward, Math.Abs(move.Forward)), (PoseAxes.Up, Math.Abs(move.Up))];
        return sizes.First(one => one.Axis == wanted).Size >= LeastShare * Length(move) ? wanted : sizes.MaxBy(one => one.Size).Axis;
    }

    static HeadPose Between(StillHead from, StillHead to) => new(to.Mean.Left - from.Mean.Left, to.Mean.Up - from.Mean.Up, to.Mean.Forward - from.Mean.Forward);

    static double Length(HeadPose move) => Math.Sqrt(move.Left * move.Left + move.Forward * move.Forward + move.Up * move.Up);
}
