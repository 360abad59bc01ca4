using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    readonly Vector<float>[] _within = new Vector<float>[Vector<float>.Count + 1]; // all bits in the first lanes, as many as the index says

    /// <summary>Divides the bins of a transform into bands.</summary>
    /// <param name="transformLength">Samples.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="perBandwidth">Bands in an equivalent rectangular bandwidth, where bins are finer.</param>
    public ErbBands(int transformLength, int sampleRate, double perBandwidth)
    {
        int bins = transformLength / 2 + 1;
        for (int lanes = 0; lanes < _within.Length; lanes++) _within[lanes] = First(lanes);
        _binHertz = (double)sampleRate / transformLength;
        List<int> starts = [];
        for (int bin = 0; bin < bins; bin += Math.Max(1, (int)(Erb(bin * _binHertz) / perBandwidth / _binHertz))) starts.Add(bin);
        Count = starts.Count;
        _start = [.. starts, bins];
        while (_singleBins < Count && _start[_singleBins + 1] == _singleBins + 1) _singleBins++;
        (_segmentEnd, _fraction) = (new int[Count], new float[bins + Vector<float>.Count]);
        for (int band = 0, bin = 0; band < Count; band++)
        {
            (double from, double to) = (MiddleBin(band), band < Count - 1 ? MiddleBin(band + 1) : bins);
            for (; bin < to; bin++) _fraction[bin] = (float)Math.Max(0, (bin - from) / (to - from));
            _segmentEnd[band] = bin;
        }
    }

    /// <summary>Number of bands.</summary>
    public int Count { get; }

    /// <summary>The number of bands, rounded up to whole vectors of any width.</summary>
    public int PaddedCount => StereoSpectrum.PaddedLength(Count);

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
    /// <param name="left">|L|^2, padded as all that is by band.</param>
    /// <param name="right">|R|^2.</param>
    /// <param name="cross">Re L R*.</param>
    public void Sum(StereoSpectrum spectrum, Span<float> left, Span<float> right, Span<float> cross)
    {
        ref float leftBins = ref spectrum.Left.First, rightBins = ref spectrum.Right.First;
        int toIm = spectrum.Left.Length;
        for (int bin = 0; bin < _singleBins; bin += Vector<float>.Count)
        {
            Powers(ref leftBins, ref rightBins, toIm, bin, out Vector<float> newLeft, out Vector<float> newRight, out Vector<float> newCross);
            newLeft.CopyTo(left[bin..]); // the next band writes over what is beyond
            newRight.CopyTo(right[bin..]);
            newCross.CopyTo(cross[bin..]);
        }
        ref Vector<float> masks = ref MemoryMarshal.GetArrayDataReference(_within);
        for (int band = _singleBins; band < Count; band++)
        {
            int bin = _start[band], end = _start[band + 1];
            (Vector<float> sumLeft, Vector<float> sumRight, Vector<float> sumCross) = (default, default, default);
            for (; bin + Vector<float>.Count < end; bin += Vector<float>.Count)
            {
                Powers(ref leftBins, ref rightBins, toIm, bin, out Vector<float> newLeft, out Vector<float> newRight, out Vector<float> newCross);
                (sumLeft, sumRight, sumCross) = (sumLeft + newLeft, sumRight + newRight, sumCross + newCross);
            }
            Vector<float> within = Unsafe.Add(ref masks, end - bin);
            Powers(ref leftBins, ref rightBins, toIm, bin, out Vector<float> lastLeft, out Vector<float> lastRight, out Vector<float> lastCross);
            left[band] = SumOfLanes(sumLeft + (lastLeft & within));
            right[band] = SumOfLanes(sumRight + (lastRight & within));
            cross[band] = SumOfLanes(sumCross + (lastCross & within));
        }
        left[Count..].Clear();
        right[Count..].Clear();
        cross[Count..].Clear();
    }

    /// <summary>Interpolates linearly from the middles of bands to bins: steps over frequency would ring long before and after an onset.</summary>
    /// <param name="leftByBand">A value for each band.</param>
    /// <param name="rightByBand">Another one.</param>
    /// <param name="left">The first by bin, padded as spectra are; what is beyond the last bin is no value.</param>
    /// <param name="right">The other likewise.</param>
    public void Spread(ReadOnlySpan<float> leftByBand, ReadOnlySpan<float> rightByBand, Span<float> left, Span<float> right)
    {
        int first = _singleBins - 1;
        leftByBand[..first].CopyTo(left);
        rightByBand[..first].CopyTo(right);
        ref float fraction = ref _fraction[0], toLeft = ref left[..(_fraction.Length - Vector<float>.Count)][0], toRight = ref right[..(_fraction.Length - Vector<float>.Count)][0];
        for (int band = first, bin = first; band < Count; band++)
        {
            int next = Math.Min(band + 1, Count - 1), end = _segmentEnd[band];
            Vector<float> ofLeft = new(leftByBand[band]), ofRight = new(rightByBand[band]), leftRise = new Vector<float>(leftByBand[next]) - ofLeft, rightRise = new Vector<float>(rightByBand[next]) - ofRight;
            for (; bin < end; bin += Vector<float>.Count)
            {
                Vector<float> part = Vector.LoadUnsafe(ref fraction, (nuint)bin);
                Vector.StoreUnsafe(ofLeft + leftRise * part, ref toLeft, (nuint)bin);
                Vector.StoreUnsafe(ofRight + rightRise * part, ref toRight, (nuint)bin);
            }
            bin = end; // the next band writes over what is beyond
        }
    }

    /// <summary>|L|^2, |R|^2 and Re L R* of some bins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Powers(ref float leftBins, ref float rightBins, int toIm, int bin, out Vector<float> left, out Vector<float> right, out Vector<float> cross)
    {
        Vector<float> leftRe = Vector.LoadUnsafe(ref leftBins, (nuint)bin), leftIm = Vector.LoadUnsafe(ref leftBins, (nuint)(bin + toIm));
        Vector<float> rightRe = Vector.LoadUnsafe(ref rightBins, (nuint)bin), rightIm = Vector.LoadUnsafe(ref rightBins, (nuint)(bin + toIm));
        (left, right, cross) = (leftRe * leftRe + leftIm * leftIm, rightRe * rightRe + rightIm * rightIm, leftRe * rightRe + leftIm * rightIm);
    }

    /// <summary>The sum of all lanes; eight in half as many instructions as <see cref="Vector.Sum"/>, which adds the halves last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static float SumOfLanes(Vector<float> values) => Vector<float>.Count == 8
        ? Vector128.Sum(values.AsVector256().GetLower() + values.AsVector256().GetUpper())
        : Vector.Sum(values);

    /// <summary>All bits in the first lanes, as many as is said.</summary>
    static Vector<float> First(int lanes)
    {
        Span<int> bits = stackalloc int[Vector<int>.Count];
        bits.Clear();
        bits[..lanes].Fill(-1);
        return new Vector<int>(bits).As<int, float>();
    }

    double Middle(int band) => _binHertz * MiddleBin(band);

    double MiddleBin(int band) => (_start[band] + _start[band + 1] - 1) / 2.0;

    static double Erb(double hertz) => 24.7 * (4.37 * hertz / 1000 + 1);
}
