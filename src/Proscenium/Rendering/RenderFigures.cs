namespace Proscenium.Rendering;

/// <summary>What an offline render did.</summary>
public readonly record struct RenderFigures
{
    /// <summary>Frames read.</summary>
    public long Frames { get; init; }

    /// <summary>Largest sample written, dB of full scale; negative infinity for silence.</summary>
    public double PeakDb { get; init; }

    /// <summary>Input samples that were no numbers and were taken for silence.</summary>
    public long SilencedSamples { get; init; }

    /// <summary>Largest driver sample before limiting, dB of full scale; negative infinity for silence.</summary>
    public double LargestFeedDb { get; init; }

    /// <summary>The same over what its driver bears; null where the power of a driver was limited.</summary>
    internal double? LargestShareDb { get; init; }

    /// <summary>Loudness of all driver feeds together before limiting, LUFS (ITU-R BS.1770-4); negative infinity for silence.</summary>
    public double UnlimitedLufs { get; init; }

    /// <summary>The same after it.</summary>
    public double Lufs { get; init; }

    /// <summary>The most that any input was turned down, dB.</summary>
    public double LargestReductionDb { get; init; }

    /// <summary>The most that bass of 60 Hz was turned down, which gives way first, dB.</summary>
    public double LargestBassReductionDb { get; init; }

    /// <summary>How far the most reduced input was turned down on the mean over the whole time, dB.</summary>
    public double MeanReductionDb { get; init; }

    /// <summary>The share of the time in which an input was turned down by more than 1 dB, 0 to 1.</summary>
    internal double ShareAbove1Db { get; init; }

    /// <summary>Seconds in which an input was turned down by more than 3 dB.</summary>
    public double SecondsAbove3Db { get; init; }
}
