using System.Buffers.Binary;
using Proscenium.Files.Sound;

namespace Proscenium.Integrations.Verification;

/// <summary>Interleaved 32-bit floats without a header, least significant byte first, as BruteFIR reads and writes them.</summary>
static class RawSound
{
    /// <summary>Writes sound, and silence behind it.</summary>
    public static void Write(string path, float[][] sound, int silentFrames)
    {
        float[] samples = new float[(sound[0].Length + silentFrames) * sound.Length];
        for (int channel = 0; channel < sound.Length; channel++)
            for (int n = 0; n < sound[channel].Length; n++) samples[n * sound.Length + channel] = sound[channel][n];
        File.WriteAllBytes(path, SampleCodec.BytesOf(samples));
    }

    /// <summary>Channels x frames.</summary>
    public static float[][] Read(string path, int channels)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        int frames = bytes.Length / sizeof(float) / channels;
        float[][] sound = [.. Enumerable.Range(0, channels).Select(_ => new float[frames])];
        for (int n = 0; n < frames; n++)
            for (int channel = 0; channel < channels; channel++) sound[channel][n] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(sizeof(float) * (n * channels + channel))..]);
        return sound;
    }
}
