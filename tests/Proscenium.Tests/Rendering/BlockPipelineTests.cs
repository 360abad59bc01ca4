using Proscenium.Engine.Dsp;
using Proscenium.Rendering;

namespace Proscenium.Tests.Rendering;

public class BlockPipelineTests
{
    static readonly BlockProcess _negate = (input, output) =>
    {
        for (int n = 0; n < input.Frames; n++) output[0][n] = -input[0][n];
    };

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 10)]
    [InlineData(1, 0)]
    [InlineData(8192, 8192)]
    [InlineData(100001, 20000)]
    public void EverySample_ComesOut_InOrder_AndTheSilenceAfterIt(int frames, int ringOut)
    {
        float[] input = Signals.Noise(frames, 1);
        List<float> output = [];
        long progress = 0;
        long read = new BlockPipeline(1, 1).Run(SourceOf(input), _negate, block => output.AddRange(block[0]), ringOut, done => progress = done, TestContext.Current.CancellationToken);
        Assert.Equal((frames, frames), (read, progress));
        Assert.Equal([.. input.Select(sample => -sample), .. new float[ringOut]], output);
    }

    [Fact]
    public void AFault_OfAnyStage_IsThrown_AndEndsTheOthers()
    {
        Assert.Throws<InvalidDataException>(() => new BlockPipeline(1, 1).Run(_ => throw new InvalidDataException(), _negate, _ => { }, 0, null, TestContext.Current.CancellationToken));
        Assert.Throws<InvalidDataException>(() => new BlockPipeline(1, 1).Run(Endless, (_, _) => throw new InvalidDataException(), _ => { }, 0, null, TestContext.Current.CancellationToken));
        Assert.Throws<InvalidDataException>(() => new BlockPipeline(1, 1).Run(Endless, _negate, _ => throw new InvalidDataException(), 0, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Cancelling_EndsTheRun()
    {
        using CancellationTokenSource cancel = new();
        Assert.Throws<OperationCanceledException>(() => new BlockPipeline(1, 1).Run(Endless, _negate, _ => { }, 0, done =>
        {
            if (done > 100000) cancel.Cancel();
        }, cancel.Token));
    }

    [Fact]
    public void ASlowSink_KeepsTheSourceFromRunningAhead()
    {
        int read = 0, written = 0, lead = 0;
        new BlockPipeline(1, 1).Run(block =>
        {
            lead = Math.Max(lead, read - Volatile.Read(ref written));
            return read++ < 60 ? block.Frames : 0;
        }, _negate, _ =>
        {
            Thread.Sleep(1);
            Interlocked.Increment(ref written);
        }, 0, null, TestContext.Current.CancellationToken);
        Assert.InRange(lead, 1, 10);
    }

    static int Endless(AudioBlock block) => block.Frames;

    static BlockSource SourceOf(float[] input)
    {
        int at = 0;
        return block =>
        {
            int count = Math.Min(block.Frames, input.Length - at);
            input.AsSpan(at, count).CopyTo(block[0]);
            at += count;
            return count;
        };
    }
}
