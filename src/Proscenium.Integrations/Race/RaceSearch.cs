using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Loudspeakers;

namespace Proscenium.Integrations.Race;

/// <summary>
/// Finds the settings of a recursive canceller that best serve a design's aim within its gain limit: on a coarse grid, then from the best points in ever
/// smaller steps, down to those of the program.
/// </summary>
sealed class RaceSearch
{
    const int Starts = 4, Coarser = 8, DelayStarts = 30, AttenuationStarts = 8, EdgeStarts = 3;

    /// <summary>Penalty of a decibel beyond the gain limit: no cancellation is worth it.</summary>
    const double ExcessPrice = 100;

    /// <summary>Tolerance beyond the limit: below its slope, where it is 0 dB, every crossover exceeds it a little.</summary>
    const double SlackDb = 0.5;

    /// <summary>The band that the figures cover.</summary>
    const double MinHz = 20, MaxHz = 20000;

    readonly IRaceFormat _format;
    readonly RaceChoices _choices;
    readonly FrequencyGrid _grid;
    readonly StereoAim _aim;
    readonly double[] _effortLimitDb;

    RaceSearch(SpatialDesign design, IRaceFormat format)
    {
        DesignRequest request = design.Request;
        (_format, _choices) = (format, format.Choices(request.SampleRate));
        FrequencyGrid fine = FrequencyGrid.ForDesign(request.SampleRate);
        _grid = fine with { FftLength = fine.FftLength / Coarser };
        Device pair = request.Device.WithDrivers([.. new[] { Side.Left, Side.Right }.Select(side => request.Device.Drivers[request.Device.ReferenceDriver(side)].Name)]);
        _aim = StereoAim.InItsPoses(design, pair, _grid);
        _effortLimitDb = [.. Enumerable.Range(_grid.Bin(MinHz), _grid.Bin(MaxHz)).Select(bin => SlackDb + 10 * Math.Log10(request.GainLimit.PowerAt(_grid.Frequency(bin))))];
    }

    /// <summary>The best settings for a design.</summary>
    public static RaceSettings Best(SpatialDesign design, IRaceFormat format)
    {
        RaceSearch search = new(design, format);
        (int[] Point, double Score)[] coarse = [.. search.CoarsePoints().AsParallel().AsOrdered().Select(point => (point, search.Score(point)))];
        (int[] point, _) = coarse.OrderByDescending(start => start.Score).Take(Starts).AsParallel().AsOrdered().Select(start => search.Refined(start.Point, start.Score)).ToArray().MaxBy(end => end.Score);
        return search._choices.At(point);
    }

    IEnumerable<int[]> CoarsePoints()
    {
        int[][] lists = [.. _choices.Counts.Zip([DelayStarts, AttenuationStarts, EdgeStarts, EdgeStarts], Spread)];
        return from delay in lists[0] from attenuation in lists[1] from low in lists[2] from high in lists[3] select (int[])[delay, attenuation, low, high];
    }

    static int[] Spread(int count, int points) => count <= points ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, points).Select(n => n * (count - 1) / (points - 1))];

    (int[] Point, double Score) Refined(int[] point, double score)
    {
        int[] strides = [.. _choices.Counts.Zip([DelayStarts, AttenuationStarts, EdgeStarts, EdgeStarts], (count, points) => Math.Max(1, count / points))];
        while (true)
        {
            (int[] Point, double Score) best = Neighbours(point, strides).Select(next => (next, Score(next))).DefaultIfEmpty((point, score)).MaxBy(next => next.Item2);
            if (best.Score > score) (point, score) = best;
            else if (strides.All(stride => stride == 1)) return (point, score);
            else strides = Array.ConvertAll(strides, stride => Math.Max(1, stride / 2));
        }
    }

    /// <summary>One or two settings moved by a stride each: two at a time, because delay, attenuation and band make up for each other.</summary>
    IEnumerable<int[]> Neighbours(int[] point, int[] strides)
    {
        for (int first = 0; first < point.Length; first++)
            foreach (int[] once in Moved(point, first, strides))
            {
                yield return once;
                for (int second = first + 1; second < point.Length; second++)
                    foreach (int[] twice in Moved(once, second, strides)) yield return twice;
            }
    }

    IEnumerable<int[]> Moved(int[] point, int setting, int[] strides)
    {
        foreach (int step in (int[])[-strides[setting], strides[setting]])
        {
            int[] moved = [.. point];
            moved[setting] = Math.Clamp(point[setting] + step, 0, _choices.Counts[setting] - 1);
            if (moved[setting] != point[setting]) yield return moved;
        }
    }

    double Score(int[] point)
    {
        MeasuredPlan measured = Measured(_format.Canceller(_choices.At(point), _grid.SampleRate));
        double excess = 0;
        for (int n = 0; n < _effortLimitDb.Length; n++) excess = Math.Max(excess, measured.EffortDb(0, _grid.Bin(MinHz) + n) - _effortLimitDb[n]);
        return _aim.Cancellation(measured) - ExcessPrice * excess;
    }

    MeasuredPlan Measured(RaceCanceller canceller)
    {
        Complex[] own = new Complex[_grid.BinCount], other = new Complex[_grid.BinCount];
        for (int bin = 0; bin <= _grid.Bin(MaxHz); bin++) (own[bin], other[bin]) = canceller.At(_grid.Frequency(bin));
        return new(_grid, new[,] { { own, other }, { other, own } });
    }
}
