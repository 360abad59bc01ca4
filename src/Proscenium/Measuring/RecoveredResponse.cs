using Proscenium.Acoustics;
using Proscenium.Mathematics;
using Proscenium.Measuring.Sweeps;

namespace Proscenium.Measuring;

/// <summary>The response of one source at one microphone, as recovered.</summary>
/// <param name="Samples">At the session's sample rate; its time zero, which all sources of a recording share, is <see cref="BeforeSeconds"/> after the first.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="NoiseDb">Noise against the response, for each third of an octave from <see cref="LowestBandHz"/> on, dB.</param>
/// <param name="HarmonicsDb">Power of the second and further harmonics against the response's, dB.</param>
/// <param name="PeakDb">How far it stands out of the recording, dB.</param>
sealed record RecoveredResponse(double[] Samples, int SampleRate, IReadOnlyList<double> NoiseDb, IReadOnlyList<double> HarmonicsDb, double PeakDb)
{
    /// <summary>What is kept before time zero.</summary>
    public const double BeforeSeconds = 10e-3;

    /// <summary>Centre of the lowest band.</summary>
    public const double LowestBandHz = 50;

    /// <summary>Bands up to 16 kHz.</summary>
    public const int Bands = 26;

    /// <summary>Total harmonic distortion, as a share of the amplitude.</summary>
    public double Distortion => Math.Sqrt(HarmonicsDb.Sum(level => Math.Pow(10, level / 10)));

    /// <summary>True where the source was heard at all.</summary>
    public bool IsHeard => PeakDb >= SweepSearch.LeastPeakDb;

    /// <summary>The centre of a band in Hz.</summary>
    public static double BandHz(int band) => LowestBandHz * Math.Pow(2, band / 3.0);

    /// <summary>Powers in thirds of an octave.</summary>
    /// <param name="piece">Samples.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="fftLength">Points, at least as many as samples.</param>
    public static double[] BandPowers(double[] piece, int sampleRate, int fftLength)
    {
        double[] powers = new double[Bands];
        System.Numerics.Complex[] spectrum = Spectra.Of(piece, fftLength);
        for (int band = 0; band < Bands; band++)
        {
            double from = BandHz(band) * Math.Pow(2, -1.0 / 6) * fftLength / sampleRate, to = BandHz(band) * Math.Pow(2, 1.0 / 6) * fftLength / sampleRate;
            for (int bin = (int)Math.Ceiling(from); bin < Math.Min(to, spectrum.Length); bin++) powers[band] += spectrum[bin].MagnitudeSquared();
        }
        return powers;
    }
}
