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
    [InlineData(100, 8192)]
    public void Output_Matches_DirectConvolution(int taps, int block)
    {
        FirMatrix filters = Filters(2, 3, taps);
        AudioBuffer input = Signals.Noise(2, 3000, 5), output = Signals.RunInBlocks(input, 3, _ => block, new PartitionedConvolver(filters, block).Process);
        AssertMatchesDirect(filters, input, output);
    }

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

    [Fact]
    public void Reset_ForgetsThePast()
    {
        PartitionedConvolver convolver = new(Filters(1, 1, 300), 64);
        AudioBuffer input = Signals.Noise(1, 1000, 4);
        AudioBuffer first = Signals.RunInBlocks(input, 1, _ => 50, convolver.Process);
        convolver.Reset();
        AudioBuffer second = Signals.RunInBlocks(input, 1, _ => 50, convolver.Process);
        Assert.Equal(first.Block()[0].ToArray(), second.Block()[0].ToArray());
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
                double[] path = Signals.Convolve(input.Block()[i], filters[i, o]);
                for (int n = 0; n < direct.Length; n++) direct[n] += path[n];
            }
            double error = Signals.ErrorDb(output.Block()[o], direct);
            Assert.True(error < -120, $"output {o}: {error:0} dB");
        }
    }
}
