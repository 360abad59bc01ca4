using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proscenium.Plugin;

/// <summary>Counters of this library's .NET runtime, exported for the tests of the built library; no host calls them.</summary>
static class RuntimeCounters
{
    /// <summary>Garbage collections in this library's runtime so far.</summary>
    [UnmanagedCallersOnly(EntryPoint = "proscenium_collections", CallConvs = [typeof(CallConvCdecl)])]
    public static int Collections() => GC.CollectionCount(0);

    /// <summary>Bytes that this library's runtime has allocated so far.</summary>
    [UnmanagedCallersOnly(EntryPoint = "proscenium_allocated", CallConvs = [typeof(CallConvCdecl)])]
    public static long Allocated() => GC.GetTotalAllocatedBytes(precise: true);
}
