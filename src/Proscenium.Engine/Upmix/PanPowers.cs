using System.Runtime.Intrinsics;
using System.Runtime.InteropServices;
using Vectors = System.Runtime.Intrinsics.Vector256<float>;

namespace Proscenium.Engine.Upmix;

/// <summary>
/// The power of the sources in each direction, by ERB band: powers v that model the channels' covariance S as sum v D + floor, where D is the
/// covariance of a source of power 1 in a direction; and the Wiener filter for the centre that follows.
/// </summary>
/// <remarks>
/// A few multiplicative updates, starting from the panning prior (Fevotte and Idier, Algorithms for nonnegative matrix factorization with the
/// beta-divergence, 2011, for matrices: Sawada et al., Multichannel extensions of nonnegative matrix factorization, 2013, eq. 42, without its
/// square root): v = v tr(D P S P) / tr(D P), P = (sum v D + floor)^-1. Only a few: on short stretches the best fit is not the most likely scene.
/// </remarks>
sealed class PanPowers
{
    const int Updates = 4;
    const float Floor = 0.05f, Loss = 0.003f; // of the total
    const float Smallest = 1e-20f, SmallestSquared = 1e-12f, SmallestGain = 1e-13f; // of powers and weights, of powers that are squared, of their gains: products of less would be denormal numbers
    const float Mono = 1e-4f;                 // |L - R|^2 / 2 of the total, below which the channels count as mono

    readonly Vectors[] _levelDifference = new Vectors[PanDirections.Count], _product = new Vectors[PanDirections.Count];
    readonly float[] _fromLeft, _fromRight;

    /// <summary>Takes memory.</summary>
    public PanPowers(int paddedCount)
    {
        (_fromLeft, _fromRight) = (new float[paddedCount], new float[paddedCount]);
        ByDirection = new float[PanDirections.Count][];
        for (int direction = 0; direction < PanDirections.Count; direction++)
        {
            ByDirection[direction] = new float[paddedCount];
            (_levelDifference[direction], _product[direction]) = (Vector256.Create(PanDirections.LevelDifference(direction)), Vector256.Create(PanDirections.Product(direction)));
        }
    }

    /// <summary>Powers as shares of the total: directions x bands.</summary>
    public float[][] ByDirection { get; }

    /// <summary>Weight of the left channel in the centre, by band.</summary>
    public ReadOnlySpan<float> FromLeft => _fromLeft;

    /// <summary>Weight of the right channel in the centre, by band.</summary>
    public ReadOnlySpan<float> FromRight => _fromRight;

    /// <summary>Fits the powers.</summary>
    /// <param name="covariance">The channels' covariance.</param>
    /// <param name="prior">Prior shares of the directions, where the updates start: directions x bands.</param>
    public void Fit(SmoothedPowers covariance, float[][] prior)
    {
        Span<Vectors> powers = stackalloc Vectors[PanDirections.Count];
        ReadOnlySpan<Vectors> left = Cast(covariance.Left), right = Cast(covariance.Right), cross = Cast(covariance.Cross);
        Span<Vectors> fromLeft = MemoryMarshal.Cast<float, Vectors>(_fromLeft.AsSpan()), fromRight = MemoryMarshal.Cast<float, Vectors>(_fromRight.AsSpan());
        for (int i = 0; i < left.Length; i++)
        {
            for (int direction = 0; direction < powers.Length; direction++) powers[direction] = Cast(prior[direction])[i];
            for (int update = 0; update < Updates; update++) Update(powers, left[i], right[i], cross[i]);
            for (int direction = 0; direction < powers.Length; direction++) MemoryMarshal.Cast<float, Vectors>(ByDirection[direction].AsSpan())[i] = powers[direction];
            (Vectors fromEach, Vectors alike) = (Vector256.Create(0.5f), Alike(cross[i]));
            (Vectors wienerLeft, Vectors wienerRight) = Wiener(powers);
            (fromLeft[i], fromRight[i]) = (wienerLeft + alike * (fromEach - wienerLeft), wienerRight + alike * (fromEach - wienerRight));
        }
    }

    void Update(Span<Vectors> powers, Vectors left, Vectors right, Vectors cross)
    {
        (Vectors a, Vectors b, Vectors c) = Model(powers);
        Vectors determinant = Vectors.One / (a * b - c * c);
        (a, b, c) = (b * determinant, a * determinant, -c * determinant); // now its inverse, P
        Vectors aLeft = a * left + c * cross, aRight = a * cross + c * right, bLeft = c * left + b * cross, bRight = c * cross + b * right; // P S
        Vectors qa = aLeft * a + aRight * c, qb = bLeft * c + bRight * b, product = aLeft * c + aRight * b;                              // P S P
        Vectors sum = 0.5f * (qa + qb), difference = 0.5f * (qa - qb), targetSum = 0.5f * (a + b), targetDifference = 0.5f * (a - b), loss = Vector256.Create(Loss);
        for (int direction = 0; direction < powers.Length; direction++)
        {
            Vectors level = _levelDifference[direction], both = _product[direction], power = WithoutTiny(powers[direction], SmallestSquared);
            Vectors gain = WithoutTiny(Vector256.MultiplyAddEstimate(difference, level, Vector256.MultiplyAddEstimate(product, both, sum)), SmallestGain);
            Vectors cost = Vector256.MultiplyAddEstimate(targetDifference, level, Vector256.MultiplyAddEstimate(c, both, targetSum));
            powers[direction] = WithoutTiny(power * power * gain / Vector256.MultiplyAddEstimate(power, cost, loss), Smallest);
        }
    }

    /// <summary>Weights of the channels in the centre, for the modelled covariance.</summary>
    (Vectors FromLeft, Vectors FromRight) Wiener(ReadOnlySpan<Vectors> powers)
    {
        (Vectors a, Vectors b, Vectors c) = Model(powers);
        Vectors gain = 0.5f * powers[PanDirections.Centre] / (a * b - c * c), left = gain * (b - c), right = gain * (a - c);
        return (left & Vector256.GreaterThanOrEqual(Vector256.Abs(left), Vector256.Create(Smallest)), right & Vector256.GreaterThanOrEqual(Vector256.Abs(right), Vector256.Create(Smallest)));
    }

    /// <summary>1 where the channels are the same, almost 0 where their difference is less than 30 dB below the total: mono goes to the centre entirely.</summary>
    static Vectors Alike(Vectors cross)
    {
        Vectors side = Vector256.Max(Vectors.Zero, Vector256.Create(0.5f) - cross) * (1 / Mono);
        return Vectors.One / (Vectors.One + side * side);
    }

    /// <summary>Zero for what is negative or below the smallest, which beside the floor counts for nothing.</summary>
    static Vectors WithoutTiny(Vectors values, float smallest) => values & Vector256.GreaterThanOrEqual(values, Vector256.Create(smallest));

    /// <summary>The modelled covariance: |L|^2, |R|^2 and L R.</summary>
    (Vectors Left, Vectors Right, Vectors Cross) Model(ReadOnlySpan<Vectors> powers)
    {
        Vectors sum = Vectors.Zero, difference = Vectors.Zero, product = Vectors.Zero;
        for (int direction = 0; direction < powers.Length; direction++)
        {
            Vectors power = WithoutTiny(powers[direction], SmallestSquared);
            sum += power;
            difference = Vector256.MultiplyAddEstimate(power, _levelDifference[direction], difference);
            product = Vector256.MultiplyAddEstimate(power, _product[direction], product);
        }
        Vectors floor = Vector256.Create(Floor);
        return (0.5f * (sum + difference) + floor, 0.5f * (sum - difference) + floor, 0.5f * product);
    }

    static ReadOnlySpan<Vectors> Cast(float[] values) => MemoryMarshal.Cast<float, Vectors>(values.AsSpan());
}
