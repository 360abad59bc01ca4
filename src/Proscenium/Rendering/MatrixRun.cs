using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Storage;

namespace Proscenium.Rendering;

/// <summary>Fills a block with input; returns the frames read, less than asked only at the end.</summary>
public delegate int BlockSource(AudioBlock block);

/// <summary>Runs a matrix of filters over a whole file, block by block, until they have rung out.</summary>
public static class MatrixRun
{
    const int BlockFrames = 8192;

    /// <summary>Runs over a sound file; returns the largest output sample in dB of full scale.</summary>
    public static double Run(SoundReader source, FirMatrix filters, Action<AudioBlock> sink, Action<long>? progress = null) => Run(source.Read, filters, sink, progress);

    /// <summary>Runs over any source; returns the largest output sample in dB of full scale.</summary>
    public static double Run(BlockSource source, FirMatrix filters, Action<AudioBlock> sink, Action<long>? progress = null)
    {
        PartitionedConvolver convolver = new(filters, BlockFrames);
        AudioBuffer input = new(filters.Inputs, BlockFrames), output = new(filters.Outputs, BlockFrames);
        long frames = 0;
        float peak = 0;

        void Pass(int count)
        {
            convolver.Process(input.Block(count), output.Block(count));
            for (int channel = 0; channel < filters.Outputs; channel++) peak = Math.Max(peak, SampleGuard.Peak(output.Block(count)[channel]));
            sink(output.Block(count));
        }

        for (int read = source(input.Block()); read > 0; read = source(input.Block()))
        {
            for (int channel = 0; channel < filters.Inputs; channel++) SampleGuard.Silence(input.Block(read)[channel]);
            Pass(read);
            frames += read;
            progress?.Invoke(frames);
        }
        input.Block().Clear();
        for (int left = filters.Taps - 1; left > 0; left -= BlockFrames) Pass(Math.Min(left, BlockFrames));
        return 20 * Math.Log10(peak);
    }
}
