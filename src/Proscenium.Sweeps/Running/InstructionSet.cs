using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Proscenium.Sweeps.Running;

/// <summary>The vectors that this process computes with: sums over vectors of another width round differently.</summary>
static class InstructionSet
{
    /// <summary>Width in bits.</summary>
    public static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;

    /// <summary>Its name in tables, as in <c>x64-256</c>.</summary>
    public static string Name { get; } = FormattableString.Invariant($"{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}-{Bits}");

    /// <summary>What makes .NET use narrower vectors; it is read when a process starts.</summary>
    public static IReadOnlyDictionary<string, string> Pinning(int bits) => bits < 512 ? new Dictionary<string, string> { ["DOTNET_EnableAVX512"] = "0", ["DOTNET_EnableAVX512F"] = "0", ["DOTNET_PreferredVectorBitWidth"] = FormattableString.Invariant($"{bits}") } : new Dictionary<string, string>();
}
