using System.Diagnostics;

namespace Proscenium.Tests.Live;

/// <summary>Waits on a clock, with an end.</summary>
static class Waiting
{
    const int Seconds = 30;

    /// <summary>Until something holds, or the test fails with a complaint.</summary>
    public static void For(Func<bool> holds, Func<string> complaint, double seconds = Seconds)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(clock.Elapsed.TotalSeconds < seconds, complaint());
            Thread.Sleep(20);
        }
    }

    public static void For(Func<bool> holds, string complaint, double seconds = Seconds) => For(holds, () => complaint, seconds);
}
