using Proscenium.Engine.Dsp;
using Proscenium.Storage;

namespace Proscenium.Verification;

/// <summary>Whole sound files in memory.</summary>
static class WaveSound
{
    /// <summary>Channels x frames.</summary>
    public static float[][] Read(string path)
    {
        using SoundReader reader = SoundReader.Open(path);
        List<float>[] channels = [.. Enumerable.Range(0, reader.Format.Channels).Select(_ => new List<float>())];
        AudioBuffer block = new(channels.Length, 1 << 15);
        for (int read = reader.Read(block.Block()); read > 0; read = reader.Read(block.Block()))
            for (int channel = 0; channel < channels.Length; channel++) channels[channel].AddRange(block.Block(read)[channel]);
        return [.. channels.Select(channel => channel.ToArray())];
    }
}
