namespace Proscenium.Plants;

/// <summary>The plants that were used last: a design that changes only its settings needs no new one. Safe on several threads.</summary>
/// <param name="maxValues">Complex values kept in all.</param>
sealed class PlantCache(long maxValues)
{
    const long MegaValues = 1 << 20;

    readonly Lock _gate = new();
    readonly LinkedList<(PlantKey Key, TransferMatrix Plant)> _latestFirst = [];
    readonly Dictionary<PlantKey, LinkedListNode<(PlantKey Key, TransferMatrix Plant)>> _byKey = [];
    long _values;

    /// <summary>The one of this process: 128 MiB.</summary>
    public static PlantCache Shared { get; } = new(8 * MegaValues);

    /// <summary>Number of plants kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _latestFirst.Count;
        }
    }

    /// <summary>A plant from before, or a new one. Two threads that miss at once both build, and share the first result.</summary>
    public TransferMatrix GetOrBuild(PlantKey key, Func<TransferMatrix> build)
    {
        lock (_gate)
            if (Find(key) is { } kept) return kept;
        TransferMatrix built = build();
        lock (_gate)
        {
            if (Find(key) is { } kept) return kept;
            _byKey.Add(key, _latestFirst.AddFirst((key, built)));
            _values += Size(built);
            while (_values > maxValues && _latestFirst.Last is { } oldest)
            {
                _values -= Size(oldest.Value.Plant);
                _latestFirst.RemoveLast();
                _byKey.Remove(oldest.Value.Key);
            }
        }
        return built;
    }

    TransferMatrix? Find(PlantKey key)
    {
        if (!_byKey.TryGetValue(key, out LinkedListNode<(PlantKey Key, TransferMatrix Plant)>? node)) return null;
        _latestFirst.Remove(node);
        _latestFirst.AddFirst(node);
        return node.Value.Plant;
    }

    static long Size(TransferMatrix plant) => (long)plant.Points * plant.Drivers * plant.Grid.BinCount;
}
