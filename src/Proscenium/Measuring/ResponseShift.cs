using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Measuring;

/// <summary>How a response differs from another of the same path: later, louder, and how alike they are otherwise.</summary>
/// <param name="Seconds">By how much it comes later.</param>
/// <param name="Decibels">By how much it is louder.</param>
/// <param name="Likeness">Correlation at that delay, 0 to 1.</param>
readonly record struct ResponseShift(double Seconds, double Decibels, double Likeness)
{
    const int Finer = 16;

    /// <summary>Compares two responses of one length by their correlation, read between samples.</summary>
    public static ResponseShift Between(double[] response, double[] reference, double sampleRate)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * response.Length));
        Complex[] one = Spectra.Of(response, length), other = Spectra.Of(reference, length);
        double[] correlation = Spectra.Impulse(bin => bin < one.Length - 1 ? Finer * one[bin] * Complex.Conjugate(other[bin]) : 0, Finer * length);
        int highest = 0;
        for (int n = 1; n < correlation.Length; n++)
            if (correlation[n] > correlation[highest]) highest = n;
        double At(int n) => correlation[(n + correlation.Length) % correlation.Length];
        double place = highest + Peak.Vertex(At(highest - 1), At(highest), At(highest + 1));
        if (place > correlation.Length / 2) place -= correlation.Length;
        double energy = response.Sum(sample => sample * sample), before = reference.Sum(sample => sample * sample);
        return new(place / (Finer * sampleRate), 10 * Math.Log10((energy + double.Epsilon) / (before + double.Epsilon)), correlation[highest] / Math.Sqrt(energy * before + double.Epsilon));
    }
}
