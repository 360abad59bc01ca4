using Proscenium.Acoustics;

namespace Proscenium.Filters;

/// <summary>Equalisers without delay of their own.</summary>
static class MinimumPhaseFilter
{
    /// <summary>The minimum-phase filter with these levels, cut to a length with its last quarter faded out.</summary>
    /// <param name="levels">Linear, above 0, one per bin.</param>
    /// <param name="grid">Frequencies of the bins.</param>
    /// <param name="taps">Length of the filter.</param>
    public static double[] Of(double[] levels, FrequencyGrid grid, int taps)
    {
        double[] phase = MinimumPhase.Radians(levels);
        double[] filter = Spectra.Impulse(bin => new(levels[bin] * Math.Cos(phase[bin]), levels[bin] * Math.Sin(phase[bin])), grid);
        int fade = taps / 4;
        for (int n = 0; n < fade; n++) filter[taps - 1 - n] *= (1 - Math.Cos(Math.PI * (n + 0.5) / fade)) / 2;
        return filter[..taps];
    }
}
