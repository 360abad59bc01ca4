using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Design;

/// <summary>
/// Canceller x head model: what a loudspeaker at +-angle would do to each ear, sent to each ear alone, so that the listener hears a
/// pair of loudspeakers there. What the canceller lets through to the other ear is part of what that ear should hear, and is taken off,
/// as far as the gain limit allows.
/// </summary>
/// <remarks>
/// With leaks l (canceller for the near ear to the far one) and m (the reverse), the near ear hears 1 and the far ear V where
/// a + g m b = 1 and g l a + b = V; a and b drive the two cancellers. g = 1 takes off all of the leaks; with g = 0 they pull the image
/// towards the device, by 0.1 rad at a target gain of 20 dB.
/// </remarks>
public sealed class Virtualiser(Device device, TransferMatrix ears, GainLimit limit, RelativeHrtf hrtf)
{
    const int Steps = 40;

    /// <summary>No larger leak is taken off: two leaks near 1 would ask for boundless weights.</summary>
    const double LargestLeak = 0.5;

    /// <summary>Driver weights for one input, <c>bins x drivers</c>.</summary>
    /// <param name="input">The input's side.</param>
    /// <param name="near">The canceller's weights for the ear on that side.</param>
    /// <param name="far">The canceller's weights for the other ear.</param>
    public Complex[][] For(Side input, SteeredWeights near, SteeredWeights far)
    {
        FrequencyGrid grid = ears.Grid;
        double[] shares = new double[grid.BinCount];
        Parallel.For(0, grid.BinCount, bin => shares[bin] = LargestShare(input, bin, near.Weights[bin], far.Weights[bin]));
        double[] smooth = PlannedCurve.Smooth(shares, grid);
        var weights = new Complex[grid.BinCount][];
        for (int bin = 0; bin < weights.Length; bin++) weights[bin] = Combine(input, bin, near.Weights[bin], far.Weights[bin], smooth[bin]);
        return weights;
    }

    /// <summary>The largest share of the leaks that can be taken off without more effort than the limit, or than taking off nothing.</summary>
    double LargestShare(Side input, int bin, Complex[] near, Complex[] far)
    {
        double[] costs = BandWeights.At(device.Drivers, ears.Grid.Frequency(bin));
        double Effort(double share) => Combine(input, bin, near, far, share).Zip(costs, (w, e) => e * w.Magnitude * w.Magnitude).Sum();
        double most = Math.Min(1, LargestLeak / Math.Max(Leak(bin, near, 1 - (int)input).Magnitude, Leak(bin, far, (int)input).Magnitude));
        double allowed = Math.Max(limit.PowerAt(ears.Grid.Frequency(bin)), Effort(0));
        for (int step = 1; step <= Steps; step++)
            if (Effort(most * step / Steps) > allowed) return most * (step - 1) / Steps;
        return most;
    }

    Complex[] Combine(Side input, int bin, Complex[] near, Complex[] far, double share)
    {
        (int nearEar, int farEar) = ((int)input, 1 - (int)input);
        Complex toFar = share * Leak(bin, near, farEar), toNear = share * Leak(bin, far, nearEar);
        Complex wanted = hrtf.Contralateral(ears.Grid.Frequency(bin)), both = 1 - toFar * toNear;
        Complex a = (RelativeHrtf.Ipsilateral - toNear * wanted) / both, b = (wanted - toFar * RelativeHrtf.Ipsilateral) / both;
        return [.. near.Zip(far, (n, f) => a * n + b * f)];
    }

    /// <summary>What weights send to an ear, relative to what the ear's own canceller sends there.</summary>
    Complex Leak(int bin, Complex[] weights, int ear) =>
        NullSteering.Response(ears.Row(ear, bin), weights) / ears[ear, device.ReferenceDriver((Side)ear), bin];
}
