using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Proscenium.Engine.Simd;
using Directions = System.Runtime.Intrinsics.Vector256<float>;
using Sums = System.Runtime.Intrinsics.Vector256<double>;

namespace Proscenium.Engine.Upmix;

/// <summary>
/// The panning prior: the likely share of each direction in an ERB band. Directions are likely where they were active recently, and more so
/// where they are louder now than usual, both in neighbouring bands and over a large part of the spectrum, because sources start and stop as a whole.
/// </summary>
/// <remarks>
/// x (near) sqrt( (n + e) (w + e) / ((x + e) (y + e)) ), normalised: x and y are shares of the directions in means over 0.7 s, across one and 35
/// bandwidths; n and w the same in means over 0.04 s. Powers count with an exponent of 3/4, so that loud moments do not rule alone.
/// A vector holds the directions of one band, and their sum in its last lane. What is the same for all directions of a band is left out of
/// products, since they are normalised at the end: with sums N of powers in place of shares n = N / sum N, n + e becomes N + e sum N.
/// </remarks>
sealed class PanningPrior
{
    const double LongSeconds = 0.7, ShortSeconds = 0.04, NearBandwidths = 1, WideBandwidths = 35;
    const float Even = 0.02f;  // shared evenly by all directions, so that none is ever ruled out
    const float Regularisation = 0.02f;     // e
    const float Tiny = 1e-18f;              // products of two such powers are no denormal numbers
    const int Total = PanDirections.Count;  // the lane of the sum over the directions

    readonly float _longKeep, _shortKeep;
    readonly (int From, int To)[] _near, _wide; // in cumulative sums
    readonly AlignedMemory<float> _compressed, _longMean, _shortMean;
    readonly AlignedMemory<float> _usual;        // x / sqrt( (x + e) (y + e) )
    readonly AlignedMemory<float> _rows, _block; // the directions of as many bands, and transposed
    readonly AlignedMemory<double> _sums;        // cumulative; double, or the rounding of loud bands would swamp quiet ones

    /// <summary>Takes memory.</summary>
    public PanningPrior(ErbBands bands, double hopSeconds)
    {
        int count = bands.PaddedCount;
        (_longKeep, _shortKeep) = ((float)Math.Exp(-hopSeconds / LongSeconds), (float)Math.Exp(-hopSeconds / ShortSeconds));
        (_near, _wide) = (new (int, int)[count], new (int, int)[count]);
        for (int band = 0; band < bands.Count; band++) (_near[band], _wide[band]) = (Range(bands, band, NearBandwidths), Range(bands, band, WideBandwidths));
        int length = count * Directions.Count;
        (_compressed, _longMean, _shortMean, _usual) = (new(length), new(length), new(length), new(length));
        (_rows, _block, _sums) = (new(Directions.Count * Directions.Count), new(Directions.Count * Directions.Count), new(length + Directions.Count));
        Shares = new(count);
        Reset();
    }

    static Directions TinyPowers => Vector256.Create(Tiny, Tiny, Tiny, Tiny, Tiny, Tiny, Tiny, PanDirections.Count * Tiny);

    /// <summary>Prior shares of the directions.</summary>
    public DirectionTable Shares { get; }

    /// <summary>Updates the shares for another pass over the same hop; the means stay as they are.</summary>
    public void Reconsider(DirectionTable powers, ReadOnlySpan<float> total)
    {
        Compress(powers, total);
        Accumulate(_shortMean, _shortKeep, learn: false);
        UpdateShares();
    }

    /// <summary>Updates the means with the powers of a hop, and the shares for the next one.</summary>
    public void Learn(DirectionTable powers, ReadOnlySpan<float> total)
    {
        Compress(powers, total);
        Accumulate(_longMean, _longKeep, learn: true);
        UpdateUsual();
        Accumulate(_shortMean, _shortKeep, learn: true);
        UpdateShares();
    }

    /// <summary>Makes all directions equally likely.</summary>
    public void Reset()
    {
        _longMean.Span.Clear();
        _shortMean.Span.Clear();
        _usual.Span.Fill(1);
        Shares.All.Fill(1f / PanDirections.Count);
    }

    /// <summary>Powers to the exponent of 3/4, the directions of a band and their sum side by side.</summary>
    void Compress(DirectionTable powers, ReadOnlySpan<float> total)
    {
        Span<Directions> block = Rows(_block), compressed = Rows(_compressed);
        for (int band = 0; band < compressed.Length; band += Directions.Count)
        {
            Directions totals = Vector256.LoadUnsafe(in total[band]), loudness = Vector256.Sqrt(totals * Vector256.Sqrt(totals)), sum = Directions.Zero;
            for (int direction = 0; direction < PanDirections.Count; direction++)
            {
                Directions power = block[direction] = loudness * Bands(powers, direction, band);
                sum += power;
            }
            block[Total] = sum;
            Transpose(block, compressed.Slice(band, Directions.Count));
        }
    }

    /// <summary>Cumulative sums over bands of the means with the latest powers.</summary>
    void Accumulate(AlignedMemory<float> means, float keep, bool learn)
    {
        Directions add = Vector256.Create(1 - keep), tiny = TinyPowers;
        Span<Directions> rows = Rows(means), compressed = Rows(_compressed)[..rows.Length];
        ref double sums = ref _sums.First;
        Sums lower = Sums.Zero, upper = Sums.Zero;
        Vector512<double> both = Vector512<double>.Zero;
        for (int band = 0; band < rows.Length; band++)
        {
            Directions mean = keep * rows[band] + add * compressed[band];
            if (learn) rows[band] = mean += tiny;
            sums = ref Unsafe.Add(ref sums, Directions.Count);
            if (Avx512F.IsSupported) Unsafe.As<double, Vector512<double>>(ref sums) = both += Avx512F.ConvertToVector512Double(mean);
            else
            {
                Lower(ref sums) = lower += Vector256.WidenLower(mean);
                Upper(ref sums) = upper += Vector256.WidenUpper(mean);
            }
        }
    }

    /// <summary>The sums over a range of bands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Directions Sum(ref double sums, (int From, int To) range)
    {
        ref double begin = ref Unsafe.Add(ref sums, Directions.Count * range.From), end = ref Unsafe.Add(ref sums, Directions.Count * range.To); // ranges are within it
        Directions sum = Avx512F.IsSupported
            ? Avx512F.ConvertToVector256Single(Unsafe.As<double, Vector512<double>>(ref end) - Unsafe.As<double, Vector512<double>>(ref begin))
            : Vector256.Narrow(Lower(ref end) - Lower(ref begin), Upper(ref end) - Upper(ref begin));
        return Vector256.MaxNative(Directions.Zero, sum) + TinyPowers;
    }

    static (int From, int To) Range(ErbBands bands, int band, double bandwidths)
    {
        (int first, int last) = bands.Around(band, bandwidths);
        return (first, last + 1);
    }

    /// <summary>N + e sum N.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Directions Regular(Directions sums) => sums + Regularisation * (Vector256.IsHardwareAccelerated ? Vector256.Shuffle(sums, Vector256.Create(Total)) : Vector256.Create(sums.GetElement(Total)));

    void UpdateUsual()
    {
        Span<Directions> usual = Rows(_usual);
        ReadOnlySpan<(int, int)> nearOf = _near.AsSpan(0, usual.Length), wideOf = _wide.AsSpan(0, usual.Length);
        ref double sums = ref _sums.First;
        for (int band = 0; band < usual.Length; band++)
        {
            Directions near = Sum(ref sums, nearOf[band]), wide = Sum(ref sums, wideOf[band]);
            usual[band] = near / Vector256.Sqrt(Regular(near) * Regular(wide));
        }
    }

    void UpdateShares()
    {
        Span<Directions> rows = Rows(_rows), block = Rows(_block), usual = Rows(_usual);
        ReadOnlySpan<(int, int)> nearOf = _near.AsSpan(0, usual.Length), wideOf = _wide.AsSpan(0, usual.Length);
        ref double sums = ref _sums.First;
        for (int first = 0; first < usual.Length; first += Directions.Count)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                Directions near = Sum(ref sums, nearOf[first + i]), wide = Sum(ref sums, wideOf[first + i]);
                rows[i] = usual[first + i] * Vector256.Sqrt(Regular(near) * Regular(wide));
            }
            Transpose(rows, block);
            Directions all = block[0] + block[1] + block[2] + block[3] + block[4] + block[5] + block[6], scale = Vector256.Create(1 - Even) / all;
            for (int direction = 0; direction < PanDirections.Count; direction++) Bands(Shares, direction, first) = block[direction] * scale + Vector256.Create(Even / PanDirections.Count);
        }
    }

    /// <summary>Eight bands of a direction.</summary>
    static ref Directions Bands(DirectionTable table, int direction, int band) => ref Unsafe.As<float, Directions>(ref Unsafe.Add(ref table.First, direction * table.Stride + band));

    /// <summary>A vector for each band.</summary>
    static Span<Directions> Rows(AlignedMemory<float> values) => MemoryMarshal.Cast<float, Directions>(values.Span);

    static ref Sums Lower(ref double sums) => ref Unsafe.As<double, Sums>(ref sums);

    static ref Sums Upper(ref double sums) => ref Unsafe.As<double, Sums>(ref Unsafe.Add(ref sums, Sums.Count));

    static void Transpose(ReadOnlySpan<Directions> rows, Span<Directions> columns) =>
        Transposition.EightByEight(ref Unsafe.As<Directions, float>(ref MemoryMarshal.GetReference(rows)), ref Unsafe.As<Directions, float>(ref MemoryMarshal.GetReference(columns[..rows.Length])));
}
