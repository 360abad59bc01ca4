using System.Numerics;
using System.Runtime.Intrinsics;

namespace Proscenium.Engine.Upmix;

/// <summary>
/// Bins that are decided on together: one by one where hearing resolves them, a part of an equivalent rectangular bandwidth above
/// (Glasberg and Moore 1990: ERB = 24.7 (4.37 f / 1000 + 1) Hz).
/// </summary>
sealed class ErbBands
{
    readonly double _binHertz;
    readonly int[] _start; // the first bin of each group, and the end
    readonly int[] _lines;  // the first bin beyond the middle of the next group
    readonly float[] _way;   // of a bin from the middle of one group to the next one's, 0 to 1
    readonly float[] _left, _right, _cross;

    /// <summary>Groups the bins of a transform.</summary>
    /// <param name="transformLength">Samples.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="perBandwidth">Groups in an equivalent rectangular bandwidth, where bins are finer.</param>
    public ErbBands(int transformLength, int sampleRate, double perBandwidth)
    {
        int bins = transformLength / 2 + 1;
        _binHertz = (double)sampleRate / transformLength;
        List<int> starts = [];
        for (int bin = 0; bin < bins; bin += Math.Max(1, (int)(Erb(bin * _binHertz) / perBandwidth / _binHertz))) starts.Add(bin);
        Count = starts.Count;
        _start = [.. starts, bins];
        int padded = StereoSpectrum.PaddedLength(bins);
        (_left, _right, _cross) = (new float[padded], new float[padded], new float[padded]);
        (_lines, _way) = (new int[Count], new float[bins]);
        for (int group = 0, bin = 0; group < Count; group++)
        {
            (double from, double to) = (MiddleBin(group), group < Count - 1 ? MiddleBin(group + 1) : bins);
            for (; bin < to; bin++) _way[bin] = (float)Math.Max(0, (bin - from) / (to - from));
            _lines[group] = bin;
        }
    }

    /// <summary>How many groups there are.</summary>
    public int Count { get; }

    /// <summary>Length of arrays that hold a value a group in whole vectors.</summary>
    public int PaddedCount => (Count + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;

    /// <summary>The neighbourhood of a group, its first and last one: so many bandwidths wide, a group or more to either side.</summary>
    public (int First, int Last) Around(int group, double bandwidths)
    {
        double reach = Math.Max(Erb(Middle(group)) * bandwidths / 2, _binHertz) + _binHertz / 2;
        (int first, int last) = (group, group);
        while (first > 0 && Middle(first - 1) >= Middle(group) - reach) first--;
        while (last < Count - 1 && Middle(last + 1) <= Middle(group) + reach) last++;
        return (first, last);
    }

    /// <summary>Sums the powers of bins by group.</summary>
    /// <param name="spectrum">Both channels.</param>
    /// <param name="left">|L|^2.</param>
    /// <param name="right">|R|^2.</param>
    /// <param name="cross">Re L R*.</param>
    public void Sum(StereoSpectrum spectrum, Span<float> left, Span<float> right, Span<float> cross)
    {
        int width = Vector<float>.Count;
        for (int i = 0; i < _left.Length; i += width)
        {
            Vector<float> lRe = new(spectrum.LeftRe, i), lIm = new(spectrum.LeftIm, i), rRe = new(spectrum.RightRe, i), rIm = new(spectrum.RightIm, i);
            (lRe * lRe + lIm * lIm).CopyTo(_left, i);
            (rRe * rRe + rIm * rIm).CopyTo(_right, i);
            (lRe * rRe + lIm * rIm).CopyTo(_cross, i);
        }
        Sum(_left, left);
        Sum(_right, right);
        Sum(_cross, cross);
    }

    /// <summary>Gives every bin a value, on lines between the middles of groups: steps over frequency would ring long before and after an onset.</summary>
    public void Spread(ReadOnlySpan<float> byGroup, Span<float> byBin)
    {
        ReadOnlySpan<float> way = _way;
        int bin = 0;
        for (int group = 0; group < Count; group++)
        {
            float value = byGroup[group], rise = byGroup[Math.Min(group + 1, Count - 1)] - value;
            for (int next = _lines[group]; bin < next; bin++) byBin[bin] = value + rise * way[bin];
        }
    }

    void Sum(ReadOnlySpan<float> byBin, Span<float> byGroup)
    {
        int from = 0;
        for (int group = 0; group < Count; group++)
        {
            int to = _start[group + 1];
            float sum = 0;
            for (; from <= to - Vector<float>.Count; from += Vector<float>.Count) sum += Vector.Sum(new Vector<float>(byBin[from..]));
            for (; from < to; from++) sum += byBin[from];
            byGroup[group] = sum;
        }
    }

    double Middle(int group) => _binHertz * MiddleBin(group);

    double MiddleBin(int group) => (_start[group] + _start[group + 1] - 1) / 2.0;

    static double Erb(double hertz) => 24.7 * (4.37 * hertz / 1000 + 1);
}
