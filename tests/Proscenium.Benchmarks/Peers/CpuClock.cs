using System.Runtime.InteropServices;

namespace Proscenium.Benchmarks.Peers;

/// <summary>Processor time of this process, all its threads counted: what others on the machine do changes it little.</summary>
static partial class CpuClock
{
    const int ProcessCpuTime = 2; // CLOCK_PROCESS_CPUTIME_ID of Linux

    /// <summary>Nanoseconds so far.</summary>
    public static long Now
    {
        get
        {
            _ = ReadClock(ProcessCpuTime, out Time time);
            return time.Seconds * 1_000_000_000 + time.Nanoseconds;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Time time);

    struct Time
    {
        public long Seconds, Nanoseconds;
    }
}
