using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Steering;

namespace Proscenium.Filters;

/// <summary>Loudspeakers simulated for headphones: each ear hears its own channel, and the other one through the head model.</summary>
static class CrosstalkFilters
{
    /// <summary>Delay of the ipsilateral ear in samples.</summary>
    public const int LatencySamples = 32;

    const double TapSeconds = 0.0107; // 512 at 48 kHz

    /// <summary>Filters, 2 channels x 2 ears.</summary>
    public static FirMatrix Of(RelativeHrtf hrtf, int sampleRate)
    {
        FrequencyGrid grid = FrequencyGrid.ForDesign(sampleRate);
        FirMatrix filters = new(2, 2, LatencySamples + (int)Math.Ceiling(TapSeconds * sampleRate));
        float[] contralateral = Contralateral(hrtf, grid);
        for (int channel = 0; channel < 2; channel++)
        {
            filters[channel, channel][LatencySamples] = 1;
            contralateral.AsSpan(0, filters.Taps).CopyTo(filters[channel, 1 - channel]);
        }
        return filters;
    }

    /// <summary>Attenuation in dB that keeps full scale within full scale.</summary>
    public static double HeadroomDb(FirMatrix filters) => Headroom.Decibels(filters);

    static float[] Contralateral(RelativeHrtf hrtf, FrequencyGrid grid)
    {
        Complex Delayed(int bin) => hrtf.Contralateral(grid.Frequency(bin)) * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * LatencySamples / grid.FftLength);
        return Array.ConvertAll(Spectra.Impulse(Delayed, grid), sample => (float)sample);
    }
}
