namespace Proscenium.Analysis;

/// <summary>A rectangle of places, metres from the seat to the listener's left and towards the device, in columns and rows.</summary>
/// <param name="FromLeft">Of the last column, the farthest to the right.</param>
/// <param name="ToLeft">Of the first column.</param>
/// <param name="FromForward">Of the first row, the farthest from the device.</param>
/// <param name="ToForward">Of the last row.</param>
/// <param name="Columns">2 or more.</param>
/// <param name="Rows">2 or more.</param>
sealed record SeatArea(double FromLeft, double ToLeft, double FromForward, double ToForward, int Columns, int Rows)
{
    /// <summary>Metres to the left of a column.</summary>
    public double Left(int column) => ToLeft + (FromLeft - ToLeft) * column / (Columns - 1);

    /// <summary>Metres towards the device of a row.</summary>
    public double Forward(int row) => FromForward + (ToForward - FromForward) * row / (Rows - 1);
}
