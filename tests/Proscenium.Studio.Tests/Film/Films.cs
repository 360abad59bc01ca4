using System.Buffers.Binary;
using Proscenium.Engine.Plan;

namespace Proscenium.Studio.Tests.Film;

/// <summary>Films with another noise in each channel.</summary>
static class Films
{
    const int MaskAt = 12 + 36 + 8 + 20; // RIFF, room for sizes, head of the format, its first twenty bytes

    /// <summary>Writes one, its channels in WAV's order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mask">The loudspeakers.</param>
    /// <param name="channels">How many there are.</param>
    /// <param name="seconds">How long it is.</param>
    /// <param name="sounding">Which channels are not silent; null for all.</param>
    public static void Write(string path, uint mask, int channels, int seconds, Func<int, bool>? sounding = null)
    {
        const int rate = 48000;
        Sounds.Write(path, rate, [.. Enumerable.Range(0, channels).Select(n => sounding?.Invoke(n) == false ? new float[seconds * rate] : Signals.Noise(seconds * rate, n + 1, 0.1f))]);
        byte[] file = File.ReadAllBytes(path);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(MaskAt), mask);
        File.WriteAllBytes(path, file);
    }

    /// <summary>The loudspeakers of a layout in WAV's mask, and how many there are.</summary>
    public static (uint Mask, int Channels) Of(string layout) => layout switch
    {
        "3.0" => (0x7, 3),
        "4.0" => (0x107, 4),
        "quad" => (0x33, 4),
        "5.0" => (0x37, 5),
        "5.1" => (0x3F, 6),
        "7.0" => (0x637, 7),
        "7.1" => (0x63F, 8),
        _ => throw new ArgumentException(ChannelLayout.Names),
    };

    /// <inheritdoc cref="Write(string, uint, int, int, Func{int, bool}?)"/>
    public static void Write(string path, string layout, int seconds, Func<int, bool>? sounding = null) => Write(path, Of(layout).Mask, Of(layout).Channels, seconds, sounding);
}
