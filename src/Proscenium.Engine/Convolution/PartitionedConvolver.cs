using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Convolution;

/// <summary>
/// Runs a <see cref="FirMatrix"/>: every output is the sum of all inputs through their responses, with no added latency at any block size
/// and with nearly the same work in every block. Each input is transformed once per level of partitions, each output transformed back
/// once, however many paths there are; silent paths cost nothing.
/// </summary>
/// <remarks>Non-uniformly partitioned overlap-save with frequency-domain delay lines: Wefers, Partitioned convolution algorithms for
/// real-time auralization, 2015, chapters 5 and 6.</remarks>
public sealed class PartitionedConvolver
{
    readonly int _inputs, _block;
    readonly InputHistory _history;
    readonly IFirstPartition _firstPartition;
    readonly PartitionLevel[] _levels;
    int _fill;

    /// <summary>Prepares spectra and memory for blocks of about <paramref name="blockFrames"/> frames.</summary>
    /// <param name="filters">Responses, inputs x outputs x taps.</param>
    /// <param name="blockFrames">The host's usual block; any other block size works too, at a higher cost.</param>
    /// <param name="firstPartition">How the first taps are run, or null for what costs less at this block.</param>
    /// <exception cref="ArgumentOutOfRangeException">blockFrames is less than one.</exception>
    internal PartitionedConvolver(FirMatrix filters, int blockFrames, FirstPartitionForm? firstPartition = null) : this(filters, Scheme(filters, blockFrames, firstPartition))
    {
    }

    internal PartitionedConvolver(FirMatrix filters, PartitionScheme scheme)
    {
        (_inputs, _block) = (filters.Inputs, scheme.Block);
        int longest = scheme.Levels.Count == 0 ? scheme.Block : scheme.Levels[^1].Partition;
        _history = new(filters.Inputs, longest);
        bool direct = scheme.FirstPartition == FirstPartitionForm.Direct;
        _firstPartition = direct ? new DirectFirstPartition(filters, scheme.DirectTaps, _history) : new TransformedFirstPartition(filters, scheme.Levels[0], _history);
        List<PartitionLevel> levels = [];
        for (int l = direct ? 0 : 1; l < scheme.Levels.Count; l++)
        {
            LevelPlan level = scheme.Levels[l];
            levels.Add(new(filters, level, _history, level.FirstTap == level.Partition ? 0 : level.Partition / _block));
        }
        _levels = [.. levels];
    }

    /// <summary>Convolves a block: <c>inputs x frames</c> to <c>outputs x frames</c>, which is overwritten. Any number of frames.</summary>
    public void Process(ReadOnlyAudioBlock input, AudioBlock output)
    {
        for (int done = 0; done < input.Frames;)
        {
            int frames = Math.Min(input.Frames - done, _block - _fill);
            ProcessPiece(input.Slice(done, frames), output.Slice(done, frames));
            done += frames;
        }
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        _history.Reset();
        _firstPartition.Reset();
        foreach (PartitionLevel level in _levels) level.Reset();
        _fill = 0;
    }

    /// <summary>The scheme for a matrix and a usual block.</summary>
    internal static PartitionScheme Scheme(FirMatrix filters, int blockFrames, FirstPartitionForm? firstPartition = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockFrames, 1);
        return PartitionScheme.Cheapest(new(filters.Inputs, filters.Outputs, filters.CountPaths(), filters.Taps), blockFrames, firstPartition);
    }

    /// <summary>A piece of input that lies within a block of the scheme; at the block's end the longer partitions get on with their work.</summary>
    void ProcessPiece(ReadOnlyAudioBlock input, AudioBlock output)
    {
        for (int i = 0; i < _inputs; i++) _history.Write(input[i], i);
        _history.Advance(input.Frames);
        _firstPartition.Process(output);
        foreach (PartitionLevel level in _levels) level.AddTo(output);
        _fill += input.Frames;
        if (_fill < _block) return;
        _fill = 0;
        foreach (PartitionLevel level in _levels) level.Step();
    }
}
