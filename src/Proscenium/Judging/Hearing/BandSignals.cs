using System.Numerics;

namespace Proscenium.Judging.Hearing;

/// <summary>A sound in one band of hearing at both ears, and what its energy counts.</summary>
/// <param name="CentreHz">Middle of the band.</param>
/// <param name="Left">Analytic band at the left ear.</param>
/// <param name="Right">The same at the right ear, as long.</param>
/// <param name="Weight">What energy counts, by sample.</param>
/// <param name="SampleRate">Samples per second.</param>
readonly record struct BandSignals(double CentreHz, Complex[] Left, Complex[] Right, double[] Weight, double SampleRate)
{
    const double MinHz = 200, MaxHz = 8000;

    /// <summary>What rings before the first wavefront is looked at too, in seconds: as much as a filter's modelling delay.</summary>
    const double LeadSeconds = 0.01;

    /// <summary>Looks at all bands in turn, one ERB apart from 200 Hz to 8 kHz; the signals are overwritten by the next band's.</summary>
    /// <param name="ears">Impulse responses.</param>
    /// <param name="material">What is played.</param>
    /// <param name="look">What is made of a band.</param>
    public static T[] Each<T>(EarResponses ears, Material material, Func<BandSignals, T> look)
    {
        double onset = FirstWavefront.OnsetSeconds(ears);
        int from = Math.Max(0, (int)((onset - LeadSeconds) * ears.SampleRate));
        (double[] atLeft, double[] atRight) = (ears.Left[from..], ears.Right[from..]);
        double[] weight = FirstWavefront.Weights(onset - (double)from / ears.SampleRate, ears.SampleRate, material, atLeft.Length);
        Complex[] left = new Complex[weight.Length], right = new Complex[weight.Length];
        return [.. Gammatone.Bank(MinHz, MaxHz, ears.SampleRate).Select(band =>
        {
            band.Apply(atLeft, left);
            band.Apply(atRight, right);
            return look(new(band.CentreHz, left, right, weight, ears.SampleRate));
        })];
    }
}
