using System.Numerics;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;

namespace Proscenium.Files.Sound;

/// <summary>
/// Recognises what is no sound though it stands where samples do: DTS, and AC-3, Dolby E and others in the bursts of IEC 61937 and SMPTE 337. As samples they are hiss close to
/// full scale. Their words begin with marks; two of them are no chance.
/// </summary>
/// <param name="path">Named in the error.</param>
sealed class BitstreamWatch(string path)
{
    const int Enough = 2;

    int _bursts, _dts;

    /// <summary>A mark: two words of 24 bits, and what the third one must be under a mask.</summary>
    readonly record struct Mark(int First, int Second, int Mask, int Third, bool IsDts);

    static readonly Mark[] _marks =
    [
        new(Word(0xF872), Word(0x4E1F), 0, 0, false), new(Word(0x72F8), Word(0x1F4E), 0, 0, false),
        new(Long(0x6F8720), Long(0x54E1F0), 0, 0, false), new(Long(0x96F872), Long(0xA54E1F), 0, 0, false),
        new(Word(0x7FFE), Word(0x8001), 0xFC0000, 0xFC0000, true), new(Word(0xFE7F), Word(0x0180), 0xFC00, 0xFC00, true),
        new(Word(0x1FFF), Word(0xE800), 0xFFF000, 0x07F000, true), new(Word(0xFF1F), Word(0x00E8), 0xF0FF00, 0xF00700, true),
    ];

    /// <summary>The first words of all marks as samples.</summary>
    static readonly int[] _firsts = [.. _marks.Select(mark => BitConverter.SingleToInt32Bits(mark.First / 8388608f))];

    /// <summary>Looks at a block of a file.</summary>
    /// <exception cref="SoundException">It is a bitstream (<see cref="ErrorCodes.SoundCodecUnknown"/>).</exception>
    public void Look(ReadOnlyAudioBlock block)
    {
        for (int channel = 0; channel < block.Channels; channel++)
        {
            ReadOnlySpan<int> samples = MemoryMarshal.Cast<float, int>(block[channel]);
            ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(samples);
            for (int i = 0; i < vectors.Length; i++)
                if (HasFirst(vectors[i])) Look(block, channel, samples, i * Vector<int>.Count, (i + 1) * Vector<int>.Count);
            Look(block, channel, samples, vectors.Length * Vector<int>.Count, samples.Length);
        }
        if (_bursts >= Enough) throw Refusal("a bitstream of IEC 61937 (AC-3, E-AC-3, DTS, Dolby E)");
        if (_dts >= Enough) throw Refusal("a bitstream of DTS");
    }

    static bool HasFirst(Vector<int> samples)
    {
        Vector<int> found = Vector<int>.Zero;
        foreach (int first in _firsts) found |= Vector.Equals(samples, new Vector<int>(first));
        return found != Vector<int>.Zero;
    }

    void Look(ReadOnlyAudioBlock block, int channel, ReadOnlySpan<int> samples, int from, int to)
    {
        for (int sample = from; sample < to; sample++)
        {
            if (!_firsts.Contains(samples[sample])) continue;
            int at = sample * block.Channels + channel; // of all samples, one channel after the other
            if (at + 2 >= block.Frames * block.Channels) return;
            int first = Value(block, at), second = Value(block, at + 1), third = Value(block, at + 2);
            foreach (Mark mark in _marks)
            {
                if ((mark.First, mark.Second) != (first, second) || (third & mark.Mask) != mark.Third) continue;
                if (mark.IsDts) _dts++;
                else _bursts++;
            }
        }
    }

    static int Value(ReadOnlyAudioBlock block, int at) => (int)Math.Clamp(block[at % block.Channels][at / block.Channels] * 8388608f, -8388608f, 8388607f);

    /// <summary>A word of 16 bits at the upper end of 24.</summary>
    static int Word(int bits) => (short)bits << 8;

    static int Long(int bits) => bits << 8 >> 8;

    SoundException Refusal(string what) => new(new Fault(ErrorCodes.SoundCodecUnknown, $"{path}: holds {what} where samples should be, which would be played as hiss: decode it first (ffmpeg -i FILE T.wav, then ffmpeg -i T.wav OUT.wav)"));
}
