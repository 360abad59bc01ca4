namespace Proscenium.Sweeps.Engines;

/// <summary>What an engine is to give each worker.</summary>
/// <param name="Program">The command line that starts this program there.</param>
/// <param name="Cores">Cores of a worker.</param>
/// <param name="MemoryMegabytes">Its memory.</param>
/// <param name="Minutes">The longest time of a task, or null for the engine's own.</param>
sealed record EngineSettings(IReadOnlyList<string> Program, int Cores, int MemoryMegabytes, int? Minutes)
{
    const double HeapShare = 0.8;

    /// <summary>The heap's limit as .NET reads it, in hexadecimal bytes: what it does not know by itself on a cluster, where it sees the whole machine.</summary>
    public string HeapLimit => FormattableString.Invariant($"0x{(long)(HeapShare * MemoryMegabytes * 1024 * 1024):X}");
}
