namespace Proscenium.Design.Banks;

/// <summary>What lies between neighbouring places of a bank: two of one row or column, or four of two rows. Metres from the seat to the left and towards the device.</summary>
readonly record struct Cell(double Left, double NextLeft, double Forward, double NextForward)
{
    /// <summary>The places about it; two of them twice where it has but two.</summary>
    public ((double, double), (double, double), (double, double), (double, double)) Corners => ((Left, Forward), (NextLeft, Forward), (Left, NextForward), (NextLeft, NextForward));

    /// <summary>The place halfway between them.</summary>
    public (double Left, double Forward) Middle => (Math.Round((Left + NextLeft) / 2, 6), Math.Round((Forward + NextForward) / 2, 6));

    /// <summary>Metres from left to right.</summary>
    public double Width => NextLeft - Left;

    /// <summary>Metres from the far to the near.</summary>
    public double Depth => NextForward - Forward;

    /// <summary>All of a grid: between neighbours of its rows, of its columns, and of both.</summary>
    public static Cell[] In(IReadOnlyList<double> lefts, IReadOnlyList<double> forwards)
    {
        (double, double)[] aside = [.. lefts.Zip(lefts.Skip(1))], ahead = [.. forwards.Zip(forwards.Skip(1))];
        return
        [
            .. forwards.SelectMany(forward => aside.Select(left => new Cell(left.Item1, left.Item2, forward, forward))),
            .. lefts.SelectMany(left => ahead.Select(forward => new Cell(left, left, forward.Item1, forward.Item2))),
            .. ahead.SelectMany(forward => aside.Select(left => new Cell(left.Item1, left.Item2, forward.Item1, forward.Item2))),
        ];
    }
}
