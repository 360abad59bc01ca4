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
    const double MinHz = 300, MaxHz = 8000, SearchSeconds = 2e-3, StepSeconds = 2e-6;

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
        Complex Coherence(double delay)
        {
            Complex sum = Complex.Zero;
            for (int i = 0; i < phasors.Length; i++) sum += weights[i] * phasors[i] * Complex.FromPolarCoordinates(1, 2 * Math.PI * frequencies[i] * delay);
            return sum / total;
        }
        double best = Peak.OfParabola(delay => Coherence(delay).Magnitude, -SearchSeconds, SearchSeconds, StepSeconds);
        double offset = Coherence(best).Phase, square = 0;
        for (int i = 0; i < phasors.Length; i++)
        {
            double left = (phasors[i] * Complex.FromPolarCoordinates(1, 2 * Math.PI * frequencies[i] * best - offset)).Phase;
            square += weights[i] * left * left;
        }
        return new(best, offset, Math.Sqrt(square / total));
    }
}
