using System.Numerics;

namespace Proscenium.Acoustics;

/// <summary>
/// A measured response, complex, at any frequency. Level and phase are interpolated with the delay taken out; outside what was measured
/// level and delay are held.
/// </summary>
sealed record FrequencyResponse
{
    /// <summary>The fewest frequencies that make a response.</summary>
    public const int MinFrequencies = 4;

    readonly ResponseShape _shape;
    readonly double _gain, _shiftSeconds;

    FrequencyResponse(ResponseShape shape, double gain, double shiftSeconds) => (_shape, _gain, _shiftSeconds) = (shape, gain, shiftSeconds);

    /// <summary>Lower end of what was measured, in Hz.</summary>
    public double MinHz => _shape.MinHz;

    /// <summary>Upper end of what was measured, in Hz.</summary>
    public double MaxHz => _shape.MaxHz;

    /// <summary>When the response comes, after its time zero.</summary>
    public double DelaySeconds => _shape.DelaySeconds + _shiftSeconds;

    /// <summary>True where the phase turns too fast to be followed from one measured frequency to the next.</summary>
    public bool IsCoarse => _shape.IsCoarse;

    /// <summary>A response from a list of frequencies.</summary>
    /// <param name="hertz">Rising, from 0 on.</param>
    /// <param name="decibels">Level, 0 = 1.</param>
    /// <param name="degrees">Phase in e^{+jwt}, so a delay falls; wrapped or not.</param>
    /// <exception cref="ArgumentException">The lists differ in length, are too short, do not rise, or hold no numbers.</exception>
    public static FrequencyResponse Tabulated(IReadOnlyList<double> hertz, IReadOnlyList<double> decibels, IReadOnlyList<double> degrees)
    {
        if (hertz.Count < MinFrequencies || decibels.Count != hertz.Count || degrees.Count != hertz.Count)
            throw new ArgumentException($"A response has a level and a phase at each of at least {MinFrequencies} frequencies.");
        if (hertz.Zip(hertz.Skip(1)).Any(pair => pair.First >= pair.Second) || hertz.Concat(decibels).Concat(degrees).Any(value => !double.IsFinite(value)) || hertz[0] < 0)
            throw new ArgumentException("The frequencies of a response rise from 0 on, and its levels and phases are finite.");
        return new(new TabulatedShape([.. hertz], [.. decibels], [.. degrees]), 1, 0);
    }

    /// <summary>A response from its samples; time zero is the first one.</summary>
    /// <exception cref="ArgumentException">There is no sample other than zero.</exception>
    public static FrequencyResponse Impulse(ReadOnlySpan<float> samples, int sampleRate)
    {
        if (samples.IndexOfAnyExcept(0f) < 0) throw new ArgumentException("An impulse response holds a sample other than zero.");
        return new(new ImpulseShape(Array.ConvertAll(samples.TrimEnd(0f).ToArray(), sample => (double)sample), sampleRate), 1, 0);
    }

    /// <summary>The same response, louder by a factor and later by a delay.</summary>
    public FrequencyResponse Shifted(double gain, double seconds) => new(_shape, _gain * gain, _shiftSeconds + seconds);

    /// <summary>The response at a frequency in Hz, from 0 on.</summary>
    public Complex At(double frequency) => _gain * _shape.At(frequency) * Turn(frequency, DelaySeconds);

    /// <summary>e^{-jwt}.</summary>
    internal static Complex Turn(double frequency, double seconds) => Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * seconds);
}
