using System.Numerics;
using System.Runtime.Intrinsics;

namespace Proscenium.Engine.Upmix;

/// <summary>
/// Frequency bands that share one estimate: single bins at low frequencies, a fraction of an equivalent rectangular bandwidth above
/// (Glasberg and Moore 1990: ERB = 24.7 (4.37 f / 1000 + 1) Hz).
/// </summary>
sealed class ErbBands
{
    readonly double _binHertz;
    readonly int[] _start; // first bin of each band, and the end
    readonly int _singleBins; // that are bands of their own
    readonly int[] _segmentEnd;  // first bin beyond the middle of the next band
    readonly float[] _fraction;   // position of a bin between the middles of two bands, 0 to 1
    readonly float[] _left, _right, _cross, _spread;

    /// <summary>Divides the bins of a transform into bands.</summary>
    /// <param name="transformLength">Samples.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="perBandwidth">Bands in an equivalent rectangular bandwidth, where bins are finer.</param>
    public ErbBands(int transformLength, int sampleRate, double perBandwidth)
    {
        int bins = transformLength / 2 + 1;
        _binHertz = (double)sampleRate / transformLength;
        List<int> starts = [];
        for (int bin = 0; bin < bins; bin += Math.Max(1, (int)(Erb(bin * _binHertz) / perBandwidth / _binHertz))) starts.Add(bin);
        Count = starts.Count;
        _start = [.. starts, bins];
        while (_singleBins < Count && _start[_singleBins + 1] == _singleBins + 1) _singleBins++;
        int padded = StereoSpectrum.PaddedLength(bins);
        (_left, _right, _cross) = (new float[padded], new float[padded], new float[padded]);
        (_segmentEnd, _fraction, _spread) = (new int[Count], new float[bins + Vector<float>.Count], new float[bins + Vector<float>.Count]);
        for (int band = 0, bin = 0; band < Count; band++)
        {
            (double from, double to) = (MiddleBin(band), band < Count - 1 ? MiddleBin(band + 1) : bins);
            for (; bin < to; bin++) _fraction[bin] = (float)Math.Max(0, (bin - from) / (to - from));
            _segmentEnd[band] = bin;
        }
    }

    /// <summary>Number of bands.</summary>
    public int Count { get; }

    /// <summary>The number of bands, rounded up to whole vectors.</summary>
    public int PaddedCount => (Count + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;

    /// <summary>First and last band of a neighbourhood, at least one band to either side.</summary>
    /// <param name="band">The band in the middle.</param>
    /// <param name="bandwidths">Width in equivalent rectangular bandwidths.</param>
    public (int First, int Last) Around(int band, double bandwidths)
    {
        double reach = Math.Max(Erb(Middle(band)) * bandwidths / 2, _binHertz) + _binHertz / 2;
        (int first, int last) = (band, band);
        while (first > 0 && Middle(first - 1) >= Middle(band) - reach) first--;
        while (last < Count - 1 && Middle(last + 1) <= Middle(band) + reach) last++;
        return (first, last);
    }

    /// <summary>Sums powers within each band.</summary>
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

    /// <summary>Interpolates linearly from the middles of bands to bins: steps over frequency would ring long before and after an onset.</summary>
    public void Spread(ReadOnlySpan<float> byBand, Span<float> byBin)
    {
        Span<float> spread = _spread;
        ReadOnlySpan<float> fraction = _fraction;
        for (int band = 0, bin = 0; band < Count; band++)
        {
            Vector<float> value = new(byBand[band]), rise = new Vector<float>(byBand[Math.Min(band + 1, Count - 1)]) - value;
            int end = _segmentEnd[band];
            for (; bin < end; bin += Vector<float>.Count) (value + rise * new Vector<float>(fraction[bin..])).CopyTo(spread[bin..]);
            bin = end; // the next band writes over what is beyond
        }
        spread[.._start[^1]].CopyTo(byBin);
    }

    void Sum(ReadOnlySpan<float> byBin, Span<float> byBand)
    {
        int single = _singleBins;
        byBin[..single].CopyTo(byBand);
        int from = single;
        for (int band = single; band < Count; band++)
        {
            int to = _start[band + 1];
            float sum = 0;
            for (; from <= to - Vector<float>.Count; from += Vector<float>.Count) sum += Vector.Sum(new Vector<float>(byBin[from..]));
            for (; from < to; from++) sum += byBin[from];
            byBand[band] = sum;
        }
    }

    double Middle(int band) => _binHertz * MiddleBin(band);

    double MiddleBin(int band) => (_start[band] + _start[band + 1] - 1) / 2.0;

    static double Erb(double hertz) => 24.7 * (4.37 * hertz / 1000 + 1);
}
