using CsCheck;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;

namespace Proscenium.Tests.Engine;

public class PartitionedConvolverTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(63, 64)]
    [InlineData(64, 1)]
    [InlineData(257, 16)]
    [InlineData(512, 512)]
    [InlineData(700, 100)]
    [InlineData(2048, 64)]
    [InlineData(2048, 480)]
    [InlineData(5000, 32)]
    [InlineData(5000, 441)]
    [InlineData(100, 8192)]
    public void Output_Matches_DirectConvolution(int taps, int block)
    {
        FirMatrix filters = Filters(2, 3, taps);
        AudioBuffer input = Signals.Noise(2, 6000, 5), output = Signals.RunInBlocks(input, 3, _ => block, new PartitionedConvolver(filters, block).Process);
        AssertMatchesDirect(filters, input, output);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void EveryForm_InAnyBlocks_Matches_DirectConvolution() =>
        Gen.Select(Gen.Int[1, 3000], Gen.Int[1, 600], Gen.Bool, Gen.Int[1, 700].Array[1, 8], Gen.Int[0, 63]).Sample((taps, usual, direct, blocks, silent) =>
        {
            FirMatrix filters = Filters(2, 3, taps);
            for (int path = 0; path < 6; path++)
                if ((silent >> path & 1) == 1) filters[path / 3, path % 3].Clear();
            AudioBuffer input = Signals.Noise(2, 4000, 6);
            int turn = 0;
            PartitionScheme scheme = PartitionedConvolver.Scheme(filters, usual, direct ? FirstPartitionForm.Direct : FirstPartitionForm.Transformed);
            AudioBuffer output = Signals.RunInBlocks(input, 3, _ => blocks[turn++ % blocks.Length], new PartitionedConvolver(filters, scheme).Process);
            AssertMatchesDirect(filters, input, output);
        }, iter: 60);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(480)]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(8192)]
    public void BlockSize_ChangesNothing_WhateverItWasMadeFor(int block)
    {
        FirMatrix filters = Filters(2, 2, 600);
        AudioBuffer input = Signals.Noise(2, 9000, 9);
        AudioBuffer wanted = Signals.RunInBlocks(input, 2, _ => 512, new PartitionedConvolver(filters, 512).Process);
        AudioBuffer found = Signals.RunInBlocks(input, 2, _ => block, new PartitionedConvolver(filters, 512).Process);
        for (int output = 0; output < 2; output++)
            Assert.True(Signals.ErrorDb(found.Block()[output], wanted.Block()[output]) < -120);
    }

    [Fact]
    public void BlocksOfChangingSize_AndOfNone_Match_DirectConvolution()
    {
        Random random = new(1);
        FirMatrix filters = Filters(1, 2, 333);
        AudioBuffer input = Signals.Noise(1, 4000, 2);
        PartitionedConvolver convolver = new(filters, 128);
        AudioBuffer output = Signals.RunInBlocks(input, 2, _ => random.Next(1, 700), (from, to) =>
        {
            convolver.Process(from.Slice(0, 0), to.Slice(0, 0));
            convolver.Process(from, to);
        });
        AssertMatchesDirect(filters, input, output);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(8192)]
    public void LongFilters_GiveEveryTapBack_AtItsPlace(int block)
    {
        const int taps = 1 << 18;
        FirMatrix filters = Filters(1, 1, taps);
        AudioBuffer input = new(1, taps + 20000);
        input.Block()[0][777] = 1;
        AudioBuffer output = Signals.RunInBlocks(input, 1, _ => block, new PartitionedConvolver(filters, block).Process);
        Assert.True(Signals.ErrorDb(output.Block()[0].Slice(777, taps), filters[0, 0]) < -120);
        Assert.True(Signals.PowerDb(output.Block()[0][..777]) < -130 && Signals.PowerDb(output.Block()[0][(777 + taps)..]) < -130);
    }

    [Fact]
    public void SilentPaths_StaySilent_AndSilenceIsSilence()
    {
        FirMatrix filters = Filters(2, 2, 100);
        filters[0, 1].Clear();
        filters[1, 0].Clear();
        AudioBuffer input = Signals.Noise(2, 1000, 3);
        input.Block()[1].Clear();
        AudioBuffer output = Signals.RunInBlocks(input, 2, _ => 100, new PartitionedConvolver(filters, 100).Process);
        Assert.Equal(0, output.Block()[1].ToArray().Max(Math.Abs));
        Assert.NotEqual(0, output.Block()[0].ToArray().Max(Math.Abs));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(50)]
    public void Reset_ForgetsThePast(int block)
    {
        PartitionedConvolver convolver = new(Filters(1, 1, 3000), 64);
        AudioBuffer input = Signals.Noise(1, 5001, 4);
        AudioBuffer first = Signals.RunInBlocks(input, 1, _ => block, convolver.Process);
        convolver.Reset();
        AudioBuffer second = Signals.RunInBlocks(input, 1, _ => block, convolver.Process);
        Assert.Equal(first.Block()[0].ToArray(), second.Block()[0].ToArray());
    }

    [Theory]
    [InlineData(64)]
    [InlineData(47)]
    public void Process_AllocatesNotOneByte(int block)
    {
        PartitionedConvolver convolver = new(Filters(2, 5, 9000), 64);
        AudioBuffer input = Signals.Noise(2, block, 1), output = new(5, block);
        for (int turn = 0; turn < 500; turn++) convolver.Process(input.Block(), output.Block());
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 500; turn++) convolver.Process(input.Block(), output.Block());
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static FirMatrix Filters(int inputs, int outputs, int taps)
    {
        FirMatrix filters = new(inputs, outputs, taps);
        for (int input = 0; input < inputs; input++)
            for (int output = 0; output < outputs; output++) Signals.Noise(taps, 100 * input + output).CopyTo(filters[input, output]);
        return filters;
    }

    static void AssertMatchesDirect(FirMatrix filters, AudioBuffer input, AudioBuffer output)
    {
        for (int o = 0; o < filters.Outputs; o++)
        {
            double[] direct = new double[input.Capacity];
            for (int i = 0; i < filters.Inputs; i++)
            {
                if (filters.IsSilent(i, o)) continue;
                double[] path = Signals.Convolve(input.Block()[i], filters[i, o]);
                for (int n = 0; n < direct.Length; n++) direct[n] += path[n];
            }
            double error = Signals.ErrorDb(output.Block()[o], direct);
            Assert.True(error < -120, $"output {o}: {error:0} dB");
        }
    }
}
