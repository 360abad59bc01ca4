using System.Diagnostics;

namespace Proscenium.Benchmarks.Peers;

/// <summary>
/// What single blocks take, in microseconds of wall time. The load of a block depends on its place in the cycle of the longest partitions:
/// the largest median over all places is what the engine itself asks for at worst; the very worst block contains what the machine did meanwhile.
/// </summary>
/// <param name="Median">Median of all blocks.</param>
/// <param name="WorstPlace">Median at the place in the cycle that takes longest.</param>
/// <param name="Worst">The longest block of all.</param>
readonly record struct BlockTimes(double Median, double WorstPlace, double Worst)
{
    const int Cycles = 101;

    /// <summary>Times blocks over many cycles.</summary>
    /// <param name="cycle">Blocks after which the load repeats.</param>
    /// <param name="process">Processes a block.</param>
    public static BlockTimes Measure(int cycle, Action process)
    {
        double[,] times = new double[cycle, Cycles];
        for (int block = 0; block < 2 * cycle; block++) process();
        for (int turn = 0; turn < Cycles; turn++)
        {
            for (int place = 0; place < cycle; place++)
            {
                long start = Stopwatch.GetTimestamp();
                process();
                times[place, turn] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }
        double[] medians = new double[cycle];
        for (int place = 0; place < cycle; place++) medians[place] = Peers.Median.Of(Enumerable.Range(0, Cycles).Select(turn => times[place, turn]));
        return new(Peers.Median.Of(times.Cast<double>()), medians.Max(), times.Cast<double>().Max());
    }
}
