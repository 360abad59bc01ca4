using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;

namespace Proscenium.Rendering;

/// <summary>Runs a matrix of filters over a whole file, until they have rung out.</summary>
static class MatrixRun
{
    /// <summary>Runs from the source's beginning to its end; returns the largest output sample in dB of full scale.</summary>
    /// <param name="source">As many channels as the filters have inputs, free of invalid samples.</param>
    /// <param name="filters">The filters.</param>
    /// <param name="sink">Takes each block of output.</param>
    /// <param name="progress">Told the frames processed so far, may be null.</param>
    /// <param name="cancel">Ends the run between blocks.</param>
    public static double Run(BlockSource source, FirMatrix filters, Action<ReadOnlyAudioBlock> sink, Action<long>? progress = null, CancellationToken cancel = default)
    {
        PartitionedConvolver convolver = new(filters, BlockPipeline.MaxFrames);
        float peak = 0;
        new BlockPipeline(filters.Inputs, filters.Outputs).Run(source, Process, sink, filters.Taps - 1, progress, cancel);
        return 20 * Math.Log10(peak);

        void Process(ReadOnlyAudioBlock input, AudioBlock output)
        {
            convolver.Process(input, output);
            peak = Math.Max(peak, SampleGuard.Peak(output));
        }
    }
}
