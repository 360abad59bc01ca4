using System.Runtime.CompilerServices;
using Proscenium.Engine.Simd;

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
abstract class PanPowers
{
    readonly AlignedMemory<float> _fromLeft, _fromRight;

    /// <summary>Takes memory.</summary>
    protected PanPowers(int paddedCount) => (ByDirection, _fromLeft, _fromRight) = (new(paddedCount), new(paddedCount), new(paddedCount));

    /// <summary>Powers as shares of the total.</summary>
    public DirectionTable ByDirection { get; }

    /// <summary>Weight of the left channel in the centre, by band.</summary>
    public Span<float> FromLeft => _fromLeft.Span;

    /// <summary>Weight of the right channel in the centre, by band.</summary>
    public Span<float> FromRight => _fromRight.Span;

    /// <summary>Powers on the widest vectors that this machine has.</summary>
    public static PanPowers Widest(int paddedCount)
    {
        if (SimdVector512<float>.IsSupported) return new PanPowers<SimdVector512<float>>(paddedCount);
        if (SimdVector256<float>.IsSupported) return new PanPowers<SimdVector256<float>>(paddedCount);
        return SimdVector128<float>.IsSupported ? new PanPowers<SimdVector128<float>>(paddedCount) : new PanPowers<SimdVector1<float>>(paddedCount);
    }

    /// <summary>Fits the powers.</summary>
    /// <param name="covariance">The channels' covariance.</param>
    /// <param name="prior">Prior shares of the directions, where the updates start.</param>
    public abstract void Fit(SmoothedPowers covariance, DirectionTable prior);
}

/// <summary>The same at one vector width.</summary>
sealed class PanPowers<TVector> : PanPowers where TVector : unmanaged, ISimdVector<TVector, float>
{
    const int Updates = 4;
    const float Floor = 0.05f, Loss = 0.003f; // of the total
    const float Smallest = 1e-12f, SmallestGain = 1e-13f; // of powers and weights, and of the gains of squared powers: products of less would be denormal numbers
    const float Mono = 1e-4f;                 // |L - R|^2 / 2 of the total, below which the channels count as mono

    readonly nint _stride;
    readonly AlignedMemory<float> _levelDifference = new(PanDirections.Count * TVector.Count), _product = new(PanDirections.Count * TVector.Count); // the same in all lanes of a direction

    /// <summary>Takes memory.</summary>
    public PanPowers(int paddedCount) : base(paddedCount)
    {
        _stride = ByDirection.Stride;
        for (int direction = 0; direction < PanDirections.Count; direction++)
        {
            _levelDifference.Span.Slice(direction * TVector.Count, TVector.Count).Fill(PanDirections.LevelDifference(direction));
            _product.Span.Slice(direction * TVector.Count, TVector.Count).Fill(PanDirections.Product(direction));
        }
    }

    /// <inheritdoc/>
    public override void Fit(SmoothedPowers covariance, DirectionTable prior)
    {
        prior.All.CopyTo(ByDirection.All);
        ref float powers = ref ByDirection.First;
        // all bands once and again, rather than each to its end: an update waits for its own result, and the next band's does not
        for (int update = 0; update < Updates; update++)
            for (nint band = 0; band < _stride; band += TVector.Count) Update(ref Unsafe.Add(ref powers, band), covariance, band);
        for (nint band = 0; band < _stride; band += TVector.Count) Weigh(ref Unsafe.Add(ref powers, band), covariance, band);
    }

    void Update(ref float powers, SmoothedPowers covariance, nint band)
    {
        nint stride = _stride;
        TVector left = TVector.At(ref covariance.Left.First, band), right = TVector.At(ref covariance.Right.First, band), cross = TVector.At(ref covariance.Cross.First, band);
        Model(ref powers, out TVector a, out TVector b, out TVector c);
        TVector determinant = TVector.All(1) / (a * b - c * c), half = TVector.All(0.5f);
        (a, b, c) = (b * determinant, a * determinant, default(TVector) - c * determinant); // now its inverse, P
        TVector aLeft = a * left + c * cross, aRight = a * cross + c * right, bLeft = c * left + b * cross, bRight = c * cross + b * right; // P S
        TVector qa = aLeft * a + aRight * c, qb = bLeft * c + bRight * b, product = aLeft * c + aRight * b;                              // P S P
        TVector sum = half * (qa + qb), difference = half * (qa - qb), targetSum = half * (a + b), targetDifference = half * (a - b), loss = TVector.All(Loss);
        ref TVector levels = ref TVector.At(ref _levelDifference.First, 0), products = ref TVector.At(ref _product.First, 0);
        for (nint direction = 0, at = 0; direction < PanDirections.Count; direction++, at += stride)
        {
            ref TVector power = ref TVector.At(ref powers, at);
            TVector level = Unsafe.Add(ref levels, direction), both = Unsafe.Add(ref products, direction);
            TVector gain = WithoutTiny(TVector.MultiplyAdd(difference, level, TVector.MultiplyAdd(product, both, sum)), SmallestGain);
            TVector cost = TVector.MultiplyAdd(targetDifference, level, TVector.MultiplyAdd(c, both, targetSum));
            power = WithoutTiny(power * power * gain / TVector.MultiplyAdd(power, cost, loss), Smallest);
        }
    }

    /// <summary>Weights of the channels in the centre: those of the Wiener filter for the modelled covariance, and a half of each where they are the same.</summary>
    void Weigh(ref float powers, SmoothedPowers covariance, nint band)
    {
        Model(ref powers, out TVector a, out TVector b, out TVector c);
        TVector gain = TVector.All(0.5f) * TVector.At(ref powers, PanDirections.Centre * _stride) / (a * b - c * c), each = TVector.All(0.5f), smallest = TVector.All(Smallest);
        TVector left = TVector.SilenceTiny(gain * (b - c), smallest), right = TVector.SilenceTiny(gain * (a - c), smallest), alike = Alike(TVector.At(ref covariance.Cross.First, band));
        TVector.At(ref FromLeft[0], band) = left + alike * (each - left);
        TVector.At(ref FromRight[0], band) = right + alike * (each - right);
    }

    /// <summary>1 where the channels are the same, almost 0 where their difference is less than 30 dB below the total: mono goes to the centre entirely.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector Alike(TVector cross)
    {
        TVector side = TVector.Max(default, TVector.All(0.5f) - cross) * TVector.All(1 / Mono);
        return TVector.All(1) / (TVector.All(1) + side * side);
    }

    /// <summary>Zero for what is negative or below the smallest, which beside the floor counts for nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector WithoutTiny(TVector values, float smallest) => TVector.WhereAtLeast(values, TVector.All(smallest), values);

    /// <summary>The modelled covariance: |L|^2, |R|^2 and L R.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Model(ref float powers, out TVector left, out TVector right, out TVector cross)
    {
        TVector sum = default, difference = default, product = default, floor = TVector.All(Floor), half = TVector.All(0.5f);
        ref TVector levels = ref TVector.At(ref _levelDifference.First, 0), products = ref TVector.At(ref _product.First, 0);
        nint stride = _stride;
        for (nint direction = 0, at = 0; direction < PanDirections.Count; direction++, at += stride)
        {
            TVector power = TVector.At(ref powers, at);
            sum += power;
            difference = TVector.MultiplyAdd(power, Unsafe.Add(ref levels, direction), difference);
            product = TVector.MultiplyAdd(power, Unsafe.Add(ref products, direction), product);
        }
        (left, right, cross) = (half * (sum + difference) + floor, half * (sum - difference) + floor, half * product);
    }
}
