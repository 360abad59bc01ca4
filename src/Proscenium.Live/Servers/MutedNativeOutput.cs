using System.Runtime.InteropServices;

namespace Proscenium.Live.Servers;

/// <summary>
/// Discards what native libraries print, until it is disposed; this program's own output still appears, since the console has descriptors of its
/// own.
/// </summary>
sealed partial class MutedNativeOutput : IDisposable
{
    const int Output = 1, WriteOnly = 1; // standard error follows standard output

    static readonly int _unseen = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000; // O_CLOEXEC: no child gets it

    static readonly Lock _gate = new();
    static readonly int[] _kept = new int[2];
    static int _count;

    bool _ended;

    public MutedNativeOutput()
    {
        if (OperatingSystem.IsWindows()) return;
        (_, _) = (Console.Out, Console.Error); // they take their descriptors now
        lock (_gate)
            if (_count++ == 0) Silence();
    }

    public void Dispose()
    {
        if (OperatingSystem.IsWindows() || _ended) return;
        _ended = true;
        lock (_gate)
            if (--_count == 0) Restore();
    }

    static void Silence()
    {
        int nowhere = Open("/dev/null", WriteOnly | _unseen);
        for (int n = 0; n < _kept.Length; n++)
        {
            _kept[n] = (int)Duplicate(Output + n);
            _ = DuplicateTo(nowhere, Output + n);
        }
        _ = Close(nowhere);
    }

    static void Restore()
    {
        for (int n = 0; n < _kept.Length; n++)
        {
            _ = DuplicateTo(_kept[n], Output + n);
            _ = Close(_kept[n]);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    /// <summary>One that no child gets.</summary>
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Dup")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial nint Duplicate(nint descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int DuplicateTo(int descriptor, int other);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
