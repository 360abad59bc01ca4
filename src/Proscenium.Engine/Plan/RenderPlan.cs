using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Plan;

/// <summary>The runnable result of a design: filters, delays and upmix, as plain data.</summary>
public sealed record RenderPlan
{
    /// <summary>Samples per second.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Names of the filter inputs, in order: <c>left, right</c>, then those of <see cref="ChannelNames"/> that the layout has; an upmix gives the first three.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Names of the drivers in channel order.</summary>
    public required IReadOnlyList<string> Drivers { get; init; }

    /// <summary>Impulse responses, inputs x drivers x taps; weight 1 = the input as it is.</summary>
    public required FirMatrix Filters { get; init; }

    /// <summary>Filters for other places of the head, as <see cref="Filters"/> in size; null where there are none.</summary>
    public PlanBank? Bank { get; init; }

    /// <summary>Whole samples by which each input is delayed before its filters.</summary>
    public required IReadOnlyList<int> InputDelaySamples { get; init; }

    /// <summary>How the centre is split off before the filters, or null where the inputs come as they are; <see cref="UpmixMode.None"/> is taken for null.</summary>
    public UpmixMode? Upmix { get; init => field = value == UpmixMode.None ? null : value; }

    /// <summary>Delay of the filters and the alignment, in samples: how much later than from a plain loudspeaker in the device's place sound reaches the middle of the head.</summary>
    public required int FilterLatencySamples { get; init; }

    /// <summary>Attenuation in dB that keeps any full-scale input below full scale at every driver, where no upmix splits it; zero or more.</summary>
    public double HeadroomDb { get; init; }

    /// <summary>Gain in dB at which the plan is as loud at the listener's ears as the untreated device that plays the same programme at 0 dB.</summary>
    public double PlaybackGainDb { get; init; }

    /// <summary>What each driver bears; none where all bear full scale.</summary>
    public IReadOnlyList<DriverLimits> DriverLimits { get; init; } = [];

    /// <summary>Delay of the upmix in samples.</summary>
    public int UpmixLatencySamples => Upmix is { } mode ? UpmixTiming.Of(mode, SampleRate).LatencyFrames : 0;

    /// <summary>The one latency of the plan, in samples.</summary>
    public int LatencySamples => UpmixLatencySamples + FilterLatencySamples;

    /// <summary>The same where a <see cref="Renderer"/> plays it below <see cref="Renderer.PlaybackCeilingDb"/>, in samples.</summary>
    public int PlaybackLatencySamples => LatencySamples + LimiterTiming.LatencyFrames(SampleRate);

    /// <summary>Channels that a <see cref="Renderer"/> of this plan takes: one per input, less the centre where an upmix makes it.</summary>
    public int InputChannels => Upmix is null ? Inputs.Count : Inputs.Count - 1;

    /// <summary>The names of those channels, in order.</summary>
    public IReadOnlyList<string> Channels
    {
        get
        {
            List<string> names = [.. Inputs];
            if (Upmix is not null) names.Remove(ChannelNames.Centre);
            return names;
        }
    }
}
