using Proscenium.Engine.Dsp;

namespace Proscenium.Tests.Engine;

public class AudioBlockTests
{
    public static TheoryData<int, int> Shapes => [.. from channels in Enumerable.Range(1, 16) from frames in (int[])[0, 1, 7, 65, 333] select (channels, frames)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void InterleavedSound_IsThatOfAPlainLoop_BothWays(int channels, int frames)
    {
        AudioBuffer sound = Signals.Noise(channels, Math.Max(frames, 1), 1), back = Signals.Unwritten(channels, frames + 5);
        float[] wanted = new float[channels * frames], found = new float[channels * frames];
        for (int n = 0; n < frames; n++)
            for (int channel = 0; channel < channels; channel++) wanted[n * channels + channel] = sound.Block()[channel][n];
        sound.Block(frames).CopyToInterleaved(found);
        Assert.Equal(wanted, found);
        back.Block(frames).CopyFromInterleaved(found);
        for (int channel = 0; channel < channels; channel++)
        {
            Assert.Equal(sound.Block(frames)[channel].ToArray(), back.Block(frames)[channel].ToArray());
            Assert.All(back.Block()[channel][frames..].ToArray(), sample => Assert.True(float.IsNaN(sample)));
        }
    }

    [Fact]
    public void PlanarMemoryOfAHost_IsViewed_WhereItStands()
    {
        float[] memory = [1, 2, 3, -1, 4, 5, 6, -1];
        AudioBlock block = new(memory, 2, 3, stride: 4);
        Assert.Equal([4f, 5, 6], block[1].ToArray());
        ReadOnlyAudioBlock read = block;
        Assert.Equal((2, 3), (read.Channels, read.Frames));
        Assert.Equal([5f, 6], read.Rows(1, 1).Slice(1, 2)[0].ToArray());
        Assert.Equal([4f], new ReadOnlyAudioBlock(memory.AsSpan(2, 3), 2, 1, stride: 2)[1].ToArray()); // the last channel may end with the memory
        block.Slice(0, 1).Clear();
        Assert.Equal([0f, 2, 3, -1, 0, 5, 6, -1], memory);
    }

    [Fact]
    public void ShapesThatDoNotFit_AreRefused()
    {
        float[] memory = new float[12];
        Assert.Throws<ArgumentException>(() => new AudioBlock(memory, 2, 7).Frames);
        Assert.Throws<ArgumentException>(() => new ReadOnlyAudioBlock(memory, 4, 3, stride: 4).Frames);
        Assert.Throws<ArgumentException>(() => new AudioBlock(memory, 2, 3, stride: 2).Frames);
        Assert.Throws<ArgumentException>(() => new ReadOnlyAudioBlock(memory, -1, 3).Frames);
        Assert.Throws<ArgumentException>(() => new AudioBlock(memory, 3, 4).CopyFromInterleaved(new float[11]));
        Assert.Throws<ArgumentException>(() => new AudioBlock(memory, 3, 4).CopyToInterleaved(new float[13]));
        Assert.Throws<ArgumentException>(() => new AudioBlock(memory, 3, 4).CopyTo(new AudioBlock(memory, 4, 3)));
    }

    [Fact]
    public void Copying_AllocatesNotOneByte()
    {
        AudioBuffer sound = Signals.Noise(5, 333, 1), copy = new(5, 333);
        float[] interleaved = new float[5 * 333];
        sound.Block().CopyToInterleaved(interleaved);
        copy.Block().CopyFromInterleaved(interleaved);
        sound.Block().CopyTo(copy.Block());
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 100; turn++)
        {
            sound.Block().CopyToInterleaved(interleaved);
            copy.Block().CopyFromInterleaved(interleaved);
            sound.Block().CopyTo(copy.Block());
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
