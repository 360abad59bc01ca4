using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Balance;

/// <summary>
/// Stereo pink noise as it reaches the inputs of a plan, after the plan's upmix: cross-spectra of the inputs in third octaves. With them the loudness at the ears of any
/// device in any room is a sum over the bins.
/// </summary>
sealed class ProgrammeSpectra
{
    /// <summary>Samples after which the noise begins anew.</summary>
    public const int Period = 1 << 16;

    const int PeriodsBefore = 2; // in which the upmix settles

    static readonly IReadOnlyList<Band> _bands = Band.ThirdOctaves(20, 20000);

    static readonly Lazy<double[]> _noisePower = new(() => Array.ConvertAll(Spectrum(Noise(0), new(1, Period)), value => value.MagnitudeSquared())); // by bin, at any rate

    readonly Complex[,][] _cross; // [input, input][band], over the power of one channel of noise

    ProgrammeSpectra(Complex[,][] cross) => _cross = cross;

    /// <summary>Two channels, split into left, right and centre where there is an upmix.</summary>
    /// <param name="left">One period; its noise has the power of <see cref="Noise"/> over both channels or less.</param>
    /// <param name="right">The same of the right channel.</param>
    /// <param name="upmix">The plan's upmix, or null.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static ProgrammeSpectra OfStereo(float[] left, float[] right, UpmixMode? upmix, int sampleRate)
    {
        if (upmix is not { } mode) return new(Cross([left, right], sampleRate));
        CentreUpmixer upmixer = new(mode, sampleRate);
        AudioBuffer stereo = new(2, Period), split = new(3, Period);
        left.CopyTo(stereo.Block()[0]);
        right.CopyTo(stereo.Block()[1]);
        for (int period = 0; period <= PeriodsBefore; period++) upmixer.Process(stereo.Block(), split.Block());
        return new(Cross([.. Enumerable.Range(0, 3).Select(channel => split.Block()[channel].ToArray())], sampleRate));
    }

    /// <summary>One of several inputs alone.</summary>
    /// <param name="noise">What it plays.</param>
    /// <param name="input">0 left, 1 right, 2 centre.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static ProgrammeSpectra OfInput(float[] noise, int input, int sampleRate) =>
        new(Cross([.. Enumerable.Range(0, input + 1).Select(n => n == input ? noise : new float[noise.Length])], sampleRate));

    /// <summary>Several programmes, as loud on the mean as each of them.</summary>
    public static ProgrammeSpectra MeanOf(params ProgrammeSpectra[] programmes)
    {
        int inputs = programmes[0]._cross.GetLength(0);
        var cross = new Complex[inputs, inputs][];
        for (int i = 0; i < inputs; i++)
            for (int j = 0; j < inputs; j++)
            {
                (int a, int b) = (i, j);
                cross[i, j] = [.. _bands.Select((_, band) => programmes.Aggregate(Complex.Zero, (sum, programme) => sum + programme._cross[a, b][band]) / programmes.Length)];
            }
        return new(cross);
    }

    /// <summary>One period of pink noise, the same every time for a seed: -20 dB of a sine at full scale.</summary>
    public static float[] Noise(int seed)
    {
        Random random = new(seed);
        double[] noise = Spectra.Impulse(bin => bin == 0 ? Complex.Zero : Complex.FromPolarCoordinates(1 / Math.Sqrt(bin), 2 * Math.PI * random.NextDouble()), Period);
        double scale = 0.07 / Math.Sqrt(noise.Average(sample => sample * sample));
        return Array.ConvertAll(noise, sample => (float)(scale * sample));
    }

    /// <summary>How loud it is, as a power: ITU-R BS.1770-4, relative to one channel of the noise at one place unchanged.</summary>
    /// <param name="inputs">What the inputs send to the ears; those beyond the programme's are not played.</param>
    public double Loudness(CrossPower inputs) => Loudness(inputs, _ => 1);

    /// <summary>The same of a noise of another spectrum.</summary>
    /// <param name="inputs">What the inputs send to the ears; those beyond the programme's are not played.</param>
    /// <param name="spectrum">Its power at a frequency over that of pink noise.</param>
    public double Loudness(CrossPower inputs, Func<double, double> spectrum)
    {
        FrequencyGrid grid = inputs.Grid;
        double At(int bin, double hertz) => spectrum(hertz) * Power(inputs, bin, BandAt(hertz));
        return KWeighting.PinkMean((double)grid.SampleRate / grid.FftLength, grid.SampleRate, bin => At(bin, grid.FrequencyAboveZero(bin)));
    }

    /// <summary>Its power at a point, relative to one channel of the noise there unchanged; between the middles of two bands it goes over from one to the other.</summary>
    /// <param name="inputs">What each input sends there; those beyond the programme's are not played.</param>
    /// <param name="hertz">The frequency.</param>
    public double Power(ReadOnlySpan<Complex> inputs, double hertz)
    {
        double at = Math.Clamp(BandsUpTo(hertz), 0, _bands.Count - 1), power = 0;
        int below = Math.Min((int)at, _bands.Count - 2);
        for (int i = 0; i < _cross.GetLength(0); i++)
            for (int j = 0; j < _cross.GetLength(1); j++)
            {
                Complex[] cross = _cross[i, j];
                power += (inputs[i] * Complex.Conjugate(inputs[j]) * (cross[below] + (at - below) * (cross[below + 1] - cross[below]))).Real;
            }
        return power;
    }

    /// <summary>What the inputs give together over the sum of what each gives alone, by third octave, in dB: 0 where they neither help nor cancel each other.</summary>
    /// <param name="inputs">What the inputs send to some places; those beyond the programme's are not played.</param>
    /// <param name="lowHz">The lowest third octave holds this.</param>
    /// <param name="highHz">The highest third octave holds this.</param>
    public IEnumerable<double> TogetherDb(CrossPower inputs, double lowHz, double highHz)
    {
        for (int band = BandAt(lowHz); band <= BandAt(highHz); band++)
        {
            int at = band;
            double Sum(Func<int, double> power) => _bands[at].Mean(inputs.Grid, power);
            yield return Band.Decibels(Sum(bin => Power(inputs, bin, at))) - Band.Decibels(Sum(bin => Enumerable.Range(0, _cross.GetLength(0)).Sum(i => (inputs[i, i, bin] * _cross[i, i][at]).Real)));
        }
    }

    static int BandAt(double hertz) => Math.Clamp((int)Math.Round(BandsUpTo(hertz)), 0, _bands.Count - 1);

    static double BandsUpTo(double hertz) => 3 * Math.Log2(hertz / _bands[0].Centre);

    double Power(CrossPower inputs, int bin, int band)
    {
        double power = 0;
        for (int i = 0; i < _cross.GetLength(0); i++)
            for (int j = 0; j < _cross.GetLength(1); j++) power += (inputs[i, j, bin] * _cross[i, j][band]).Real;
        return power;
    }

    static Complex[,][] Cross(float[][] inputs, int sampleRate)
    {
        FrequencyGrid grid = new(sampleRate, Period);
        double[] noise = _noisePower.Value;
        Complex[][] spectra = Array.ConvertAll(inputs, input => Spectrum(input, grid));
        Complex[,][] cross = new Complex[inputs.Length, inputs.Length][];
        for (int i = 0; i < inputs.Length; i++)
            for (int j = 0; j < inputs.Length; j++)
            {
                (Complex[] a, Complex[] b) = (spectra[i], spectra[j]);
                cross[i, j] = [.. _bands.Select(band => band.MeanComplex(grid, bin => a[bin] * Complex.Conjugate(b[bin])) / band.Mean(grid, bin => noise[bin]))];
            }
        return cross;
    }

    static Complex[] Spectrum(float[] samples, FrequencyGrid grid) => Spectra.Of(Array.ConvertAll(samples, sample => (double)sample), grid);
}
