namespace Proscenium.Engine.Limiting;

/// <summary>
/// Where the signals of a limiter lie in its memory. A row is a signal with a limit: what a driver plays, then, where it is limited, how far a diaphragm moves. Of each row there are
/// the part of each group of inputs, the sum over the groups, and the bass in it; and of each driver what plays in the end.
/// </summary>
/// <param name="Groups">Groups of inputs.</param>
/// <param name="Drivers">Drivers.</param>
/// <param name="Excursions">Drivers whose excursion is limited.</param>
readonly record struct SignalLayout(int Groups, int Drivers, int Excursions)
{
    /// <summary>Rows.</summary>
    public int Rows => Drivers + Excursions;

    /// <summary>Signals in all.</summary>
    public int Count => Played(Drivers);

    /// <summary>The part of a group in a row, those of all drivers first; the unknown after the last group is the bass.</summary>
    public int Part(int group, int row)
    {
        if (group == Groups) return Bass(row);
        return row < Drivers ? group * Drivers + row : Groups * Drivers + group * Excursions + row - Drivers;
    }

    /// <summary>The sum over all groups; that of one group is the group itself.</summary>
    public int Sum(int row) => Groups == 1 ? row : Groups * Rows + row;

    /// <summary>The bass in the sum.</summary>
    public int Bass(int row) => Sum(Rows) + row;

    /// <summary>What plays.</summary>
    public int Played(int driver) => Bass(Rows) + driver;
}
