using System.Numerics;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Hearing;

/// <summary>
/// A filter of the inner ear: the gammatone of fourth order (Patterson, Nimmo-Smith, Holdsworth and Rice, An efficient auditory filterbank
/// based on the gammatone function, 1987), whose response is t^3 e^{-2 pi b t} at its centre frequency. Its output is analytic: the magnitude
/// is the envelope, the real part what the filter lets through. Made of four complex poles (Hohmann, Frequency analysis and synthesis using a
/// gammatone filterbank, Acta Acustica 88, 2002).
/// </summary>
readonly record struct Gammatone
{
    /// <summary>b over the equivalent rectangular bandwidth: (n-1)!^2 2^{2n-2} / (pi (2n-2)!) for order n = 4 (Patterson et al. 1987).</summary>
    const double DecayPerErb = 36.0 * 64 / (Math.PI * 720);

    readonly double _gain, _poleRe, _poleIm;

    /// <summary>A filter one ERB wide (<see cref="ErbScale"/>), with a gain of 1 at its centre.</summary>
    /// <param name="centreHz">Below half the sample rate.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public Gammatone(double centreHz, double sampleRate)
    {
        (CentreHz, double decay) = (centreHz, DecayPerErb * ErbScale.Bandwidth(centreHz));
        PeakSeconds = 3 / (2 * Math.PI * decay);
        double radius = Math.Exp(-2 * Math.PI * decay / sampleRate);
        (double sin, double cos) = Math.SinCos(2 * Math.PI * centreHz / sampleRate);
        // twice, because of a real signal only one half lies at positive frequencies
        (_gain, _poleRe, _poleIm) = (2 * Math.Pow(1 - radius, 4), radius * cos, radius * sin);
    }

    /// <summary>Middle of the band in Hz.</summary>
    public double CentreHz { get; }

    /// <summary>When the envelope of the impulse response is highest, in seconds: 3 / (2 pi b).</summary>
    public double PeakSeconds { get; }

    /// <summary>Filters one ERB apart, the first at the lower frequency.</summary>
    /// <param name="lowHz">Centre of the first.</param>
    /// <param name="highHz">No centre is above.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static Gammatone[] Bank(double lowHz, double highHz, double sampleRate)
    {
        double from = ErbScale.Rate(lowHz);
        int count = 1 + (int)(ErbScale.Rate(highHz) - from);
        return [.. Enumerable.Range(0, count).Select(i => new Gammatone(ErbScale.Frequency(from + i), sampleRate))];
    }

    /// <summary>Filters a signal from silence on.</summary>
    /// <param name="signal">Samples; silence after its end.</param>
    /// <param name="output">The analytic output, as long as is wanted.</param>
    public void Apply(ReadOnlySpan<double> signal, Span<Complex> output)
    {
        (double a, double b) = (_poleRe, _poleIm);
        (double re1, double im1, double re2, double im2, double re3, double im3, double re4, double im4) = (0, 0, 0, 0, 0, 0, 0, 0);
        for (int n = 0; n < output.Length; n++)
        {
            double input = n < signal.Length ? _gain * signal[n] : 0;
            (re1, im1) = (input + a * re1 - b * im1, a * im1 + b * re1);
            (re2, im2) = (re1 + a * re2 - b * im2, im1 + a * im2 + b * re2);
            (re3, im3) = (re2 + a * re3 - b * im3, im2 + a * im3 + b * re3);
            (re4, im4) = (re3 + a * re4 - b * im4, im3 + a * im4 + b * re4);
            output[n] = new(re4, im4);
        }
    }
}
