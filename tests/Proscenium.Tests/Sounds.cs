using Proscenium.Engine.Dsp;
using Proscenium.Files.Sound;

namespace Proscenium.Tests;

/// <summary>Whole sound files in memory.</summary>
static class Sounds
{
    /// <summary>Reads a file to its end.</summary>
    public static (float[][] Channels, int SampleRate) Read(string path) => SoundReader.ReadWhole(path);

    /// <summary>Writes a 32-bit float WAV.</summary>
    public static void Write(string path, int sampleRate, params float[][] channels) => SoundWriter.WriteWhole(path, sampleRate, channels);

    /// <summary>Channels as a block.</summary>
    public static AudioBlock Block(float[][] channels) => new(channels.SelectMany(channel => channel).ToArray(), channels.Length, channels[0].Length);
}
