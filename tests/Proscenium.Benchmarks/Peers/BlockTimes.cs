using System.Diagnostics;

namespace Proscenium.Benchmarks.Peers;

/// <summary>What single blocks take, in microseconds of wall time; the worst one contains what the machine did meanwhile.</summary>
readonly record struct BlockTimes(double Median, double OneInThousand, double Worst)
{
    public static BlockTimes Measure(int blocks, Action process)
    {
        for (int block = 0; block < blocks / 10; block++) process();
        double[] times = new double[blocks];
        for (int block = 0; block < blocks; block++)
        {
            long start = Stopwatch.GetTimestamp();
            process();
            times[block] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(times);
        return new(times[blocks / 2], times[(int)(0.999 * blocks)], times[^1]);
    }
}
