using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proscenium.Garbage;

/// <summary>Another plug-in's runtime in the same process, whose collections must not stop ours.</summary>
public static class Garbage
{
    const int Kept = 1 << 16;

    static readonly object?[] _kept = new object?[Kept]; // what is stored is really on the heap, and collections have something to look at
    static volatile bool _making;

    /// <summary>Makes garbage until stopped, on a thread of its own.</summary>
    [UnmanagedCallersOnly(EntryPoint = "garbage_start", CallConvs = [typeof(CallConvCdecl)])]
    public static void Start()
    {
        _making = true;
        new Thread(Make) { IsBackground = true }.Start();
    }

    [UnmanagedCallersOnly(EntryPoint = "garbage_stop", CallConvs = [typeof(CallConvCdecl)])]
    public static void Stop() => _making = false;

    /// <summary>Collections so far.</summary>
    [UnmanagedCallersOnly(EntryPoint = "garbage_collections", CallConvs = [typeof(CallConvCdecl)])]
    public static int Collections() => GC.CollectionCount(0);

    /// <summary>Managed code that does next to nothing: what it waits for is a collection.</summary>
    [UnmanagedCallersOnly(EntryPoint = "garbage_callback", CallConvs = [typeof(CallConvCdecl)])]
    public static int Callback(int frames) => frames + 1;

    static void Make()
    {
        for (uint n = 0; _making; n++) _kept[n * 7919 % Kept] = new object?[16 + n % 48];
    }
}
