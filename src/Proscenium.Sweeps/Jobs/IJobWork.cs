namespace Proscenium.Sweeps.Jobs;

/// <summary>What the items of a job are, and what is done for one. Safe on several threads.</summary>
interface IJobWork
{
    /// <summary>How many items there are.</summary>
    int Count { get; }

    /// <summary>The columns that tell items apart.</summary>
    IReadOnlyList<Column> Settings { get; }

    /// <summary>The columns of what is found.</summary>
    IReadOnlyList<Column> Figures { get; }

    /// <summary>The figure that items are ordered by where no other is named.</summary>
    string MainFigure { get; }

    /// <summary>Seconds that one thread takes for an item, roughly.</summary>
    double SecondsPerItem { get; }

    /// <summary>All that an item's result depends on, in one text.</summary>
    string Describe(int item);

    /// <summary>An item's cells of <see cref="Settings"/>.</summary>
    object?[] SettingsOf(int item);

    /// <summary>True where an item has a row and what it wrote is gone.</summary>
    bool IsLost(int item) => false;

    /// <summary>Does the work; the cells of <see cref="Figures"/>.</summary>
    /// <param name="item">The item.</param>
    /// <param name="id">Its fingerprint.</param>
    /// <exception cref="ProsceniumException">The item is bad.</exception>
    object?[] Measure(int item, string id);
}
