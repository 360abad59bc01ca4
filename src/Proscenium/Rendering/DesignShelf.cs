using System.Collections.Concurrent;
using Proscenium.Design;

namespace Proscenium.Rendering;

/// <summary>Designs that several files are rendered with: each is read or made once. Safe on several threads.</summary>
sealed class DesignShelf
{
    readonly ConcurrentDictionary<string, Lazy<SpatialDesign>> _designs = [];

    /// <summary>A design from before, or a new one.</summary>
    /// <param name="name">What tells it from others.</param>
    /// <param name="make">Reads or makes it.</param>
    public SpatialDesign Get(string name, Func<SpatialDesign> make) => _designs.GetOrAdd(name, _ => new Lazy<SpatialDesign>(make)).Value;
}
