using System.Numerics;
using Proscenium.Judging.Levels;

namespace Proscenium.Measuring.Plans;

/// <summary>What a recovered response has of the recording's noise.</summary>
static class ResponseNoise
{
    /// <summary>The power of the noise in a window, a mean over the bins of each band, as that of the response is.</summary>
    /// <param name="response">The response, whose noise by thirds of an octave is known.</param>
    /// <param name="seconds">Length of the window.</param>
    /// <param name="scale">Power by which the response was made louder.</param>
    /// <param name="bands">The bands.</param>
    public static double[] Of(RecoveredResponse response, double seconds, double scale, IReadOnlyList<Band> bands)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * response.Samples.Length));
        double[] powers = RecoveredResponse.BandPowers(response.Samples, response.SampleRate, length);
        double share = scale * seconds * response.SampleRate / response.Samples.Length;
        return [.. bands.Select(band =>
        {
            int[] thirds = [.. Enumerable.Range(0, RecoveredResponse.Bands).Where(third => RecoveredResponse.BandHz(third) > band.LowHz && RecoveredResponse.BandHz(third) < band.HighHz)];
            double bins = thirds.Sum(third => RecoveredResponse.BandHz(third)) * (Math.Pow(2, 1.0 / 6) - Math.Pow(2, -1.0 / 6)) * length / response.SampleRate;
            return bins == 0 ? 0 : share * thirds.Sum(third => powers[third] * Noise(response.NoiseDb[third])) / bins;
        })];
    }

    /// <summary>Noise over noise and response together, where noise over response is known in dB.</summary>
    static double Noise(double decibels) => 1 / (1 + Math.Pow(10, -decibels / 10));
}
