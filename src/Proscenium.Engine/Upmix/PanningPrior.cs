using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Directions = System.Runtime.Intrinsics.Vector256<float>;
using Sums = System.Runtime.Intrinsics.Vector256<double>;

namespace Proscenium.Engine.Upmix;

/// <summary>
/// Which directions are to be expected in a group of bins: those that were there of late, more so where they are louder at this moment than
/// they use to be, both in the group's neighbourhood and over a large part of the spectrum. Sources start and stop as a whole.
/// </summary>
/// <remarks>
/// x (near) sqrt( (n + e) (w + e) / ((x + e) (y + e)) ), normalised: x and y are shares of the directions in means over 0.7 s, across one and 35
/// bandwidths; n and w the same in means over 0.04 s. Powers count with an exponent of 3/4, so that loud moments do not rule alone.
/// Here a vector holds the directions of one group, its last lane nothing.
/// </remarks>
sealed class PanningPrior
{
    const double LongSeconds = 0.7, ShortSeconds = 0.04, NearBandwidths = 1, WideBandwidths = 35;
    const float Even = 0.02f;  // shared by all directions, so that a lost one can return
    const float Blunt = 0.02f; // e

    static readonly Directions _all = Vector256.Create(1f, 1, 1, 1, 1, 1, 1, 0), _tiny = _all * 1e-30f;

    readonly int _count;
    readonly float _longKeep, _shortKeep;
    readonly (int First, int Last)[] _near, _wide;
    readonly Directions[] _present, _longMean, _shortMean, _usual, _usualWide;
    readonly Sums[] _sums; // lower and upper lanes of all groups before one; double, or quiet groups would drown in the loud ones' rounding

    /// <summary>Takes memory.</summary>
    public PanningPrior(ErbBands groups, double hopSeconds)
    {
        _count = groups.Count;
        (_longKeep, _shortKeep) = ((float)Math.Exp(-hopSeconds / LongSeconds), (float)Math.Exp(-hopSeconds / ShortSeconds));
        (_near, _wide) = (new (int, int)[_count], new (int, int)[_count]);
        for (int group = 0; group < _count; group++) (_near[group], _wide[group]) = (groups.Around(group, NearBandwidths), groups.Around(group, WideBandwidths));
        (_present, _longMean, _shortMean) = (new Directions[_count], new Directions[_count], new Directions[_count]);
        (_usual, _usualWide) = (new Directions[_count], new Directions[_count]);
        _sums = new Sums[2 * (_count + 1)];
        Shares = new float[PanDirections.Count][];
        for (int direction = 0; direction < PanDirections.Count; direction++) Shares[direction] = new float[groups.PaddedCount];
        Reset();
    }

    /// <summary>Expected shares of the directions: directions x groups.</summary>
    public float[][] Shares { get; }

    /// <summary>Expects the next powers at this same moment by what was found of it so far; the past stays as it is.</summary>
    public void Reconsider(float[][] powers, ReadOnlySpan<float> total)
    {
        TakeIn(powers, total);
        SumUp(_shortMean, mean: _shortKeep);
        Expect();
    }

    /// <summary>Takes in what was found of a moment, and expects the next one.</summary>
    public void Learn(float[][] powers, ReadOnlySpan<float> total)
    {
        TakeIn(powers, total);
        Update(_longMean, _longKeep);
        SumUp(_longMean, mean: 1);
        Directions tiny = _tiny;
        for (int group = 0; group < _count; group++)
        {
            _usual[group] = Share(_sums, _near[group], tiny);
            _usualWide[group] = Share(_sums, _wide[group], tiny);
        }
        Update(_shortMean, _shortKeep);
        SumUp(_shortMean, mean: 1);
        Expect();
    }

    /// <summary>Expects all directions alike.</summary>
    public void Reset()
    {
        foreach (Directions[] memory in (ReadOnlySpan<Directions[]>)[_longMean, _shortMean]) Array.Clear(memory);
        foreach (float[] shares in Shares) Array.Fill(shares, 1f / PanDirections.Count);
        Array.Fill(_usual, _all / PanDirections.Count);
        Array.Fill(_usualWide, _all / PanDirections.Count);
    }

    /// <summary>The powers with their exponent, the directions of a group side by side.</summary>
    void TakeIn(float[][] powers, ReadOnlySpan<float> total)
    {
        ReadOnlySpan<float> p0 = powers[0], p1 = powers[1], p2 = powers[2], p3 = powers[3], p4 = powers[4], p5 = powers[5], p6 = powers[6];
        for (int group = 0; group < _count; group++)
        {
            float loudness = MathF.Sqrt(total[group] * MathF.Sqrt(total[group]));
            _present[group] = loudness * Vector256.Create(p0[group], p1[group], p2[group], p3[group], p4[group], p5[group], p6[group], 0);
        }
    }

    void Update(Directions[] means, float keep)
    {
        Directions add = Vector256.Create(1 - keep), tiny = _tiny;
        ReadOnlySpan<Directions> present = _present;
        for (int group = 0; group < means.Length; group++) means[group] = keep * means[group] + add * present[group] + tiny;
    }

    /// <summary>Sums means over groups, from the first one on; with the present taken in as far as it is not yet.</summary>
    void SumUp(Directions[] means, float mean)
    {
        Sums lower = Sums.Zero, upper = Sums.Zero;
        Directions keep = Vector256.Create(mean), add = Vector256.Create(1 - mean);
        Span<Sums> sums = _sums.AsSpan(2);
        ReadOnlySpan<Directions> present = _present;
        for (int group = 0; group < means.Length; group++)
        {
            Directions sum = keep * means[group] + add * present[group];
            sums[2 * group] = lower += Vector256.WidenLower(sum);
            sums[2 * group + 1] = upper += Vector256.WidenUpper(sum);
        }
    }

    /// <summary>Shares of the directions over some groups.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Directions Share(ReadOnlySpan<Sums> sums, (int First, int Last) groups, Directions tiny)
    {
        int from = 2 * groups.First, to = 2 * groups.Last + 2;
        Directions sum = Vector256.Max(Directions.Zero, Vector256.Narrow(sums[to] - sums[from], sums[to + 1] - sums[from + 1])) + tiny;
        return sum / Vector256.Create(Vector256.Sum(sum));
    }

    void Expect()
    {
        Directions blunt = Vector256.Create(Blunt), even = Vector256.Create(Even / PanDirections.Count), tiny = _tiny;
        ReadOnlySpan<Sums> sums = _sums;
        Span<float> s0 = Shares[0], s1 = Shares[1], s2 = Shares[2], s3 = Shares[3], s4 = Shares[4], s5 = Shares[5], s6 = Shares[6];
        for (int group = 0; group < _count; group++)
        {
            Directions usual = _usual[group];
            Directions louder = (Share(sums, _near[group], tiny) + blunt) * (Share(sums, _wide[group], tiny) + blunt) / ((usual + blunt) * (_usualWide[group] + blunt));
            Directions expected = usual * Vector256.Sqrt(louder);
            Directions shares = expected * ((1 - Even) / Vector256.Sum(expected)) + even;
            (s0[group], s1[group], s2[group], s3[group]) = (shares[0], shares[1], shares[2], shares[3]);
            (s4[group], s5[group], s6[group]) = (shares[4], shares[5], shares[6]);
        }
    }
}
