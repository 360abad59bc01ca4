using System.Runtime;

namespace Proscenium.Plugin;

/// <summary>
/// Holds off garbage collections, which would stop an audio thread within this library. Nothing but loading plans takes memory, so a budget
/// lasts for many; when it is used up, the next load begins with the one collection that renews it.
/// </summary>
static class QuietHeap
{
    /// <summary>Bytes of small objects, and of all objects, until a collection.</summary>
    const long SmallBytes = 32 << 20, Budget = 160 << 20;

    /// <summary>What a load may need.</summary>
    const long Reserve = 24 << 20;

    static readonly Lock _gate = new();
    static long _since;

    /// <summary>Makes sure that a plan can be loaded without a collection.</summary>
    public static void Enter()
    {
        lock (_gate)
        {
            bool quiet = GCSettings.LatencyMode == GCLatencyMode.NoGCRegion;
            if (quiet && GC.GetTotalAllocatedBytes() - _since < Budget - Reserve) return;
            if (quiet) GC.EndNoGCRegion();
            GC.TryStartNoGCRegion(Budget, Budget - SmallBytes);
            _since = GC.GetTotalAllocatedBytes();
        }
    }
}
