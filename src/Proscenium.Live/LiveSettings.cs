using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Live.Servers;
using Proscenium.Live.Tracking;

namespace Proscenium.Live;

/// <summary>The settings of a live session.</summary>
public sealed record LiveSettings
{
    /// <summary>Opens the server, at the start and after it was away.</summary>
    public required Func<SoundPorts, ISoundServer> Open { get; init; }

    /// <summary>The plan.</summary>
    public required PlanSource Plan { get; init; }

    /// <summary>Makes the design of a plan's request, which is at the rate needed, while sound plays, on a thread that may wait; where it allocates as a design does, do it in another process.</summary>
    public required Func<PlanSource, DesignRequest, CancellationToken, SpatialDesign> Design { get; init; }

    /// <summary>Gain at the drivers in dB, or null for as loud as the untreated device.</summary>
    public double? GainDb { get; init; }

    /// <summary>True for minus the plan's headroom, at which music needs no limiting.</summary>
    public bool SafeHeadroom { get; init; }

    /// <summary>Loud passages softer and soft ones louder, by one gain for all channels.</summary>
    public bool Night { get; init; }

    /// <summary>The loudness level to listen at, 20 to 90 phon (ISO 226:2003); null for the tone as it is.</summary>
    public double? ListeningLevelPhon { get; init; }

    /// <summary>Bass below the device's lowest driver by its second and third harmonic.</summary>
    public bool HarmonicBass { get; init; }

    /// <summary>Filters of a design's drivers to two ears.</summary>
    public required Func<SpatialDesign, FirMatrix> Ears { get; init; }

    /// <summary>True to play the ear signals, false to feed the drivers.</summary>
    public bool Monitor { get; init; }

    /// <summary>How long to play, or null for until it is ended.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The tracker of the listener's head; null for none.</summary>
    internal TrackerSettings? Tracker { get; init; }

    /// <summary>How to get a plan whose filters follow the head.</summary>
    internal string BankCure { get; init; } = "design it with a bank of places";

    /// <summary>Where the listener's head is, for all renderers of the session.</summary>
    internal HeadPlace Head { get; } = new();

    /// <summary>The clock by which the session ends, tries again and reports; its waits within a moment are real.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gain at the drivers for a plan, dB.</summary>
    internal double GainOf(RenderPlan plan) => SafeHeadroom ? -plan.HeadroomDb : GainDb ?? plan.PlaybackGainDb;

    /// <summary>Receives a line for people about each event.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>Receives the meters in one line, once a second.</summary>
    public Action<string>? Show { get; init; }
}
