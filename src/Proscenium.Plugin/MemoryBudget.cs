using System.Runtime.CompilerServices;
using Proscenium.Engine.Plan;

namespace Proscenium.Plugin;

/// <summary>What all instances in a host may take together: beyond the addresses that this library's heap has, the runtime ends the host.</summary>
static class MemoryBudget
{
    /// <summary>Bytes of the heap, of 2 GB of addresses: the rest is for what is lost between objects.</summary>
    const long Most = 1200L << 20;

    const long LongestDescription = 4 << 20;
    const int TimesWhileRead = 3, LongestSeconds = 30;
    const int SetsThatMove = 2; // of spectra: those that play, and the next
    const int SpectrumBytes = 8, TapBytes = 4, HistoryBytes = 48; // of a tap on a path; in a matrix; of an input

    /// <summary>Refuses a folder whose files would not fit while they are read.</summary>
    /// <exception cref="FileFormatException">They would not.</exception>
    public static void RequireToRead(string folder)
    {
        FileInfo description = new(Path.Combine(folder, RenderPlanFile.FileName));
        if (description.Exists && description.Length > LongestDescription) throw new FileFormatException($"{description.FullName}: is far too large for a plan ({Megabytes(description.Length)} MB): design it again.");
        long filters = 0;
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.wav") : []) filters = Math.Max(filters, new FileInfo(file).Length);
        Require(folder, TimesWhileRead * filters);
    }

    /// <summary>Refuses a plan whose renderer would not fit.</summary>
    /// <exception cref="FileFormatException">It would not.</exception>
    public static void RequireToPlay(RenderPlan plan, int outputs, string folder)
    {
        long taps = plan.Filters.Taps, inputs = plan.Filters.Inputs, latency = plan.LatencySamples, places = plan.Bank?.All.Count ?? 0;
        foreach (int delay in plan.InputDelaySamples) latency = Math.Max(latency, delay);
        if (latency < 0 || latency + taps > (long)LongestSeconds * plan.SampleRate) throw new FileFormatException($"{folder}: delays sound by more than {LongestSeconds} s: design the plan again.");
        long matrices = inputs * outputs * (2 + inputs) * TapBytes, spectra = inputs * plan.Drivers.Count * SpectrumBytes; // as read, with silent outputs, by groups of inputs
        long sets = places == 0 ? 1 : 1 + places + SetsThatMove;
        Require(folder, taps * (matrices * (1 + places) + spectra * sets + inputs * HistoryBytes) + latency * inputs * 2 * TapBytes);
    }

    static void Require(string folder, long bytes)
    {
        long used = RuntimeFeature.IsDynamicCodeSupported ? 0 : GC.GetTotalMemory(forceFullCollection: false); // compiled to native code the heap is the plug-ins' own
        if (used + bytes <= Most) return;
        throw new FileFormatException($"{folder}: would take {Megabytes(bytes)} MB, and Proscenium's plug-ins take {Megabytes(used)} of the {Megabytes(Most)} MB that they may have in a host: design the plan with fewer taps, or remove instances.");
    }

    static long Megabytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;
}
