namespace Proscenium.Design.Banks;

/// <summary>Two neighbouring places of a bank, metres to the left and towards the device.</summary>
/// <param name="First">One of them.</param>
/// <param name="Second">The other one.</param>
readonly record struct Neighbours((double Left, double Forward) First, (double Left, double Forward) Second)
{
    /// <summary>The place halfway between them.</summary>
    public (double Left, double Forward) Middle => (Math.Round((First.Left + Second.Left) / 2, 6), Math.Round((First.Forward + Second.Forward) / 2, 6));

    /// <summary>How far they are apart, metres.</summary>
    public double Metres => Math.Max(Math.Abs(First.Left - Second.Left), Math.Abs(First.Forward - Second.Forward));

    /// <summary>All neighbours in a grid along one axis and the other.</summary>
    public static (Neighbours[] Aside, Neighbours[] Ahead) In(IReadOnlyList<double> lefts, IReadOnlyList<double> forwards) =>
        ([.. forwards.SelectMany(forward => lefts.Zip(lefts.Skip(1), (a, b) => new Neighbours((a, forward), (b, forward))))],
         [.. lefts.SelectMany(left => forwards.Zip(forwards.Skip(1), (a, b) => new Neighbours((left, a), (left, b))))]);
}
