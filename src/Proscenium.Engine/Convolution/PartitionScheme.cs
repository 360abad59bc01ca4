using System.Numerics;

namespace Proscenium.Engine.Convolution;

/// <summary>Taps that are cut into partitions of one length.</summary>
/// <param name="Partition">Length of a partition in samples, a power of two.</param>
/// <param name="FirstTap">Where the first partition begins.</param>
/// <param name="Count">How many there are.</param>
readonly record struct LevelPlan(int Partition, int FirstTap, int Count);

/// <summary>
/// How filters are cut: short partitions first, so that nothing is added to the latency, then longer ones, which cost less per tap. A level
/// of longer partitions begins at twice their length, which leaves one partition's time to do its work in, a little with every block.
/// </summary>
/// <remarks>Garcia, Optimal filter partition for efficient convolution with short input/output delay, AES 113th convention 2002; Wefers,
/// Partitioned convolution algorithms for real-time auralization, 2015, chapter 6.</remarks>
/// <param name="FirstPartition">How the first taps are run.</param>
/// <param name="Block">Samples between two steps of the work: the length of the first partitions.</param>
/// <param name="DirectTaps">Taps that the direct form runs.</param>
/// <param name="Levels">Levels with partitions of rising length; with a transformed first partition the first one begins at tap 0.</param>
/// <param name="Cost">Nanoseconds per sample, as estimated; only ratios matter.</param>
sealed record PartitionScheme(FirstPartitionForm FirstPartition, int Block, int DirectTaps, IReadOnlyList<LevelPlan> Levels, double Cost)
{
    const int ShortestPartition = 16, LongestPartition = 32768;

    /// <summary>The scheme that costs least for a matrix.</summary>
    /// <param name="matrix">What it has to run.</param>
    /// <param name="blockFrames">The host's usual block.</param>
    /// <param name="firstPartition">Its form, or null for the cheaper one.</param>
    public static PartitionScheme Cheapest(MatrixSize matrix, int blockFrames, FirstPartitionForm? firstPartition = null)
    {
        PartitionScheme? best = null;
        for (int block = ShortestPartition; block <= LongestFirst(matrix, blockFrames); block *= 2)
        {
            foreach (FirstPartitionForm form in (ReadOnlySpan<FirstPartitionForm>)[FirstPartitionForm.Transformed, FirstPartitionForm.Direct])
            {
                if (form != (firstPartition ?? form)) continue;
                PartitionScheme scheme = Of(matrix, blockFrames, form, block);
                if (best is null || scheme.Cost < best.Cost) best = scheme;
            }
        }
        return best!;
    }

    /// <summary>The length of partitions, all alike and all transformed, that costs least for a matrix.</summary>
    /// <param name="matrix">What it has to run.</param>
    /// <param name="blockFrames">The host's usual block.</param>
    public static LevelPlan CheapestUniform(MatrixSize matrix, int blockFrames)
    {
        (LevelPlan best, double least) = (default, double.PositiveInfinity);
        for (int block = ShortestPartition; block <= LongestFirst(matrix, blockFrames); block *= 2)
        {
            int count = (matrix.Taps + block - 1) / block;
            double pieces = PiecesPerBlock(blockFrames, block), cost = (matrix.TransformCost(block) * pieces + matrix.PartitionCost(block) * (pieces - 1 + count)) / block;
            if (cost < least) (best, least) = (new(block, 0, count), cost);
        }
        return best;
    }

    static int LongestFirst(MatrixSize matrix, int blockFrames)
    {
        int longest = Math.Min(LongestPartition, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(matrix.Taps, ShortestPartition)));
        return Math.Clamp((int)BitOperations.RoundUpToPowerOf2((uint)blockFrames), ShortestPartition, longest);
    }

    static PartitionScheme Of(MatrixSize matrix, int blockFrames, FirstPartitionForm firstPartition, int block)
    {
        double pieces = PiecesPerBlock(blockFrames, block);
        double firstCost = firstPartition == FirstPartitionForm.Direct
            ? matrix.DirectCost(Math.Min(block, matrix.Taps))
            : (matrix.TransformCost(block) * pieces + matrix.PartitionCost(block) * (pieces - 1)) / block;
        int direct = firstPartition == FirstPartitionForm.Direct ? Math.Min(block, matrix.Taps) : 0, from = firstPartition == FirstPartitionForm.Direct ? block : 0;
        (List<LevelPlan> levels, double cost) = Cut(matrix, block, from);
        return new(firstPartition, block, direct, levels, cost + firstCost);
    }

    /// <summary>Into how many pieces the host's blocks cut a partition, on average.</summary>
    static double PiecesPerBlock(int blockFrames, int block) => blockFrames % block == 0 ? 1 : Math.Max(1, (double)block / blockFrames) + 1;

    /// <summary>The cheapest levels from a tap on, beginning with partitions of a given length.</summary>
    static (List<LevelPlan> Levels, double Cost) Cut(MatrixSize matrix, int partition, int firstTap)
    {
        if (firstTap >= matrix.Taps) return ([], 0);
        int toEnd = (matrix.Taps - firstTap + partition - 1) / partition;
        double transforms = firstTap == 0 ? 0 : matrix.TransformCost(partition) / partition; // those of the first partition are counted with it
        double each = matrix.PartitionCost(partition) / partition;
        (List<LevelPlan> Levels, double Cost) best = ([new(partition, firstTap, toEnd)], transforms + toEnd * each);
        for (int longer = 2 * partition; longer <= LongestPartition && 2 * longer < matrix.Taps; longer *= 2)
        {
            int count = (2 * longer - firstTap) / partition;
            (List<LevelPlan> rest, double restCost) = Cut(matrix, longer, 2 * longer);
            double cost = transforms + count * each + restCost;
            if (cost < best.Cost) best = ([new(partition, firstTap, count), .. rest], cost);
        }
        return best;
    }
}
