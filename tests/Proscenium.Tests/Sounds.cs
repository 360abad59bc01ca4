using Proscenium.Engine.Dsp;
using Proscenium.Storage;

namespace Proscenium.Tests;

/// <summary>Whole sound files in memory.</summary>
static class Sounds
{
    /// <summary>Reads a file to its end.</summary>
    public static (float[][] Channels, int SampleRate) Read(string path)
    {
        using SoundReader reader = SoundReader.Open(path);
        List<float>[] channels = [.. Enumerable.Range(0, reader.Format.Channels).Select(_ => new List<float>())];
        AudioBuffer block = new(channels.Length, 5000);
        for (int read = reader.Read(block.Block()); read > 0; read = reader.Read(block.Block()))
            for (int channel = 0; channel < channels.Length; channel++) channels[channel].AddRange(block.Block(read)[channel]);
        return ([.. channels.Select(channel => channel.ToArray())], reader.Format.SampleRate);
    }

    /// <summary>Writes a 32-bit float WAV.</summary>
    public static void Write(string path, int sampleRate, params float[][] channels) => SoundWriter.WriteWhole(path, sampleRate, channels);
}
