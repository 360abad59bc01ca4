using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;

namespace Proscenium.Tests.Engine;

public class PartitionLevelTests
{
    const int Block = 64, Partition = 1024, Steps = Partition / Block;

    [Fact]
    public void EveryStep_DoesItsShare_AndOneTransformMoreAtMost()
    {
        FirMatrix filters = new(2, 5, 16 * Partition);
        for (int path = 0; path < 10; path++) Signals.Noise(filters.Taps, path).CopyTo(filters[path / 5, path % 5]);
        InputHistory history = new(2, Partition);
        PartitionLevel level = new(filters, new(Partition, 2 * Partition, 14), history, Steps);
        AudioBuffer output = new(5, Block);
        double longest = Math.Max(MatrixSize.OneTransformCost(Partition), level.Cost / Steps);
        for (int block = 0; block < 5 * Steps; block++)
        {
            history.Advance(Block);
            level.AddTo(output.Block());
            level.Step();
            int step = (block + 1) % Steps + 1;
            if (block < Steps - 1) Assert.Equal(0, level.Spent); // nothing is complete yet
            else Assert.InRange(level.Spent, level.Cost * step / Steps - 1e-6 * level.Cost, level.Cost * step / Steps + longest);
            if (step == Steps && block >= Steps) Assert.Equal(level.Cost, level.Spent, 1e-6 * level.Cost);
        }
    }
}
