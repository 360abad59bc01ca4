using System.Numerics;

namespace Proscenium.Heads;

/// <summary>By how much sound is later at the right ear than at the left one, by the phase at low frequency, where a head turns it evenly.</summary>
static class InterauralTime
{
    const int Steps = 60;
    const double Longest = 1.2e-3;

    /// <summary>Where ears are compared: above the noise of measurements, below the pinna.</summary>
    static readonly double[] _hertz = [.. Enumerable.Range(0, 24).Select(i => 450 + 50.0 * i)];

    /// <summary>Seconds, of pressures at the ears by frequency in Hz; positive for sources on the left.</summary>
    public static double Of(Func<double, EarPair> ears)
    {
        Complex[] between = Array.ConvertAll(_hertz, hertz => ears(hertz) is var pair && pair.Right * Complex.Conjugate(pair.Left) is { Magnitude: > 0 } product ? product / product.Magnitude : Complex.Zero);
        double Likeness(double seconds)
        {
            double sum = 0;
            for (int i = 0; i < _hertz.Length; i++) sum += (between[i] * Complex.FromPolarCoordinates(1, 2 * Math.PI * _hertz[i] * seconds)).Real;
            return sum;
        }
        const double step = Longest / Steps;
        double coarse = Enumerable.Range(-Steps, 2 * Steps + 1).Select(i => i * step).MaxBy(Likeness);
        (double before, double here, double after) = (Likeness(coarse - step), Likeness(coarse), Likeness(coarse + step));
        double bend = before - 2 * here + after;
        return coarse + (bend < 0 ? 0.5 * step * (before - after) / bend : 0);
    }
}
