using Proscenium.Engine.Dsp;
using Proscenium.Live.Servers;

namespace Proscenium.Tests.Live;

/// <summary>Records from the first sample that is not zero until it is full.</summary>
sealed class SoundRecorder(int channels, int frames) : IBlockProcessor
{
    readonly float[][] _sound = [.. Enumerable.Range(0, channels).Select(_ => new float[frames])];
    int _position;
    volatile bool _full;

    public bool IsFull => _full;

    /// <summary>Frames that were recorded.</summary>
    public int Frames => Volatile.Read(ref _position);

    /// <summary>Some channels of what was recorded.</summary>
    public float[][] Sound(int first, int count) => _sound[first..(first + count)];

    public void Process(ReadOnlyAudioBlock input, AudioBlock output)
    {
        int start = _position == 0 ? input[0].IndexOfAnyExcept(0f) : 0;
        if (start < 0) return;
        int count = Math.Min(input.Frames - start, frames - _position);
        for (int channel = 0; channel < input.Channels; channel++) input[channel].Slice(start, count).CopyTo(_sound[channel].AsSpan(_position));
        Volatile.Write(ref _position, _position + count);
        _full = _position == frames;
    }
}
