namespace Proscenium.Judging.Upmix;

/// <summary>What an upmix of a whole file did. Ratios are in dB; NaN stands for what silence does not have.</summary>
public sealed record UpmixFigures
{
    /// <summary>Samples per second.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Frames read.</summary>
    public required long Frames { get; init; }

    /// <summary>Latency when live, in samples.</summary>
    public required int LatencyFrames { get; init; }

    /// <summary>Samples of the input and of the true centre that were no numbers and were taken for silence.</summary>
    public required long SilencedSamples { get; init; }

    /// <summary>Power of the centre relative to that of the middle, (left + right) / 2.</summary>
    public required double CentreShareDb { get; init; }

    /// <summary>Correlation of the centre with left minus right, -1 to 1.</summary>
    public required double SideCorrelation { get; init; }

    /// <summary>Power of left + centre - input and right + centre - input relative to the input's; negative infinity where they are exact.</summary>
    public required double ReconstructionErrorDb { get; init; }

    /// <summary>True where the true centre is longer than the input; what is beyond is not compared.</summary>
    public bool CentreRunsOn { get; init; }

    /// <summary>How the centre compares with the true one, or null where that is not known.</summary>
    public CentreFigures? Against { get; init; }
}
