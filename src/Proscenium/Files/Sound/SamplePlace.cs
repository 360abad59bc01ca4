using static System.FormattableString;

namespace Proscenium.Files.Sound;

/// <summary>
/// At which end of its bytes a sample stands that has fewer bits than they hold. The rule is the upper end, so that it plays at full level whatever reads it; where it is the
/// lower end, the samples show it: none is larger than its bits, and the lowest bits are used.
/// </summary>
/// <param name="format">What the header says.</param>
/// <param name="path">Named in notes and errors.</param>
sealed class SamplePlace(WaveSampleFormat format, string path)
{
    bool _fitsHigh = true, _fitsLow = true;

    /// <summary>True while the samples that were looked at fit both ends.</summary>
    public bool IsOpen => format.IsOpen && _fitsHigh && _fitsLow;

    /// <summary>Factor for decoded samples.</summary>
    public float Gain { get; private set; } = 1;

    /// <summary>Looks at whole samples.</summary>
    public void Look(ReadOnlySpan<byte> bytes)
    {
        int size = format.Coding.Bytes(), unused = 8 * size - format.ValidBits;
        for (int at = 0; at + size <= bytes.Length; at += size)
        {
            int value = 0;
            for (int n = size - 1; n >= 0; n--) value = value << 8 | bytes[at + (format.BigEndian ? size - 1 - n : n)];
            value = value << 32 - 8 * size >> 32 - 8 * size;
            _fitsHigh &= (value & (1 << unused) - 1) == 0;
            _fitsLow &= value >= -(1 << format.ValidBits - 1) && value < 1 << format.ValidBits - 1;
        }
    }

    /// <summary>Decides by what was looked at; returns what is odd about it, or null.</summary>
    /// <exception cref="SoundException">The header contradicts itself, and the samples fit neither reading.</exception>
    public string? Decide()
    {
        if (!format.IsOpen) return null;
        string bytes = $"{format.ValidBits} bits in {format.Coding.Bytes()} bytes";
        if (format.IsContradictory && !_fitsHigh && !_fitsLow) throw WaveSampleFormat.Contradictory(path, $"its header says {bytes} a sample");
        if (!_fitsLow || (_fitsHigh && !format.IsContradictory)) return format.IsContradictory ? $"{path}: its header contradicts itself ({bytes} a sample); its samples stand at the upper end and are read so." : null;
        Gain = 1 << 8 * format.Coding.Bytes() - format.ValidBits;
        return Invariant($"{path}: its samples have {bytes} and stand at the lower end, where the rule is the upper: raised by {20 * Math.Log10(Gain):0.0} dB to the level that is meant.");
    }
}
