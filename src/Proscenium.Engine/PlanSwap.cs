using Proscenium.Engine.Dsp;

namespace Proscenium.Engine;

/// <summary>
/// Hands a prepared plan to the audio thread, fades over to it, and gives the old one back. One thread calls <see cref="Process"/>; any one
/// other thread prepares renderers, offers them and takes the retired ones away. Neither ever waits for the other.
/// </summary>
/// <remarks>A renderer that comes in is fed, unheard, until it plays as if it always had; then the two are mixed by half a period of a
/// cosine, whose gains add up to one since both play the same music. Meanwhile a block costs as much as both.</remarks>
public sealed class PlanSwap
{
    readonly Crossfade _fade;
    readonly AudioBuffer _incoming;
    Renderer _playing;
    Renderer? _next, _offered, _retired;
    int _unheard; // frames that the next one is still fed

    /// <summary>Begins with a renderer.</summary>
    /// <param name="first">What plays until something else is offered.</param>
    /// <param name="maxFrames">The host's usual block size, 1 or more; larger blocks are cut.</param>
    /// <param name="fadeFrames">Length of a fade in samples, 1 or more; a fade of less than 20 ms may be heard as a click.</param>
    public PlanSwap(Renderer first, int maxFrames, int fadeFrames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxFrames, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fadeFrames, 1);
        _playing = first;
        _incoming = new AudioBuffer(first.DriverCount, maxFrames);
        float[] rise = new float[fadeFrames];
        for (int n = 0; n < fadeFrames; n++) rise[n] = (float)(0.5 - 0.5 * Math.Cos(Math.PI * (n + 0.5) / fadeFrames));
        _fade = new(rise);
    }

    /// <summary>The renderer that plays or is faded out.</summary>
    public Renderer Playing => Volatile.Read(ref _playing);

    /// <summary>Delay from input to output in samples, of the renderer that plays or is faded out.</summary>
    public int LatencyFrames => Playing.LatencyFrames;

    /// <summary>True while an offered renderer waits, is fed or faded in.</summary>
    public bool IsSwapping => Volatile.Read(ref _offered) is not null || Volatile.Read(ref _next) is not null;

    /// <summary>Offers a renderer, fresh or reset, to the audio thread. While another one is faded in it waits; a later offer takes its place.</summary>
    /// <returns>One that was offered before and had not been taken, now the caller's again; or null.</returns>
    /// <exception cref="ArgumentException">It takes other channels, or feeds other drivers, than the one that plays.</exception>
    public Renderer? Offer(Renderer next)
    {
        Renderer playing = Volatile.Read(ref _playing);
        if (next.InputChannels != playing.InputChannels || next.DriverCount != playing.DriverCount)
            throw new ArgumentException($"A plan of {next.InputChannels} channels to {next.DriverCount} drivers cannot take over from one of {playing.InputChannels} to {playing.DriverCount}.", nameof(next));
        return Interlocked.Exchange(ref _offered, next);
    }

    /// <summary>Takes back the renderer that was faded out last, to use it again; or null. Who does not take it before the next one is faded out leaves it to the collector.</summary>
    public Renderer? TakeRetired() => Interlocked.Exchange(ref _retired, null);

    /// <summary>Renders a block of any length.</summary>
    /// <param name="input">Channels x frames; left unchanged.</param>
    /// <param name="drivers">Drivers x frames; overwritten.</param>
    public void Process(ReadOnlyAudioBlock input, AudioBlock drivers)
    {
        TakeWhatIsOffered();
        for (int start = 0; start < input.Frames; start += _incoming.Capacity)
        {
            int frames = Math.Min(_incoming.Capacity, input.Frames - start);
            Render(input.Slice(start, frames), drivers.Slice(start, frames));
        }
    }

    /// <summary>Forgets all past input; a renderer that is offered or faded in plays at once. Never while <see cref="Process"/> runs.</summary>
    public void Reset()
    {
        TakeWhatIsOffered();
        if (_next is not null) Retire();
        _playing.Reset();
    }

    /// <summary>Unless one is still faded in.</summary>
    void TakeWhatIsOffered()
    {
        if (_next is not null || Volatile.Read(ref _offered) is null) return;
        Renderer next;
        do
        {
            next = Volatile.Read(ref _offered)!; // an offer may be replaced by another, never withdrawn
            Volatile.Write(ref _next, next); // at every moment one of the two says that it is swapping
        }
        while (Interlocked.CompareExchange(ref _offered, null, next) != next);
        _unheard = next.SettlingFrames;
        _fade.Begin();
    }

    void Render(ReadOnlyAudioBlock input, AudioBlock drivers)
    {
        _playing.Process(input, drivers);
        if (_next is null) return;
        AudioBlock incoming = _incoming.Block(input.Frames);
        _next.Process(input, incoming);
        int unheard = Math.Min(_unheard, input.Frames);
        _unheard -= unheard;
        _fade.Apply(incoming.Slice(unheard, input.Frames - unheard), drivers.Slice(unheard, input.Frames - unheard));
        if (_fade.IsOver) Retire();
    }

    void Retire()
    {
        Renderer retired = _playing;
        Volatile.Write(ref _playing, _next!);
        Volatile.Write(ref _retired, retired);
        Volatile.Write(ref _next, null); // the last: who sees that it no longer swaps sees the other two
    }
}
