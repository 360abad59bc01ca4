using Proscenium.Heads;

namespace Proscenium.Judging.Rooms;

/// <summary>Seats in rows about the middle one.</summary>
/// <param name="Columns">Seats in a row, odd.</param>
/// <param name="Rows">Rows, odd.</param>
/// <param name="AcrossMetres">From one seat of a row to the next.</param>
/// <param name="AlongMetres">From one row to the next.</param>
readonly record struct ZoneGrid(int Columns, int Rows, double AcrossMetres, double AlongMetres)
{
    /// <summary>20 cm to either side by 5 cm, 40 cm nearer and farther by 20 cm.</summary>
    public static ZoneGrid Usual { get; } = new(9, 5, 0.05, 0.2);

    /// <summary>Square metres that a seat stands for.</summary>
    public double SeatArea => AcrossMetres * AlongMetres;

    /// <summary>True for every second seat of every second row, the middle one among them.</summary>
    public bool IsEverySecond(HeadPose seat) => (int)Math.Round(seat.Left / AcrossMetres) % 2 == 0 && (int)Math.Round(seat.Forward / AlongMetres) % 2 == 0;

    /// <summary>All seats, the row farthest from the device first, each from the listener's left to the right.</summary>
    public IReadOnlyList<HeadPose> Seats
    {
        get
        {
            ZoneGrid grid = this;
            return [.. Enumerable.Range(0, Columns * Rows).Select(i => new HeadPose(Left: (grid.Columns / 2 - i % grid.Columns) * grid.AcrossMetres, Forward: (i / grid.Columns - grid.Rows / 2) * grid.AlongMetres))];
        }
    }
}
