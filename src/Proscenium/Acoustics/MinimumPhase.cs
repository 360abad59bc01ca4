namespace Proscenium.Acoustics;

/// <summary>
/// The phase that belongs to a level where no delay and no all-pass is in it: the Hilbert transform of the logarithm, by folding the
/// cepstrum (Oppenheim and Schafer, Discrete-Time Signal Processing, 3rd ed. 2010, section 13.5).
/// </summary>
static class MinimumPhase
{
    const int Length = 1 << 17;
    const double SampleRate = 192000;

    /// <summary>Phase in degrees at the frequencies of the levels; outside them the level is held.</summary>
    /// <param name="hertz">Rising, up to 96 kHz.</param>
    /// <param name="decibels">Level at each.</param>
    public static double[] Degrees(IReadOnlyList<double> hertz, IReadOnlyList<double> decibels)
    {
        FrequencyResponse level = FrequencyResponse.Tabulated(hertz, decibels, new double[hertz.Count]);
        double[] radians = Radians([.. Enumerable.Range(0, Length / 2 + 1).Select(bin => level.At(bin * SampleRate / Length).Magnitude)]);
        return [.. hertz.Select(f =>
        {
            double place = Math.Min(f * Length / SampleRate, radians.Length - 1.001);
            int below = (int)place;
            return (radians[below] + (place - below) * (radians[below + 1] - radians[below])) * 180 / Math.PI;
        })];
    }

    /// <summary>Phase in radians at the bins of a Fourier transform.</summary>
    /// <param name="levels">Linear, above 0, one per bin from 0 Hz to half the sample rate.</param>
    internal static double[] Radians(double[] levels)
    {
        double[] cepstrum = Spectra.Impulse(bin => Math.Log(levels[bin]), 2 * (levels.Length - 1));
        for (int n = 1; n < cepstrum.Length / 2; n++) (cepstrum[n], cepstrum[^n]) = (2 * cepstrum[n], 0);
        return Array.ConvertAll(Spectra.Of(cepstrum, cepstrum.Length), value => value.Imaginary);
    }
}
