using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Listening;

/// <summary>
/// Suits a programme to where it is heard, before any plan, without delay. One thread calls <see cref="Process"/>, one other may set. Without settings sound passes bit for bit.
/// </summary>
sealed class ListeningStage
{
    const double FadeSeconds = 0.1;

    readonly int _channels, _sampleRate, _maxFrames, _fadeFrames;
    readonly AudioBuffer _sound, _next;
    ListeningSettings _settings;
    ListeningChain? _wanted, _running, _fadingIn; // wanted is set by the other thread
    int _faded;                                   // frames of a fade that are done; 0 where there is none

    /// <summary>Takes all memory for blocks of up to <paramref name="maxFrames"/> frames; larger ones are not taken.</summary>
    /// <param name="settings">To begin with, at once.</param>
    /// <param name="channels">Number of channels; the first two are left and right.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="maxFrames">Frames of a block at most.</param>
    public ListeningStage(ListeningSettings settings, int channels, int sampleRate, int maxFrames)
    {
        (_channels, _sampleRate, _maxFrames, _fadeFrames) = (channels, sampleRate, maxFrames, Math.Max(1, (int)(FadeSeconds * sampleRate)));
        (_sound, _next, _settings) = (new(channels, maxFrames), new(channels, maxFrames), settings);
        _wanted = _running = Chain(settings, null);
    }

    /// <summary>Frames of a block at most.</summary>
    public int MaxFrames => _maxFrames;

    /// <summary>The settings; new ones are faded to. Setting them takes memory.</summary>
    public ListeningSettings Settings
    {
        get => _settings;
        set
        {
            if (value == _settings) return;
            _settings = value;
            Volatile.Write(ref _wanted, Chain(value, Volatile.Read(ref _wanted)));
        }
    }

    /// <summary>The block as it is to be heard: itself where nothing is to be changed.</summary>
    /// <param name="input">Channels x frames; left unchanged.</param>
    public ReadOnlyAudioBlock Process(ReadOnlyAudioBlock input)
    {
        ListeningChain? wanted = Volatile.Read(ref _wanted);
        if (_faded == 0 && wanted != _running) (_fadingIn, _faded) = (wanted, 1);
        if (_faded == 0 && _running is null) return input;
        AudioBlock sound = _sound.Block(input.Frames);
        input.CopyTo(sound);
        if (_faded > 0) Fade(sound);
        else _running!.Process(sound);
        return sound;
    }

    void Fade(AudioBlock sound)
    {
        AudioBlock next = _next.Block(sound.Frames);
        sound.CopyTo(next);
        _running?.Process(sound);
        _fadingIn?.Process(next);
        for (int n = 0; n < sound.Frames; n++)
        {
            float share = Math.Min(1, (float)(_faded + n) / _fadeFrames);
            for (int channel = 0; channel < sound.Channels; channel++) sound[channel][n] += share * (next[channel][n] - sound[channel][n]);
        }
        _faded += sound.Frames;
        if (_faded >= _fadeFrames) (_running, _fadingIn, _faded) = (_fadingIn, null, 0);
    }

    ListeningChain? Chain(ListeningSettings settings, ListeningChain? former) => settings.IsNone ? null : new(settings, _channels, _sampleRate, _maxFrames, former);
}
