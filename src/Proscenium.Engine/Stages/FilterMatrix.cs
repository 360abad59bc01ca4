using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Stages;

/// <summary>
/// Virtualises left and right and beams the centre: one matrix of FIRs, inputs x drivers (or inputs x groups of inputs and drivers), summed there. The filters of
/// the canceller and of the beam differ only in what they were designed for.
/// </summary>
sealed class FilterMatrix(FirMatrix filters, int maxFrames)
{
    readonly PartitionedConvolver _convolver = new(filters, maxFrames);

    /// <summary>Filters <c>inputs x frames</c> into as many channels as there are outputs, which are overwritten.</summary>
    public void Process(ReadOnlyAudioBlock inputs, AudioBlock drivers) => _convolver.Process(inputs, drivers);

    /// <summary>Forgets all past input.</summary>
    public void Reset() => _convolver.Reset();
}
