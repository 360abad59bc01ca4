using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Stages;

/// <summary>
/// Virtualises left and right and beams the centre: one matrix of FIRs, inputs x drivers, summed at the drivers. The filters of
/// the canceller and of the beam differ only in what they were designed for.
/// </summary>
sealed class FilterMatrix(RenderPlan plan, int maxFrames)
{
    readonly PartitionedConvolver _convolver = new(plan.Filters, maxFrames);

    /// <summary>Filters <c>inputs x frames</c> into <c>drivers x frames</c>, which is overwritten.</summary>
    public void Process(ReadOnlyAudioBlock inputs, AudioBlock drivers) => _convolver.Process(inputs, drivers);

    /// <summary>Forgets all past input.</summary>
    public void Reset() => _convolver.Reset();
}
