using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
/// A vector holds the directions of one band; its last lane is unused.
/// </remarks>
sealed class PanningPrior
{
    const double LongSeconds = 0.7, ShortSeconds = 0.04, NearBandwidths = 1, WideBandwidths = 35;
    const float Even = 0.02f;  // shared evenly by all directions, so that none is ever ruled out
    const float Regularisation = 0.02f; // e

    static readonly Directions _all = Vector256.Create(1f, 1, 1, 1, 1, 1, 1, 0), _tiny = _all * 1e-30f;

    readonly int _count;
    readonly float _longKeep, _shortKeep;
    readonly (int First, int Last)[] _near, _wide;
    readonly Directions[] _compressed, _longMean, _shortMean, _longShares, _longSharesWide;
    readonly Sums[] _sums; // cumulative, lower and upper lanes; double, or the rounding of loud bands would swamp quiet ones

    /// <summary>Takes memory.</summary>
    public PanningPrior(ErbBands bands, double hopSeconds)
    {
        _count = bands.Count;
        (_longKeep, _shortKeep) = ((float)Math.Exp(-hopSeconds / LongSeconds), (float)Math.Exp(-hopSeconds / ShortSeconds));
        (_near, _wide) = (new (int, int)[_count], new (int, int)[_count]);
        for (int band = 0; band < _count; band++) (_near[band], _wide[band]) = (bands.Around(band, NearBandwidths), bands.Around(band, WideBandwidths));
        (_compressed, _longMean, _shortMean) = (new Directions[_count], new Directions[_count], new Directions[_count]);
        (_longShares, _longSharesWide) = (new Directions[_count], new Directions[_count]);
        _sums = new Sums[2 * (_count + 1)];
        Shares = new float[PanDirections.Count][];
        for (int direction = 0; direction < PanDirections.Count; direction++) Shares[direction] = new float[bands.PaddedCount];
        Reset();
    }

    /// <summary>Prior shares of the directions: directions x bands.</summary>
    public float[][] Shares { get; }

    /// <summary>Updates the shares for another pass over the same hop; the means stay as they are.</summary>
    public void Reconsider(float[][] powers, ReadOnlySpan<float> total)
    {
        Compress(powers, total);
        Accumulate(_shortMean, mean: _shortKeep);
        UpdateShares();
    }

    /// <summary>Updates the means with the powers of a hop, and the shares for the next one.</summary>
    public void Learn(float[][] powers, ReadOnlySpan<float> total)
    {
        Compress(powers, total);
        Update(_longMean, _longKeep);
        Accumulate(_longMean, mean: 1);
        Directions tiny = _tiny;
        for (int band = 0; band < _count; band++)
        {
            _longShares[band] = Share(_sums, _near[band], tiny);
            _longSharesWide[band] = Share(_sums, _wide[band], tiny);
        }
        Update(_shortMean, _shortKeep);
        Accumulate(_shortMean, mean: 1);
        UpdateShares();
    }

    /// <summary>Makes all directions equally likely.</summary>
    public void Reset()
    {
        foreach (Directions[] memory in (ReadOnlySpan<Directions[]>)[_longMean, _shortMean]) Array.Clear(memory);
        foreach (float[] shares in Shares) Array.Fill(shares, 1f / PanDirections.Count);
        Array.Fill(_longShares, _all / PanDirections.Count);
        Array.Fill(_longSharesWide, _all / PanDirections.Count);
    }

    /// <summary>Powers to the exponent of 3/4, the directions of a band side by side.</summary>
    void Compress(float[][] powers, ReadOnlySpan<float> total)
    {
        ReadOnlySpan<float> p0 = powers[0], p1 = powers[1], p2 = powers[2], p3 = powers[3], p4 = powers[4], p5 = powers[5], p6 = powers[6];
        for (int band = 0; band < _count; band++)
        {
            float loudness = MathF.Sqrt(total[band] * MathF.Sqrt(total[band]));
            _compressed[band] = loudness * Vector256.Create(p0[band], p1[band], p2[band], p3[band], p4[band], p5[band], p6[band], 0);
        }
    }

    void Update(Directions[] means, float keep)
    {
        Directions add = Vector256.Create(1 - keep), tiny = _tiny;
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

    /// <summary>Shares of the directions over a range of bands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Directions Share(ReadOnlySpan<Sums> sums, (int First, int Last) bands, Directions tiny)
    {
        int from = 2 * bands.First, to = 2 * bands.Last + 2;
        Directions sum = Vector256.Max(Directions.Zero, Vector256.Narrow(sums[to] - sums[from], sums[to + 1] - sums[from + 1])) + tiny;
        return sum / Vector256.Create(Vector256.Sum(sum));
    }

    void UpdateShares()
    {
        Directions regularisation = Vector256.Create(Regularisation), even = Vector256.Create(Even / PanDirections.Count), tiny = _tiny;
        ReadOnlySpan<Sums> sums = _sums;
        Span<float> s0 = Shares[0], s1 = Shares[1], s2 = Shares[2], s3 = Shares[3], s4 = Shares[4], s5 = Shares[5], s6 = Shares[6];
        for (int band = 0; band < _count; band++)
        {
            Directions longShares = _longShares[band];
            Directions rise = (Share(sums, _near[band], tiny) + regularisation) * (Share(sums, _wide[band], tiny) + regularisation) / ((longShares + regularisation) * (_longSharesWide[band] + regularisation));
            Directions prior = longShares * Vector256.Sqrt(rise);
            Directions shares = prior * ((1 - Even) / Vector256.Sum(prior)) + even;
            (s0[band], s1[band], s2[band], s3[band]) = (shares[0], shares[1], shares[2], shares[3]);
            (s4[band], s5[band], s6[band]) = (shares[4], shares[5], shares[6]);
        }
    }
}
