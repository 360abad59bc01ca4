using System.Runtime.ExceptionServices;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Filters;

namespace Proscenium.Integrations.Export;

/// <summary>One plan at several sample rates, each designed at that rate, as a convolver runs it.</summary>
public sealed record MultiRatePlan
{
    /// <summary>The rates that audio devices run at.</summary>
    public static IReadOnlyList<int> UsualRates { get; } = [44100, 48000, 88200, 96000, 176400, 192000];

    /// <summary>The device's name.</summary>
    public required string Name { get; init; }

    /// <summary>Plans without upmix or input delays, by rising rate; inputs and drivers are the same in all.</summary>
    public required IReadOnlyList<RenderPlan> Plans { get; init; }

    /// <summary>The gain before or after the filters, the same at all rates, in dB.</summary>
    public required double GainDb { get; init; }

    /// <summary>The same as a factor.</summary>
    public double Gain => Math.Pow(10, GainDb / 20);

    /// <summary>How the plan extracts the centre of stereo, which is an input here; null for a plan without an upmix.</summary>
    internal UpmixMode? Upmix { get; init; }

    /// <summary>How much softer than untreated a convolver plays that has no limiter, dB: with so much to spare, music with peaks at full scale stays below it (docs/level.md).</summary>
    internal const double ProgrammeSpareDb = 6;

    /// <summary>Gain in dB at which the plan is as loud at the ears as the untreated device.</summary>
    internal double PlaybackGainDb { get; init; }

    /// <summary>Gain in dB for music where nothing limits it: 6 dB below the playback gain, at most 0, and never less than minus the headroom.</summary>
    internal double ProgrammeGainDb => Math.Clamp(PlaybackGainDb - ProgrammeSpareDb, -HeadroomDb, 0);

    /// <summary>Names of the inputs, in order.</summary>
    public IReadOnlyList<string> Inputs => Plans[0].Inputs;

    /// <summary>Names of the drivers in channel order.</summary>
    public IReadOnlyList<string> Drivers => Plans[0].Drivers;

    /// <summary>Attenuation in dB that keeps full-scale input below full scale at every rate.</summary>
    public double HeadroomDb => Plans.Max(plan => plan.HeadroomDb);

    /// <summary>All paths from an input to a driver, input-major.</summary>
    internal IEnumerable<FilterPath> Paths
    {
        get
        {
            for (int input = 0; input < Inputs.Count; input++)
                for (int driver = 0; driver < Drivers.Count; driver++) yield return new(input, driver, input * Drivers.Count + driver);
        }
    }

    /// <summary>A design at some rates: as it is at its own, designed again from its request at the others.</summary>
    /// <param name="design">The design.</param>
    /// <param name="rates">Samples per second, each once.</param>
    /// <param name="stereoOnly">Left and right alone.</param>
    /// <param name="gainDb">The gain, or null for one that suits music without a limiter: 6 dB below that at which the plan is as loud as the untreated device.</param>
    /// <param name="progress">Told the number of rates that are done, may be null.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="SettingException">The request cannot be designed at a rate.</exception>
    public static MultiRatePlan Of(SpatialDesign design, IReadOnlyList<int> rates, bool stereoOnly, double? gainDb = null, Action<int>? progress = null, CancellationToken cancel = default) =>
        Of(design, rates, stereoOnly, hasBank: false, gainDb, progress, cancel);

    /// <summary>The same, with the bank of the design at all rates or without.</summary>
    internal static MultiRatePlan Of(SpatialDesign design, IReadOnlyList<int> rates, bool stereoOnly, bool hasBank, double? gainDb, Action<int>? progress, CancellationToken cancel)
    {
        RenderPlan[] plans = new RenderPlan[rates.Count];
        int done = 0;
        void Fill(int n)
        {
            cancel.ThrowIfCancellationRequested();
            DesignRequest request = design.Request.AtRate(rates[n]);
            RenderPlan plan = rates[n] == design.Plan.SampleRate ? design.Plan : SpatialDesigner.DesignUnlessCancelled(hasBank ? request : request with { Bank = null }, cancel).Plan;
            plans[n] = ConvolverPlan.Of(hasBank ? plan : plan with { Bank = null }, stereoOnly);
            progress?.Invoke(Interlocked.Increment(ref done));
        }
        try
        {
            Parallel.For(0, plans.Length, Fill);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        MultiRatePlan multiRatePlan = new() { Name = design.Request.Device.Name, Plans = [.. plans.OrderBy(plan => plan.SampleRate)], GainDb = 0, PlaybackGainDb = design.Plan.PlaybackGainDb, Upmix = stereoOnly || !design.Request.Layout.IsStereo ? null : design.Plan.Upmix };
        return multiRatePlan with { GainDb = gainDb ?? multiRatePlan.ProgrammeGainDb };
    }
}

/// <summary>The path from an input to a driver.</summary>
/// <param name="Input">From 0.</param>
/// <param name="Driver">From 0.</param>
/// <param name="Channel">Its channel in a file of all paths, input-major, from 0.</param>
readonly record struct FilterPath(int Input, int Driver, int Channel);
