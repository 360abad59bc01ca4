using System.Buffers.Binary;
using Proscenium.Engine.Plan;

namespace Proscenium.Studio.Listening;

/// <summary>A song as pages get it: four numbers, then its channels.</summary>
static class PageSound
{
    /// <summary>Left and right as they are, then as an upmix splits them.</summary>
    public static float[][] Channels(Song song, UpmixMode mode) => [.. song.Stereo, .. song.Split(mode)];

    /// <summary>The numbers before the channels.</summary>
    /// <param name="song">The song.</param>
    /// <param name="channels">How many there are.</param>
    /// <param name="bits">Of a sample that is a whole number; 0 for 32-bit floats.</param>
    public static byte[] Head(Song song, int channels, int bits)
    {
        byte[] head = new byte[4 * sizeof(int)];
        foreach ((int at, int value) in new[] { song.SampleRate, channels, song.Frames, bits }.Index()) BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(sizeof(int) * at), value);
        return head;
    }
}
