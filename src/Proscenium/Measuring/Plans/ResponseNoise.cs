using System.Numerics;
using Proscenium.Judging.Levels;

namespace Proscenium.Measuring.Plans;

/// <summary>What a recovered response has of the recording's noise.</summary>
static class ResponseNoise
{
    /// <summary>The power of the noise in a window, a mean over the bins of each band, as that of the response is; it is known by thirds of an octave.</summary>
    /// <param name="response">The response, as it was recovered.</param>
    /// <param name="seconds">Length of the window.</param>
    /// <param name="scale">Power by which the response was made louder.</param>
    /// <param name="bands">The bands, none wider than a third of an octave.</param>
    public static double[] Of(RecoveredResponse response, double seconds, double scale, IReadOnlyList<Band> bands)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * response.Samples.Length));
        double[] powers = RecoveredResponse.BandPowers(response.Samples, response.SampleRate, length);
        double share = scale * seconds * response.SampleRate / response.Samples.Length;
        return [.. bands.Select(band =>
        {
            int third = Math.Clamp((int)Math.Round(3 * Math.Log2(band.Centre / RecoveredResponse.LowestBandHz)), 0, RecoveredResponse.Bands - 1);
            double bins = RecoveredResponse.BandHz(third) * (Math.Pow(2, 1.0 / 6) - Math.Pow(2, -1.0 / 6)) * length / response.SampleRate;
            return share * powers[third] * Noise(response.NoiseDb[third]) / bins;
        })];
    }

    /// <summary>Noise over noise and response together, where noise over response is known in dB.</summary>
    static double Noise(double decibels) => 1 / (1 + Math.Pow(10, -decibels / 10));
}
