using System.Runtime.Intrinsics;
using System.Runtime.InteropServices;
using Proscenium.Engine.Simd;
using Vectors = System.Runtime.Intrinsics.Vector256<float>;

namespace Proscenium.Engine.Upmix;

/// <summary>
/// Powers and cross power of both channels, by ERB band: a blend of a short and a long time mean, with more of the long one the steadier the
/// sound. At an onset the past does not count.
/// </summary>
sealed class SmoothedPowers
{
    const double ShortSeconds = 0.010, LongSeconds = 0.160;
    const float LargestPart = 0.9f; // of the long mean
    const float LargestChange = 1e8f; // beyond it no past counts, and its part would be a denormal number
    const float Tiny = 1e-30f;      // keeps decaying means from becoming denormal numbers
    const float Floor = 1e-20f;     // powers below count as silence

    static readonly int _margin = Vectors.Count; // for the neighbours of the first and last band

    readonly ErbBands _bands;
    readonly float _shortKeep, _longKeep;
    readonly AlignedMemory<float> _newLeft, _newRight, _newCross, _shortLeft, _shortRight, _shortCross, _longLeft, _longRight, _longCross, _change;

    /// <summary>Takes memory.</summary>
    public SmoothedPowers(ErbBands bands, double hopSeconds)
    {
        _bands = bands;
        (_shortKeep, _longKeep) = ((float)Math.Exp(-hopSeconds / ShortSeconds), (float)Math.Exp(-hopSeconds / LongSeconds));
        int length = bands.PaddedCount;
        (_newLeft, _newRight, _newCross) = (new(length), new(length), new(length));
        (_shortLeft, _shortRight, _shortCross) = (new(length), new(length), new(length));
        (_longLeft, _longRight, _longCross) = (new(length), new(length), new(length));
        (Left, Right, Cross, Total) = (new(length), new(length), new(length), new(length));
        _change = new(length + 2 * _margin);
    }

    /// <summary>E|L|^2 by band, of the total.</summary>
    public AlignedMemory<float> Left { get; }

    /// <summary>E|R|^2 by band, of the total.</summary>
    public AlignedMemory<float> Right { get; }

    /// <summary>Re E[L R*] by band, of the total.</summary>
    public AlignedMemory<float> Cross { get; }

    /// <summary>E|L|^2 + E|R|^2 by band.</summary>
    public AlignedMemory<float> Total { get; }

    /// <summary>Takes in the next spectra.</summary>
    public void Update(StereoSpectrum spectrum)
    {
        _bands.Sum(spectrum, _newLeft.Span, _newRight.Span, _newCross.Span);
        UpdateMeans();
        Blend();
    }

    /// <summary>Forgets all past spectra.</summary>
    public void Reset()
    {
        foreach (AlignedMemory<float> mean in (ReadOnlySpan<AlignedMemory<float>>)[_shortLeft, _shortRight, _shortCross, _longLeft, _longRight, _longCross]) mean.Span.Clear();
    }

    void UpdateMeans()
    {
        Span<Vectors> change = MemoryMarshal.Cast<float, Vectors>(_change.Span[_margin..]);
        Span<Vectors> shortLeft = Cast(_shortLeft), shortRight = Cast(_shortRight), shortCross = Cast(_shortCross);
        Span<Vectors> longLeft = Cast(_longLeft), longRight = Cast(_longRight), longCross = Cast(_longCross);
        ReadOnlySpan<Vectors> newLeft = Cast(_newLeft), newRight = Cast(_newRight), newCross = Cast(_newCross);
        Vectors shortAdd = Vector256.Create(1 - _shortKeep), longAdd = Vector256.Create(1 - _longKeep), tiny = Vector256.Create(Tiny), floor = Vector256.Create(Floor);
        for (int i = 0; i < newLeft.Length; i++)
        {
            Vectors left = shortLeft[i] = _shortKeep * shortLeft[i] + shortAdd * newLeft[i] + tiny, oldLeft = longLeft[i] = _longKeep * longLeft[i] + longAdd * newLeft[i] + tiny;
            Vectors right = shortRight[i] = _shortKeep * shortRight[i] + shortAdd * newRight[i] + tiny, oldRight = longRight[i] = _longKeep * longRight[i] + longAdd * newRight[i] + tiny;
            Vectors cross = shortCross[i] = _shortKeep * shortCross[i] + shortAdd * newCross[i] + tiny, oldCross = longCross[i] = _longKeep * longCross[i] + longAdd * newCross[i] + tiny;
            Vectors total = left + right + floor, oldTotal = oldLeft + oldRight + floor;
            Vectors one = Vectors.One / total, oldOne = Vectors.One / oldTotal;
            Vectors byLevel = (left - right) * one - (oldLeft - oldRight) * oldOne, byProduct = cross * one - oldCross * oldOne;
            change[i] = total * oldOne + oldTotal * one - 2 * Vectors.One + byLevel * byLevel + 4 * byProduct * byProduct; // about ln^2 of the ratio of totals, and the squared distance in panning
        }
        Span<float> all = _change.Span;
        all[_margin - 1] = all[_margin];
        all[_margin + _bands.Count] = all[_margin + _bands.Count - 1];
    }

    void Blend()
    {
        ReadOnlySpan<Vectors> shortLeft = Cast(_shortLeft), shortRight = Cast(_shortRight), shortCross = Cast(_shortCross);
        ReadOnlySpan<Vectors> longLeft = Cast(_longLeft), longRight = Cast(_longRight), longCross = Cast(_longCross);
        Span<Vectors> left = Cast(Left), right = Cast(Right), cross = Cast(Cross), total = Cast(Total);
        ref float changes = ref _change.First;
        Vectors floor = Vector256.Create(Floor);
        for (int i = 0; i < left.Length; i++)
        {
            nuint at = (nuint)(_margin + i * Vectors.Count);
            Vectors change = Vector256.LoadUnsafe(ref changes, at - 1) + Vector256.LoadUnsafe(ref changes, at) + Vector256.LoadUnsafe(ref changes, at + 1);
            Vectors unsteady = Vectors.One + Vector256.MinNative(change, Vector256.Create(LargestChange)) * (1f / 6), part = LargestPart * Vectors.One / (unsteady * unsteady);
            Vectors all = shortLeft[i] + shortRight[i] + floor, present = (Vectors.One - part) / all, past = part / (longLeft[i] + longRight[i] + floor);
            left[i] = present * shortLeft[i] + past * longLeft[i];
            right[i] = present * shortRight[i] + past * longRight[i];
            cross[i] = present * shortCross[i] + past * longCross[i];
            total[i] = all;
        }
    }

    static Span<Vectors> Cast(AlignedMemory<float> values) => MemoryMarshal.Cast<float, Vectors>(values.Span);
}
