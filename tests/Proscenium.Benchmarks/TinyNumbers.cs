using System.Runtime.InteropServices;

namespace Proscenium.Benchmarks;

/// <summary>
/// Whether arithmetic on this thread met numbers below 1e-38, by the processor's own flags: those are what many processors take tens of times as long for.
/// </summary>
static partial class TinyNumbers
{
    const int Size = 32, ControlWord = 28; // fenv_t of x86-64, and MXCSR within it
    const uint Denormal = 2, Underflow = 16, AllFlags = 63;

    /// <summary>True where the flags can be read.</summary>
    public static bool CanBeSeen => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>Forgets what was met.</summary>
    public static void Forget()
    {
        Span<byte> environment = stackalloc byte[Size];
        _ = Get(environment);
        ref uint word = ref MemoryMarshal.AsRef<uint>(environment[ControlWord..]);
        word &= ~AllFlags;
        _ = Set(environment);
    }

    /// <summary>True where such a number was an operand, or a result that was rounded.</summary>
    public static bool WereMet()
    {
        Span<byte> environment = stackalloc byte[Size];
        _ = Get(environment);
        return (MemoryMarshal.Read<uint>(environment[ControlWord..]) & (Denormal | Underflow)) != 0;
    }

    [LibraryImport("libm.so.6", EntryPoint = "fegetenv")]
    private static partial int Get(Span<byte> environment);

    [LibraryImport("libm.so.6", EntryPoint = "fesetenv")]
    private static partial int Set(ReadOnlySpan<byte> environment);
}
