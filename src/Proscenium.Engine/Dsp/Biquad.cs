using System.Numerics;

namespace Proscenium.Engine.Dsp;

/// <summary>
/// A second-order section, (b0 + b1/z + b2/z^2) / (1 + a1/z + a2/z^2). The shapes are those of Bristow-Johnson, Cookbook formulae for
/// audio EQ biquad filter coefficients, which most programs use.
/// </summary>
readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>The quality of a Butterworth section; two in a row are a Linkwitz-Riley filter of fourth order.</summary>
    public const double Butterworth = 0.70710678118654752;

    /// <summary>Low-pass at a frequency.</summary>
    public static Biquad LowPass(double frequency, double quality, int rate) => Shape(frequency, quality, rate, (cos, alpha) => ((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, 1 - alpha));

    /// <summary>High-pass at a frequency.</summary>
    public static Biquad HighPass(double frequency, double quality, int rate) => Shape(frequency, quality, rate, (cos, alpha) => ((1 + cos) / 2, -1 - cos, (1 + cos) / 2, 1 + alpha, 1 - alpha));

    /// <summary>All-pass that turns by 180 degrees at a frequency.</summary>
    public static Biquad AllPass(double frequency, double quality, int rate) => Shape(frequency, quality, rate, (cos, alpha) => (1 - alpha, -2 * cos, 1 + alpha, 1 + alpha, 1 - alpha));

    /// <summary>Bell of some decibels at a frequency.</summary>
    public static Biquad Peaking(double frequency, double decibels, double quality, int rate)
    {
        double amplitude = Math.Pow(10, decibels / 40);
        return Shape(frequency, quality, rate, (cos, alpha) => (1 + alpha * amplitude, -2 * cos, 1 - alpha * amplitude, 1 + alpha / amplitude, 1 - alpha / amplitude));
    }

    /// <summary>Shelf of some decibels below a frequency.</summary>
    public static Biquad LowShelf(double frequency, double decibels, double quality, int rate)
    {
        double amplitude = Math.Pow(10, decibels / 40), root = 2 * Math.Sqrt(amplitude);
        (double sin, double cos) = Math.SinCos(2 * Math.PI * frequency / rate);
        (double less, double more, double slope) = (amplitude - 1, amplitude + 1, root * sin / (2 * quality));
        double a0 = more + less * cos + slope;
        return new(amplitude * (more - less * cos + slope) / a0, 2 * amplitude * (less - more * cos) / a0, amplitude * (more - less * cos - slope) / a0, -2 * (less + more * cos) / a0, (more + less * cos - slope) / a0);
    }

    /// <summary>The response at e^{-j 2 pi f / rate}.</summary>
    public Complex At(Complex unitDelay) => (B0 + unitDelay * (B1 + unitDelay * B2)) / (1 + unitDelay * (A1 + unitDelay * A2));

    static Biquad Shape(double frequency, double quality, int rate, Func<double, double, (double B0, double B1, double B2, double A0, double A2)> shape)
    {
        (double sin, double cos) = Math.SinCos(2 * Math.PI * frequency / rate);
        (double b0, double b1, double b2, double a0, double a2) = shape(cos, sin / (2 * quality));
        return new(b0 / a0, b1 / a0, b2 / a0, -2 * cos / a0, a2 / a0);
    }
}
