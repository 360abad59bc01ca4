using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Limiting;

/// <summary>The last hops of several signals, and some time before them, in memory without a seam. Hop 0 is the oldest.</summary>
sealed class HopHistory
{
    /// <summary>Hops that are looked at together.</summary>
    public const int Hops = LimiterTiming.Hops;

    readonly int _hop, _before;
    readonly AudioBuffer _samples; // signals x samples
    int _start, _end;              // of hop 0; where the next samples go

    /// <summary>Takes all memory.</summary>
    /// <param name="signals">Number of signals.</param>
    /// <param name="hop">Samples of a hop.</param>
    /// <param name="before">Samples that are kept before the hops, one hop or more.</param>
    /// <param name="maxFrames">Samples that may come at once.</param>
    public HopHistory(int signals, int hop, int before, int maxFrames)
    {
        (_hop, _before) = (hop, before);
        _samples = new(signals, before + Hops * hop + Math.Max(maxFrames, before));
        Reset();
    }

    /// <summary>Hops that may be worked on: each has three later ones.</summary>
    public int CompleteHops => (_end - _start) / _hop - (Hops - 1);

    /// <summary>Room for the next samples of all signals, to be written.</summary>
    public AudioBlock Next(int frames)
    {
        if (_end + frames > _samples.Capacity) MoveToTheBeginning();
        return _samples.Block().Slice(_end, frames);
    }

    /// <summary>The next samples were written.</summary>
    public void Append(int frames) => _end += frames;

    /// <summary>The samples of all signals that are as many as the last block had, and older than it by all hops.</summary>
    public AudioBlock Delayed(int frames) => _samples.Block().Slice(_end - frames - Hops * _hop, frames);

    /// <summary>The newest of the four hops that begin with the oldest.</summary>
    public AudioBlock Newest => _samples.Block().Slice(_start + (Hops - 1) * _hop, _hop);

    /// <summary>The oldest hops of all signals.</summary>
    public AudioBlock Oldest(int hops) => _samples.Block().Slice(_start, hops * _hop);

    /// <summary>The samples of the oldest hops.</summary>
    public Span<float> Oldest(int signal, int hops) => _samples.Block()[signal].Slice(_start, hops * _hop);

    /// <summary>The samples from some before a hop to the newest hop's end.</summary>
    public Span<float> From(int signal, int hop, int before) => _samples.Block()[signal][(_start + hop * _hop - before)..(_start + Hops * _hop)];

    /// <summary>The oldest hops are forgotten.</summary>
    public void Advance(int hops) => _start += hops * _hop;

    /// <summary>Forgets all.</summary>
    public void Reset()
    {
        _samples.Block().Clear();
        (_start, _end) = (_before, _before + (Hops - 1) * _hop);
    }

    void MoveToTheBeginning()
    {
        AudioBlock samples = _samples.Block();
        int from = _start - _before;
        for (int signal = 0; signal < samples.Channels; signal++) samples[signal][from.._end].CopyTo(samples[signal]);
        (_start, _end) = (_before, _end - from);
    }
}
