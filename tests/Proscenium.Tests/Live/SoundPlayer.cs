using Proscenium.Engine.Dsp;
using Proscenium.Live.Servers;

namespace Proscenium.Tests.Live;

/// <summary>Plays a sound once.</summary>
sealed class SoundPlayer(float[][] sound) : IBlockProcessor
{
    int _position;
    volatile bool _plays;

    public void Play() => _plays = true;

    public void Process(ReadOnlyAudioBlock input, AudioBlock output)
    {
        output.Clear();
        if (!_plays) return;
        int frames = Math.Min(output.Frames, sound[0].Length - _position);
        for (int channel = 0; channel < output.Channels; channel++) sound[channel].AsSpan(_position, frames).CopyTo(output[channel]);
        _position += frames;
    }
}
