using Proscenium.Live.Servers;

namespace Proscenium.Live.Control;

/// <summary>What a session reads off its meters, and what it plays to.</summary>
sealed record SoundReadings
{
    /// <summary>Its inputs and outputs.</summary>
    public required SoundPorts Ports { get; init; }

    /// <summary>True where the outputs are ears instead of drivers.</summary>
    public required bool IsMonitor { get; init; }

    /// <summary>The plan's seat: metres to the left of the device's middle.</summary>
    public required double SeatLeft { get; init; }

    /// <summary>The plan's seat: metres from the device.</summary>
    public required double SeatDistance { get; init; }

    /// <summary>Samples per second; null while the sound server is away.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Frames of a block; null while the sound server is away.</summary>
    public int? BlockFrames { get; init; }

    /// <summary>Share of the time that audio takes, 0 to 1.</summary>
    public double Load { get; init; }

    /// <summary>Blocks that came too late since the session began.</summary>
    public long Xruns { get; init; }

    /// <summary>Peaks of the inputs in the last quarter of a second, in dB of full scale; minus infinity for silence.</summary>
    public IReadOnlyList<double> InputPeaksDb { get; init; } = [];

    /// <summary>The same of the outputs.</summary>
    public IReadOnlyList<double> OutputPeaksDb { get; init; } = [];

    /// <summary>The most that an input of the plan was turned down since the session began, dB.</summary>
    public double LargestReductionDb { get; init; }
}
