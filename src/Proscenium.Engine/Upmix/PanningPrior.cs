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
    readonly Directions[] _compressed, _longMean, _shortMean;
    readonly Directions[] _usual; // x / sqrt( (x + e) (y + e) )
    readonly Sums[] _sums;        // cumulative, lower and upper lanes; double, or the rounding of loud bands would swamp quiet ones

    /// <summary>Takes memory.</summary>
    public PanningPrior(ErbBands bands, double hopSeconds)
    {
        int count = bands.PaddedCount;
        (_longKeep, _shortKeep) = ((float)Math.Exp(-hopSeconds / LongSeconds), (float)Math.Exp(-hopSeconds / ShortSeconds));
        (_near, _wide) = (new (int, int)[count], new (int, int)[count]);
        for (int band = 0; band < bands.Count; band++) (_near[band], _wide[band]) = (Range(bands, band, NearBandwidths), Range(bands, band, WideBandwidths));
        (_compressed, _longMean, _shortMean, _usual) = (new Directions[count], new Directions[count], new Directions[count], new Directions[count]);
        _sums = new Sums[2 * (count + 1)];
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
        Accumulate(_shortMean, mean: _shortKeep);
        UpdateShares();
    }

    /// <summary>Updates the means with the powers of a hop, and the shares for the next one.</summary>
    public void Learn(DirectionTable powers, ReadOnlySpan<float> total)
    {
        Compress(powers, total);
        Update(_longMean, _longKeep);
        Accumulate(_longMean, mean: 1);
        for (int band = 0; band < _usual.Length; band++)
        {
            Directions near = Sum(_near, band);
            _usual[band] = near / Vector256.Sqrt(Regular(near) * Regular(Sum(_wide, band)));
        }
        Update(_shortMean, _shortKeep);
        Accumulate(_shortMean, mean: 1);
        UpdateShares();
    }

    /// <summary>Makes all directions equally likely.</summary>
    public void Reset()
    {
        Array.Clear(_longMean);
        Array.Clear(_shortMean);
        Array.Fill(_usual, Directions.One);
        Shares.All.Fill(1f / PanDirections.Count);
    }

    /// <summary>Powers to the exponent of 3/4, the directions of a band and their sum side by side.</summary>
    void Compress(DirectionTable powers, ReadOnlySpan<float> total)
    {
        Span<Directions> block = stackalloc Directions[Directions.Count];
        for (int band = 0; band < _compressed.Length; band += Directions.Count)
        {
            Directions totals = Vector256.LoadUnsafe(in total[band]), loudness = Vector256.Sqrt(totals * Vector256.Sqrt(totals)), sum = Directions.Zero;
            for (int direction = 0; direction < PanDirections.Count; direction++)
            {
                Directions power = block[direction] = loudness * Bands(powers, direction, band);
                sum += power;
            }
            block[Total] = sum;
            Transpose(block, _compressed.AsSpan(band, Directions.Count));
        }
    }

    void Update(Directions[] means, float keep)
    {
        Directions add = Vector256.Create(1 - keep), tiny = TinyPowers;
        ReadOnlySpan<Directions> compressed = _compressed;
        for (int band = 0; band < means.Length; band++) means[band] = keep * means[band] + add * compressed[band] + tiny;
    }

    /// <summary>Cumulative sums over bands of the means, blended with the latest powers.</summary>
    void Accumulate(Directions[] means, float mean)
    {
        Sums lower = Sums.Zero, upper = Sums.Zero;
        Directions keep = Vector256.Create(mean), add = Vector256.Create(1 - mean);
        Span<Sums> sums = _sums.AsSpan(2);
        ReadOnlySpan<Directions> compressed = _compressed;
        for (int band = 0; band < means.Length; band++)
        {
            Directions sum = keep * means[band] + add * compressed[band];
            sums[2 * band] = lower += Vector256.WidenLower(sum);
            sums[2 * band + 1] = upper += Vector256.WidenUpper(sum);
        }
    }

    /// <summary>The sums over a range of bands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Directions Sum((int From, int To)[] ranges, int band)
    {
        (int from, int to) = ranges[band];
        ref Sums first = ref MemoryMarshal.GetArrayDataReference(_sums), begin = ref Unsafe.Add(ref first, 2 * from), end = ref Unsafe.Add(ref first, 2 * to); // ranges are within it
        Directions sum = Avx512F.IsSupported
            ? Avx512F.ConvertToVector256Single(Unsafe.As<Sums, Vector512<double>>(ref end) - Unsafe.As<Sums, Vector512<double>>(ref begin))
            : Vector256.Narrow(end - begin, Unsafe.Add(ref end, 1) - Unsafe.Add(ref begin, 1));
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

    void UpdateShares()
    {
        Span<Directions> rows = stackalloc Directions[Directions.Count], block = stackalloc Directions[Directions.Count];
        for (int first = 0; first < _usual.Length; first += Directions.Count)
        {
            for (int i = 0; i < rows.Length; i++) rows[i] = _usual[first + i] * Vector256.Sqrt(Regular(Sum(_near, first + i)) * Regular(Sum(_wide, first + i)));
            Transpose(rows, block);
            Directions all = block[0] + block[1] + block[2] + block[3] + block[4] + block[5] + block[6], scale = Vector256.Create(1 - Even) / all;
            for (int direction = 0; direction < PanDirections.Count; direction++) Bands(Shares, direction, first) = block[direction] * scale + Vector256.Create(Even / PanDirections.Count);
        }
    }

    /// <summary>Eight bands of a direction.</summary>
    static ref Directions Bands(DirectionTable table, int direction, int band) => ref Unsafe.As<float, Directions>(ref Unsafe.Add(ref table.First, direction * table.Stride + band));

    static void Transpose(ReadOnlySpan<Directions> rows, Span<Directions> columns) =>
        Transposition.EightByEight(ref Unsafe.As<Directions, float>(ref MemoryMarshal.GetReference(rows)), ref Unsafe.As<Directions, float>(ref MemoryMarshal.GetReference(columns[..rows.Length])));
}
