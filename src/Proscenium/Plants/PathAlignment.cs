using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>
/// How much later one path arrives than another: the delay that best turns their phase difference into a constant, ERB-weighted from
/// 300 Hz to 8 kHz. What a delay cannot remove is reported as an offset and a residue.
/// </summary>
/// <param name="DelaySeconds">Delay of the path after the reference path.</param>
/// <param name="OffsetRadians">Constant phase that is left.</param>
/// <param name="ResidualRadians">Root mean square of the phase that is left beyond the constant.</param>
readonly record struct PathAlignment(double DelaySeconds, double OffsetRadians, double ResidualRadians)
{
    const double MinHz = 300, MaxHz = 8000, SearchSeconds = 2e-3, CoarseSeconds = 20e-6, FineSeconds = 2e-6; // coherence up to 8 kHz has peaks 60 us wide and wider

    /// <summary>The same for paths that may be any time apart: first to a sample, where they are most alike in the middle of the range.</summary>
    public static PathAlignment Anywhere(IReadOnlyList<Complex> path, IReadOnlyList<Complex> reference, FrequencyGrid grid)
    {
        double[] alike = Spectra.Impulse(bin => grid.Frequency(bin) is < MinHz or > MaxHz || path[bin] == 0 || reference[bin] == 0 ? 0 : path[bin] * Complex.Conjugate(reference[bin]) / (path[bin].Magnitude * reference[bin].Magnitude), grid);
        int highest = 0;
        for (int n = 1; n < alike.Length; n++)
            if (Math.Abs(alike[n]) > Math.Abs(alike[highest])) highest = n;
        double coarse = (highest > alike.Length / 2 ? highest - alike.Length : highest) / (double)grid.SampleRate;
        PathAlignment fine = Between([.. path.Select((value, bin) => value * FrequencyResponse.Turn(grid.Frequency(bin), -coarse))], reference, grid);
        return fine with { DelaySeconds = fine.DelaySeconds + coarse };
    }

    /// <summary>Compares two responses, one value per bin.</summary>
    public static PathAlignment Between(IReadOnlyList<Complex> path, IReadOnlyList<Complex> reference, FrequencyGrid grid)
    {
        int from = grid.Bin(MinHz), to = grid.Bin(Math.Min(MaxHz, 0.45 * grid.SampleRate));
        var phasors = new Complex[to - from + 1];
        double[] frequencies = new double[phasors.Length], weights = new double[phasors.Length];
        for (int i = 0; i < phasors.Length; i++)
        {
            Complex cross = path[from + i] * Complex.Conjugate(reference[from + i]);
            frequencies[i] = grid.Frequency(from + i);
            weights[i] = 1 / ErbScale.Bandwidth(frequencies[i]);
            phasors[i] = cross.Magnitude > 0 ? cross / cross.Magnitude : Complex.Zero;
        }
        double total = weights.Sum();
        Complex[] weighted = [.. phasors.Zip(weights, (phasor, weight) => weight * phasor)];
        Complex Coherence(double delay)
        {
            Complex sum = Complex.Zero, turn = FrequencyResponse.Turn(frequencies[0], -delay), step = FrequencyResponse.Turn(frequencies[1] - frequencies[0], -delay);
            foreach (Complex phasor in weighted)
            {
                sum += phasor * turn;
                turn *= step;
            }
            return sum / total;
        }
        double coarse = Peak.OfParabola(delay => Coherence(delay).Magnitude, -SearchSeconds, SearchSeconds, CoarseSeconds);
        double best = Peak.OfParabola(delay => Coherence(delay).Magnitude, coarse - CoarseSeconds, coarse + CoarseSeconds, FineSeconds);
        double offset = Coherence(best).Phase, square = 0;
        for (int i = 0; i < phasors.Length; i++)
        {
            double left = (phasors[i] * Complex.FromPolarCoordinates(1, 2 * Math.PI * frequencies[i] * best - offset)).Phase;
            square += weights[i] * left * left;
        }
        return new(best, offset, Math.Sqrt(square / total));
    }
}
