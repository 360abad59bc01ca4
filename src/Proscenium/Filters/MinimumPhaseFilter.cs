using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;

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
        double[] phase = MinimumPhase.Radians(levels), filter = new double[grid.FftLength];
        new Fft<double>(grid.FftLength).Inverse([.. levels.Zip(phase, (level, angle) => level * Math.Cos(angle))], [.. levels.Zip(phase, (level, angle) => level * Math.Sin(angle))], filter);
        int fade = taps / 4;
        for (int n = 0; n < fade; n++) filter[taps - 1 - n] *= (1 - Math.Cos(Math.PI * (n + 0.5) / fade)) / 2;
        return filter[..taps];
    }
}
