using System.Numerics;

namespace Proscenium.Acoustics;

/// <summary>Frequencies: the bins of a real Fourier transform, or for a first look so many in each octave.</summary>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="FftLength">Points, a power of two; 0 where the frequencies are those of no transform.</param>
readonly record struct FrequencyGrid(int SampleRate, int FftLength)
{
    /// <summary>Frequencies in an octave where a design is planned.</summary>
    public const int PlanningPerOctave = 12;

    const double LowestHz = 50, HighestHz = 20000;

    /// <summary>Frequencies in an octave; 0 for the bins of a transform.</summary>
    int PerOctave { get; init; }

    /// <summary>Bins from 0 Hz to half the sample rate, both included; in octaves, from 50 Hz to 20 kHz, or to half the sample rate.</summary>
    public int BinCount => IsTransform ? FftLength / 2 + 1 : (int)(PerOctave * Math.Log2(Math.Min(HighestHz, SampleRate / 2.0) / LowestHz)) + 1;

    /// <summary>True where the bins are those of a transform.</summary>
    public bool IsTransform => PerOctave == 0;

    /// <summary>Frequency of a bin in Hz.</summary>
    public double Frequency(int bin) => IsTransform ? (double)bin * SampleRate / FftLength : LowestHz * Math.Pow(2, (double)bin / PerOctave);

    /// <summary>Frequency of a bin in Hz for what is not known at 0 Hz: 1 Hz stands for it.</summary>
    internal double FrequencyAboveZero(int bin) => Math.Max(1, Frequency(bin));

    /// <summary>The bin nearest to a frequency.</summary>
    public int Bin(double frequency) => Math.Clamp((int)Math.Round(Place(frequency)), 0, BinCount - 1);

    /// <summary>The first bin that is not below a frequency; the number of bins where all are.</summary>
    public int FirstBin(double frequency) => Math.Clamp((int)Math.Ceiling(Place(frequency)), 0, BinCount);

    /// <summary>The share of the frequency axis that a bin stands for, over that of any other.</summary>
    public double Share(int bin) => IsTransform ? 1 : Frequency(bin);

    /// <summary>The grid of a design: bins of at most 6 Hz.</summary>
    public static FrequencyGrid ForDesign(int sampleRate) => new(sampleRate, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(sampleRate / 6.0)));

    /// <summary>So many frequencies in each octave, enough to see what a design will do.</summary>
    public static FrequencyGrid ForPlanning(int sampleRate) => new(sampleRate, 0) { PerOctave = PlanningPerOctave };

    double Place(double frequency) => IsTransform ? frequency * FftLength / SampleRate : PerOctave * Math.Log2(Math.Max(frequency, 1e-3) / LowestHz);
}
