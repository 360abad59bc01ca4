using Proscenium.Heads;

namespace Proscenium.Judging.Rooms;

/// <summary>Where a listener may sit: the image over a grid of seats. Heads look the way the one in the middle does.</summary>
/// <param name="Grid">The seats that were asked for.</param>
/// <param name="Seats">The image at those that the room has room for.</param>
/// <param name="AngleDegrees">Where the left side should be heard.</param>
sealed record ListeningZone(ZoneGrid Grid, IReadOnlyList<ZoneSeat> Seats, double AngleDegrees)
{
    /// <summary>Square metres in which the image holds.</summary>
    public double SquareMetres => Seats.Count(seat => seat.Holds(AngleDegrees)) * Grid.SeatArea;

    /// <summary>How far the listener may move sideways at the middle row, in all, metres: neighbouring seats about the middle one at which the image holds.</summary>
    public double WidthMetres
    {
        get
        {
            bool[] holds = [.. Enumerable.Range(-(Grid.Columns / 2), Grid.Columns).Select(column => Holds(column * Grid.AcrossMetres))];
            int middle = Grid.Columns / 2;
            if (!holds[middle]) return 0;
            (int from, int to) = (middle, middle);
            while (from > 0 && holds[from - 1]) from--;
            while (to < holds.Length - 1 && holds[to + 1]) to++;
            return (to - from + 1) * Grid.AcrossMetres;
        }
    }

    /// <summary>The image at one of the seats, or null where the room has no room.</summary>
    public ZoneSeat? At(HeadPose seat) => Seats.Cast<ZoneSeat?>().FirstOrDefault(candidate => candidate!.Value.Seat == seat);

    bool Holds(double left) => Seats.Any(seat => seat.Seat.Forward == 0 && Math.Abs(seat.Seat.Left - left) < Grid.AcrossMetres / 2 && seat.Holds(AngleDegrees));
}
