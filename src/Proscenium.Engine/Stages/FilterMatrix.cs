using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Stages;

/// <summary>
/// Virtualises left and right and beams the centre: one matrix of FIRs, inputs x drivers (or inputs x groups of inputs and drivers), summed there. The filters of
/// the canceller and of the beam differ only in what they were designed for. With a bank they follow the head.
/// </summary>
sealed class FilterMatrix
{
    readonly PartitionedConvolver? _still;
    readonly MovingConvolver? _moving;
    readonly BankWeights? _weights;

    /// <summary>Takes all memory.</summary>
    /// <param name="seat">The filters while nobody knows where the head is, inputs x outputs x taps.</param>
    /// <param name="bank">Those of other places, alike in size; null for filters that stay what they are.</param>
    /// <param name="maxFrames">The host's usual block.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public FilterMatrix(FirMatrix seat, PlanBank? bank, int maxFrames, int sampleRate)
    {
        if (bank is null) _still = new(seat, maxFrames);
        else (_moving, _weights) = (new([seat, .. bank.All], maxFrames, sampleRate), new(bank));
    }

    /// <summary>Where the head is now, metres from the seat; null where nobody knows. Filters that still move to another place finish that before.</summary>
    public void MoveTo((float Left, float Forward)? place)
    {
        if (_moving is { IsMoving: false } && _weights!.Change(place)) _moving.MoveTo(_weights.Values);
    }

    /// <summary>Filters <c>inputs x frames</c> into as many channels as there are outputs, which are overwritten.</summary>
    public void Process(ReadOnlyAudioBlock inputs, AudioBlock drivers)
    {
        _still?.Process(inputs, drivers);
        _moving?.Process(inputs, drivers);
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        _still?.Reset();
        _moving?.Reset();
    }
}
