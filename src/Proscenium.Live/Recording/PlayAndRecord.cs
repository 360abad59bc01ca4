using Proscenium.Engine.Dsp;
using Proscenium.Live.Servers;

namespace Proscenium.Live.Recording;

/// <summary>
/// Plays a sound and records beside it, frame by frame on one clock, as far as it is told to. There it waits: it plays silence and keeps nothing, so that nothing
/// loud sounds before somebody has looked at what was recorded.
/// </summary>
sealed class PlayAndRecord : IBlockProcessor
{
    const double FadeSeconds = 0.02;

    readonly AudioBuffer _sound, _recorded;
    readonly float _fadeStep;
    int _position, _limit;
    long _allocatedBytes;
    float _gain = 1;
    volatile bool _stops;

    /// <summary>Takes all memory.</summary>
    /// <param name="sound">What to play, outputs x frames.</param>
    /// <param name="inputs">Channels to record.</param>
    /// <param name="frames">How long to record, at least as long as the sound.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public PlayAndRecord(float[][] sound, int inputs, int frames, int sampleRate)
    {
        (_sound, _recorded, _fadeStep) = (new(sound.Length, frames), new(inputs, frames), (float)(1 / (FadeSeconds * sampleRate)));
        for (int channel = 0; channel < sound.Length; channel++) sound[channel].CopyTo(_sound.Block()[channel]);
        _recorded.Block().Clear(); // the system gives the memory now, not while sound plays
    }

    /// <summary>Frames that were played and recorded.</summary>
    public int Position => Volatile.Read(ref _position);

    /// <summary>Frames in all.</summary>
    public int Frames => _recorded.Capacity;

    /// <summary>Bytes allocated on the audio thread, which should be 0.</summary>
    public long AllocatedBytes => Volatile.Read(ref _allocatedBytes);

    /// <summary>True once a fade has ended.</summary>
    public bool IsSilent => Volatile.Read(ref _gain) == 0;

    /// <summary>Compiles the audio thread's code by a run on silence.</summary>
    public static void Rehearse(SoundPorts ports)
    {
        const int block = 64;
        PlayAndRecord rehearsal = new([.. ports.Outputs.Select(_ => new float[block])], ports.Inputs.Count, 2 * block, 48000);
        AudioBuffer input = new(ports.Inputs.Count, block), output = new(ports.Outputs.Count, block);
        rehearsal.PlayUntil(2 * block);
        for (int n = 0; n < 3; n++)
        {
            rehearsal.Process(input.Block(), output.Block());
            rehearsal.FadeOut();
        }
    }

    /// <summary>Goes on up to a frame.</summary>
    public void PlayUntil(int frame) => Volatile.Write(ref _limit, frame);

    /// <summary>Fades out, and stays silent.</summary>
    public void FadeOut() => _stops = true;

    /// <summary>What was recorded in a channel, of frames before <see cref="Position"/>.</summary>
    public ReadOnlySpan<float> Recorded(int channel, int start, int end) => _recorded.Block()[channel][start..end];

    /// <inheritdoc/>
    public void Process(ReadOnlyAudioBlock input, AudioBlock output)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        int position = _position, count = _gain == 0 ? 0 : Math.Clamp(Volatile.Read(ref _limit) - position, 0, output.Frames);
        output.Clear();
        if (count > 0)
        {
            _sound.Block().Slice(position, count).CopyTo(output.Slice(0, count));
            input.Slice(0, count).CopyTo(_recorded.Block().Slice(position, count));
            if (_stops) Fade(output.Slice(0, count));
        }
        else if (_stops) Volatile.Write(ref _gain, 0);
        Volatile.Write(ref _position, position + count);
        _allocatedBytes += GC.GetAllocatedBytesForCurrentThread() - bytes;
    }

    void Fade(AudioBlock output)
    {
        for (int channel = 0; channel < output.Channels; channel++)
        {
            float gain = _gain;
            foreach (ref float sample in output[channel]) sample *= gain = Math.Max(0, gain - _fadeStep);
        }
        Volatile.Write(ref _gain, Math.Max(0, _gain - _fadeStep * output.Frames));
    }
}
