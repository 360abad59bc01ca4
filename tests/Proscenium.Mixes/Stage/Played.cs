using Proscenium.Rendering;

namespace Proscenium.Mixes.Stage;

/// <summary>Sounds in memory as a source of blocks.</summary>
static class Played
{
    /// <summary>Plays channels of one length once.</summary>
    public static BlockSource From(float[][] channels)
    {
        int at = 0;
        return block =>
        {
            int frames = Math.Min(block.Frames, channels[0].Length - at);
            for (int channel = 0; channel < channels.Length; channel++) channels[channel].AsSpan(at, frames).CopyTo(block[channel]);
            at += frames;
            return frames;
        };
    }
}
