using System.Runtime;

namespace Proscenium.Plugin;

/// <summary>
/// Prevents garbage collections, which would stop an audio thread in this library, while a plan is loaded, the only time that memory is allocated.
/// Only after many plans does a load begin with one collection, before anything is allocated.
/// </summary>
/// <remarks>
/// A region without collections does not count pinned arrays (github.com/dotnet/coreclr/issues/27694), of which renderers are made: those are
/// collected when they have grown by a share of what survived the last collection. So a large pinned array that nobody writes to, and that
/// therefore takes address space and no memory, is kept alive.
/// </remarks>
static class NoGcHeap
{
    /// <summary>Bytes of the array, of other objects that fit into a region, and after which the next load begins with a collection.</summary>
    const int Ballast = 96 << 20, Budget = 96 << 20, Enough = 40 << 20;

    static readonly Lock _gate = new();
    static byte[]? _ballast;
    static long _since;

    /// <summary>Makes sure that a plan can be loaded without a collection.</summary>
    public static void Enter()
    {
        lock (_gate)
        {
            bool quiet = GCSettings.LatencyMode == GCLatencyMode.NoGCRegion;
            if (quiet && GC.GetTotalAllocatedBytes() - _since < Enough) return;
            if (quiet) GC.EndNoGCRegion();
            _ballast ??= GC.AllocateUninitializedArray<byte>(Ballast, pinned: true);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
            GC.TryStartNoGCRegion(Budget, Budget / 2);
            _since = GC.GetTotalAllocatedBytes();
        }
    }
}
