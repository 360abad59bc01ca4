using Proscenium.Engine.Convolution;

namespace Proscenium.Tests.Engine;

public class PartitionSchemeTests
{
    public static TheoryData<int, int, int> Sizes =>
    [
        (1, 1, 1), (2, 5, 64), (2, 5, 480), (8, 64, 1), (2, 2, 1024), (1, 16, 8192), (3, 5, 441),
    ];

    [Theory, MemberData(nameof(Sizes))]
    public void Levels_CoverEveryTapOnce_AndLeaveAPartitionsTimeToWork(int inputs, int outputs, int block)
    {
        foreach (int taps in (int[])[1, 15, 512, 2048, 8193, 65536, 1 << 18])
        {
            foreach (FirstPartitionForm firstPartition in Enum.GetValues<FirstPartitionForm>())
            {
                PartitionScheme scheme = PartitionScheme.Cheapest(new(inputs, outputs, inputs * outputs, taps), block, firstPartition);
                int next = firstPartition == FirstPartitionForm.Direct ? Math.Min(scheme.Block, taps) : 0, partition = scheme.Block;
                Assert.Equal(next, scheme.DirectTaps);
                foreach (LevelPlan level in scheme.Levels)
                {
                    Assert.Equal(next, level.FirstTap);
                    Assert.True(level.Count > 0 && level.Partition >= partition && level.Partition % scheme.Block == 0);
                    if (level.Partition > scheme.Block) Assert.Equal(2 * level.Partition, level.FirstTap);
                    next += level.Count * level.Partition;
                    partition = level.Partition;
                }
                Assert.True(next >= taps && next - partition < taps, $"{taps} taps are cut to {next}");
            }
        }
    }

    [Fact]
    public void LongFilters_AreCutInSeveralLevels_AndShortOnesInOne()
    {
        Assert.Single(PartitionScheme.Cheapest(new(2, 2, 4, 512), 256).Levels);
        Assert.True(PartitionScheme.Cheapest(new(2, 5, 10, 65536), 256).Levels.Count >= 2);
    }

    [Fact]
    public void VeryShortBlocks_AreRunDirectly() => Assert.Equal(FirstPartitionForm.Direct, PartitionScheme.Cheapest(new(2, 2, 4, 512), 1).FirstPartition);
}
