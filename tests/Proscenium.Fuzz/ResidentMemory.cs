using System.Globalization;

namespace Proscenium.Fuzz;

/// <summary>How much memory the process really holds, on Linux: what is asked for and never touched does not count.</summary>
static class ResidentMemory
{
    const string Status = "/proc/self/status", Clear = "/proc/self/clear_refs", ForgetThePeak = "5";

    /// <summary>Bytes by which some work makes the process grow at most; null where that cannot be told.</summary>
    public static long? GrowthDuring(Action work)
    {
        if (!File.Exists(Clear)) return null;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        File.WriteAllText(Clear, ForgetThePeak);
        long before = Read("VmRSS:");
        work();
        return Read("VmHWM:") - before;
    }

    static long Read(string key) =>
        1024 * long.Parse(File.ReadLines(Status).First(line => line.StartsWith(key, StringComparison.Ordinal)).Split(' ', '\t').First(part => part.Length > 0 && char.IsAsciiDigit(part[0])), CultureInfo.InvariantCulture);
}
