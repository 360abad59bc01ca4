using System.Runtime.InteropServices;

namespace Proscenium.Benchmarks.Peers;

/// <summary>Processor time of this process, all its threads counted: what others on the machine do changes it little.</summary>
static partial class CpuClock
{
    const int ProcessCpuTime = 2; // CLOCK_PROCESS_CPUTIME_ID of Linux

    const int ThreadCpuTime = 3;  // CLOCK_THREAD_CPUTIME_ID

    /// <summary>Nanoseconds so far.</summary>
    public static long Now => Read(ProcessCpuTime);

    /// <summary>Nanoseconds of this thread so far.</summary>
    public static long OfThisThread => Read(ThreadCpuTime);

    static long Read(int clock)
    {
        _ = ReadClock(clock, out Time time);
        return time.Seconds * 1_000_000_000 + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Time time);

    struct Time
    {
        public long Seconds, Nanoseconds;
    }
}
