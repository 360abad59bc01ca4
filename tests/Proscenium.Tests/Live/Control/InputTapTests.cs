using Proscenium.Engine.Dsp;
using Proscenium.Live.Control;

namespace Proscenium.Tests.Live.Control;

public class InputTapTests
{
    [Fact]
    public void TwoThreads_LoseNothing_TearNothing_AndKeepTheOrder()
    {
        const int frames = 2_000_000;
        InputTap tap = new(2, 1000);
        Thread audio = new(() =>
        {
            AudioBuffer block = new(2, 97);
            for (int written = 0, size = 1; written < frames; size = size % 97 + 1)
            {
                int count = Math.Min(size, frames - written);
                for (int n = 0; n < count; n++) (block.Block()[0][n], block.Block()[1][n]) = (written + n, -(written + n));
                long dropped = tap.DroppedFrames;
                tap.Write(block.Block(count));
                if (tap.DroppedFrames == dropped) written += count;
                else Thread.Yield(); // a full tap drops the block; here it is written again
            }
        });
        audio.Start();
        AudioBuffer taken = new(2, 64);
        long read = 0, wrong = 0;
        for (int idle = 0; read < frames && idle < 10_000_000; idle++)
        {
            int count = tap.Read(taken.Block(1 + (int)(read % 64)));
            for (int n = 0; n < count; n++)
                if (taken.Block()[0][n] != read + n || taken.Block()[1][n] != -(read + n)) wrong++;
            read += count;
            if (count > 0) idle = 0;
        }
        Assert.True(audio.Join(10000));
        Assert.Equal((frames, 0), (read, wrong));
        Assert.Equal(0, tap.Read(taken.Block()));
    }

    [Fact]
    public void AFullTap_DropsWholeBlocks_AndCountsThem()
    {
        InputTap tap = new(1, 100);
        AudioBuffer block = Signals.Noise(1, 60, 1), read = Signals.Unwritten(1, 200);
        tap.Write(block.Block());
        tap.Write(block.Block());
        tap.Write(new AudioBuffer(1, 500).Block());
        Assert.Equal(560, tap.DroppedFrames);
        Assert.Equal(60, tap.Read(read.Block()));
        Assert.Equal(block.Block()[0].ToArray(), read.Block(60)[0].ToArray());
        Assert.All(read.Block().Slice(60, 140)[0].ToArray(), sample => Assert.True(float.IsNaN(sample)));
        tap.Write(new AudioBuffer(1, 100).Block()); // all the room there is
        Assert.Equal(560, tap.DroppedFrames);
        Assert.Equal(100, tap.Read(read.Block()));
    }

    [Fact]
    public void Writing_AllocatesNotOneByte()
    {
        InputTap tap = new(2, 1000);
        AudioBuffer block = Signals.Noise(2, 333, 1), read = new(2, 400);
        tap.Write(block.Block());
        tap.Read(read.Block());
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 1000; turn++)
        {
            tap.Write(block.Block()); // most find no room
            if (turn % 5 == 0) tap.Read(read.Block());
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(tap.DroppedFrames > 0);
    }
}
