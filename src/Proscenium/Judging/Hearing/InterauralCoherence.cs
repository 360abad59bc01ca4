using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Hearing;

/// <summary>
/// How alike the sound is at the two ears: ISO 3382-1, annex B. The interaural cross-correlation is that of the responses, over the root of
/// the product of their energies; its coefficient is the highest magnitude within +-1 ms.
/// </summary>
/// <param name="Early">IACC of the first 80 ms, all frequencies.</param>
/// <param name="Late">IACC from 80 ms to the end, all frequencies.</param>
/// <param name="EarlyOctaves">IACC_E3: that of the first 80 ms, mean of the octaves 500 Hz, 1 and 2 kHz.</param>
/// <param name="LateOctaves">IACC_L3: the same from 80 ms to the end.</param>
readonly record struct InterauralCoherence(double Early, double Late, double EarlyOctaves, double LateOctaves)
{
    const double EarlySeconds = 0.08, LongestLagSeconds = 0.001, ApartSeconds = 0.08;

    /// <summary>Lags lie this much closer than samples, so that a peak between samples is not missed.</summary>
    const int Oversampling = 4;

    static readonly double[] _octaves = [500, 1000, 2000];

    /// <summary>Measures the responses of a source at two ears.</summary>
    /// <param name="ears">Impulse responses.</param>
    /// <param name="onsetSeconds">When the direct sound arrives; what is there before counts as early.</param>
    public static InterauralCoherence Measure(EarResponses ears, double onsetSeconds) => MeasureTogether([ears], onsetSeconds);

    /// <summary>Measures the responses of several sources that play at once and have nothing to do with each other: their correlations and their energies add.</summary>
    /// <param name="sources">Impulse responses of one length.</param>
    /// <param name="onsetSeconds">When the direct sound arrives; what is there before counts as early.</param>
    public static InterauralCoherence MeasureTogether(IReadOnlyList<EarResponses> sources, double onsetSeconds)
    {
        int rate = sources[0].SampleRate, split = Math.Clamp((int)Math.Round((onsetSeconds + EarlySeconds) * rate), 0, sources[0].Left.Length);
        (double[] left, double[] right) = InTurn(sources, ..split);
        (double[] lateLeft, double[] lateRight) = InTurn(sources, split..);
        return new(Coefficient(left, right, rate), Coefficient(lateLeft, lateRight, rate),
            _octaves.Average(centre => Coefficient(left, right, rate, centre)), _octaves.Average(centre => Coefficient(lateLeft, lateRight, rate, centre)));
    }

    /// <summary>One after the other, so far apart that within the lags looked at none meets the next.</summary>
    static (double[] Left, double[] Right) InTurn(IReadOnlyList<EarResponses> sources, Range part)
    {
        double[] apart = new double[sources.Count == 1 ? 0 : (int)(ApartSeconds * sources[0].SampleRate)];
        return ([.. sources.SelectMany(source => source.Left[part].Concat(apart))], [.. sources.SelectMany(source => source.Right[part].Concat(apart))]);
    }

    /// <summary>IACC: the highest magnitude of the cross-correlation within +-1 ms, 0 to 1; 0 where an ear gets nothing.</summary>
    /// <param name="left">Samples at the left ear.</param>
    /// <param name="right">As many at the right ear.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="octaveHz">Middle of the octave to look at; null for all frequencies.</param>
    public static double Coefficient(ReadOnlySpan<double> left, ReadOnlySpan<double> right, double sampleRate, double? octaveHz = null) =>
        Correlation(left, right, sampleRate, octaveHz).Max(lag => Math.Abs(lag.Value));

    /// <summary>IACF: cross-correlation over lag in seconds within +-1 ms; + = the right ear later.</summary>
    /// <param name="left">Samples at the left ear.</param>
    /// <param name="right">As many at the right ear.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="octaveHz">Middle of the octave to look at; null for all frequencies.</param>
    public static (double Seconds, double Value)[] Correlation(ReadOnlySpan<double> left, ReadOnlySpan<double> right, double sampleRate, double? octaveHz = null)
    {
        // the filter's square weighs the cross-spectrum: no filtered response is needed, and none is cut off at the ends
        int length = OctaveFilter.PaddedLength(left.Length, sampleRate, octaveHz ?? 1 / LongestLagSeconds);
        Complex[] atLeft = Spectra.Of(left, length), atRight = Spectra.Of(right, length);
        Complex[] cross = new Complex[Oversampling * length / 2 + 1];
        (double leftEnergy, double rightEnergy) = (0, 0);
        for (int bin = 0; bin < atLeft.Length; bin++)
        {
            double weight = octaveHz is { } centre ? OctaveFilter.Power(bin * sampleRate / length, centre) : 1;
            // a real signal has every bin twice but the first and the last; the finer transform would take the last for a common one
            double twice = bin == 0 || bin == length / 2 ? 1 : 2;
            leftEnergy += twice * weight * atLeft[bin].MagnitudeSquared();
            rightEnergy += twice * weight * atRight[bin].MagnitudeSquared();
            cross[bin] = (bin == length / 2 ? 0.5 : 1) * weight * (Complex.Conjugate(atLeft[bin]) * atRight[bin]);
        }
        double[] correlation = Spectra.Impulse(bin => cross[bin], Oversampling * length);
        double scale = leftEnergy > 0 && rightEnergy > 0 ? correlation.Length / Math.Sqrt(leftEnergy * rightEnergy) : 0;
        double fineRate = Oversampling * sampleRate;
        int longest = (int)(LongestLagSeconds * fineRate);
        return [.. Enumerable.Range(-longest, 2 * longest + 1).Select(lag => (lag / fineRate, scale * correlation[lag & (correlation.Length - 1)]))];
    }

    /// <summary>
    /// Complex coherence of two ears over bands: the mean cross-spectrum, left times conjugate right, over the root of the product of the
    /// mean powers; 0 where an ear gets nothing.
    /// </summary>
    /// <param name="left">Samples at the left ear.</param>
    /// <param name="right">As many at the right ear.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="bands">The bands that the means are taken over.</param>
    public static Complex[] Spectrum(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int sampleRate, IReadOnlyList<Band> bands)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, left.Length));
        FrequencyGrid grid = new(sampleRate, length);
        Complex[] atLeft = Spectra.Of(left, length), atRight = Spectra.Of(right, length);
        return [.. bands.Select(band =>
        {
            double power = band.Mean(grid, bin => atLeft[bin].MagnitudeSquared()) * band.Mean(grid, bin => atRight[bin].MagnitudeSquared());
            return power > 0 ? band.MeanComplex(grid, bin => atLeft[bin] * Complex.Conjugate(atRight[bin])) / Math.Sqrt(power) : Complex.Zero;
        })];
    }
}
