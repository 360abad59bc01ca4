using Proscenium.Design;
using Proscenium.Engine.Listening;
using Proscenium.Engine.Plan;

namespace Proscenium.Rendering;

/// <summary>A rendered file: what it was rendered with, and the levels it has.</summary>
public sealed record RenderedFile
{
    /// <summary>The design that was rendered, at the file's sample rate.</summary>
    public required SpatialDesign Design { get; init; }

    /// <summary>The channels of the input.</summary>
    public required ChannelLayout Layout { get; init; }

    /// <summary>Channels that the plan takes and the input has not; they are silent.</summary>
    public required IReadOnlyList<string> SilentChannels { get; init; }

    /// <summary>What was changed before the plan.</summary>
    internal ListeningSettings Listening { get; init; } = new();

    /// <summary>Gain at the drivers, dB.</summary>
    public required double GainDb { get; init; }

    const double BetweenSamplesDb = 0.5; // that sound may peak between samples, mostly

    /// <summary>Highest gain at the drivers at which next to nothing of this input is turned down, dB, rounded down to 0.1 dB; null for silence, and where the power of a driver was limited.</summary>
    public double? HighestGainDb => Figures.LargestShareDb is { } share && double.IsFinite(share) ? Math.Floor(10 * (GainDb - share - BetweenSamplesDb)) / 10 : null;

    /// <summary>How much of the gain makes the untreated device as loud as the plan, dB.</summary>
    internal double MatchDb { get; init; }

    /// <summary>The gain of the settings at which the drivers get <see cref="HighestGainDb"/>, dB.</summary>
    internal double? HighestSettingDb => HighestGainDb is null ? null : Math.Floor(10 * (GainDb - Figures.LargestShareDb!.Value - BetweenSamplesDb - MatchDb)) / 10;

    /// <summary>The share of the time in which a head that is followed was beyond all places of the plan; null where none is followed.</summary>
    internal double? ShareBeyond { get; init; }

    /// <summary>Frames, peak and largest driver sample.</summary>
    public required RenderFigures Figures { get; init; }

    /// <summary>What is odd about the input, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
