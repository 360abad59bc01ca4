namespace Proscenium.Engine.Limiting;

/// <summary>Where the signals of a limiter lie in its memory: what each group of inputs makes each driver play, the sum over the groups, the bass in it, and what plays in the end.</summary>
/// <param name="Groups">Groups of inputs.</param>
/// <param name="Drivers">Drivers.</param>
readonly record struct SignalLayout(int Groups, int Drivers)
{
    /// <summary>Signals in all.</summary>
    public int Count => Played(Drivers);

    /// <summary>What a group makes a driver play; the unknown after the last group is the bass.</summary>
    public int Part(int group, int driver) => group == Groups ? Bass(driver) : group * Drivers + driver;

    /// <summary>The sum over all groups; that of one group is the group itself.</summary>
    public int Sum(int driver) => (Groups == 1 ? 0 : Groups * Drivers) + driver;

    /// <summary>The bass in the sum.</summary>
    public int Bass(int driver) => Sum(Drivers) + driver;

    /// <summary>What plays.</summary>
    public int Played(int driver) => Bass(Drivers) + driver;
}
