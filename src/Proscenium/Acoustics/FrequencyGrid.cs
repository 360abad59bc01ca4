using System.Numerics;

namespace Proscenium.Acoustics;

/// <summary>The bins of a real Fourier transform.</summary>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="FftLength">Points, a power of two.</param>
readonly record struct FrequencyGrid(int SampleRate, int FftLength)
{
    /// <summary>Bins from 0 Hz to half the sample rate, both included.</summary>
    public int BinCount => FftLength / 2 + 1;

    /// <summary>Frequency of a bin in Hz.</summary>
    public double Frequency(int bin) => (double)bin * SampleRate / FftLength;

    /// <summary>Frequency of a bin in Hz for what is not known at 0 Hz: 1 Hz stands for it.</summary>
    internal double FrequencyAboveZero(int bin) => Math.Max(1, Frequency(bin));

    /// <summary>The bin nearest to a frequency.</summary>
    public int Bin(double frequency) => Math.Clamp((int)Math.Round(frequency * FftLength / SampleRate), 0, FftLength / 2);

    /// <summary>The grid of a design: bins of at most 6 Hz.</summary>
    public static FrequencyGrid ForDesign(int sampleRate) => new(sampleRate, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(sampleRate / 6.0)));
}
