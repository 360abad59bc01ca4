using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Live.Control;
using Proscenium.Loudspeakers;

namespace Proscenium.Live;

/// <summary>A plan and its untreated plan, from which renderers are made.</summary>
sealed record LivePlan
{
    const float Loud = 100; // so that the limiter has work

    /// <summary>The plan.</summary>
    public required RenderPlan Treated { get; init; }

    /// <summary>The same sound without treatment: as many inputs and drivers, the same latency.</summary>
    public required RenderPlan Untreated { get; init; }

    /// <summary>Filters from the drivers to the ears at which loudness is judged.</summary>
    public required FirMatrix Ears { get; init; }

    /// <summary>True to play what these ears hear.</summary>
    public bool Monitor { get; init; }

    /// <summary>Gain of both in dB, before their limiters.</summary>
    public required double GainDb { get; init; }

    /// <summary>Where the listener's head is, for the plan's renderer.</summary>
    public required HeadPlace Head { get; init; }

    /// <summary>True where the untreated device plays until a plan is designed.</summary>
    public bool IsPlaceholder => ReferenceEquals(Treated, Untreated);

    /// <summary>A design as the listener wants it, at the drivers or at the ears.</summary>
    public static LivePlan Of(SpatialDesign design, LiveSettings settings)
    {
        FirMatrix ears = settings.Ears(design);
        return new()
        {
            Treated = design.Plan,
            Untreated = design.UntreatedDownmix,
            Ears = ears,
            Monitor = settings.Monitor,
            GainDb = settings.GainOf(design.Plan),
            Head = settings.Head,
        };
    }

    /// <summary>The untreated device as both plans, until a design is there.</summary>
    /// <param name="request">The design to come.</param>
    /// <param name="sampleRate">The server's rate.</param>
    /// <param name="settings">With a monitor, each ear gets its own channel unprocessed.</param>
    public static LivePlan PlaceholderPlan(DesignRequest request, int sampleRate, LiveSettings settings)
    {
        IReadOnlyList<string> channels = request.Layout.Channels, drivers = [.. request.Device.Drivers.Select(driver => driver.Name)];
        RenderPlan silent = new()
        {
            SampleRate = sampleRate,
            Inputs = channels,
            Drivers = drivers,
            Filters = new(channels.Count, drivers.Count, 1),
            InputDelaySamples = [.. channels.Select(_ => 0)],
            FilterLatencySamples = FrontLatency(request.AtRate(sampleRate)),
        };
        RenderPlan untreated = DownmixPlan.Of(silent, ReferenceDriverPlan.Of(silent, request.Device));
        return new() { Treated = untreated, Untreated = untreated, Ears = UntreatedEars(request.Device), Monitor = settings.Monitor, GainDb = settings.GainOf(untreated), Head = settings.Head };
    }

    /// <summary>The estimated latency of the plan to come, so that the sound hardly jumps when it takes over.</summary>
    static int FrontLatency(DesignRequest request) =>
        request.ModellingDelay + (request.Layout.HasCentre || request.AngleDegrees is null || request.Upmix == UpmixMode.None ? 0 : UpmixTiming.Of(request.Upmix, request.SampleRate).LatencyFrames);

    /// <summary>The renderers of both plans, their code compiled by a run on loud sound.</summary>
    /// <param name="blockFrames">The server's block.</param>
    public (Renderer Treated, Renderer Untreated) Renderers(int blockFrames) => (Rehearsed(Treated, blockFrames), Rehearsed(Untreated, blockFrames));

    /// <summary>The loudness difference of plan and untreated plan, estimated from noise.</summary>
    public LoudnessDifference EstimateLoudnessDifference() => new(Treated, Untreated, Ears);

    /// <summary>A renderer that follows the head where its plan has places for it.</summary>
    Renderer Rehearsed(RenderPlan plan, int blockFrames)
    {
        if (plan.Bank is not null) RehearseMoves(plan, blockFrames);
        Renderer renderer = new(plan, blockFrames, Math.Pow(10, GainDb / 20), Renderer.PlaybackCeilingDb, Monitor ? Ears : null, Head);
        AudioBuffer loud = new(renderer.InputChannels, blockFrames), drivers = new(renderer.DriverCount, blockFrames);
        for (int channel = 0; channel < loud.Channels; channel++) loud.Block()[channel].Fill(Loud);
        for (int frames = 0; frames < renderer.SettlingFrames; frames += blockFrames) renderer.Process(loud.Block(), drivers.Block());
        renderer.Reset();
        return renderer;
    }

    /// <summary>Compiles what runs while the head moves, in a renderer of its own: the session's head belongs to its tracker.</summary>
    static void RehearseMoves(RenderPlan plan, int blockFrames)
    {
        HeadPlace head = new();
        Renderer renderer = new(plan, blockFrames, 1, Renderer.PlaybackCeilingDb, head);
        AudioBuffer silence = new(renderer.InputChannels, blockFrames), drivers = new(renderer.DriverCount, blockFrames);
        for (int frames = 0; frames < plan.SampleRate / 4; frames += blockFrames)
        {
            head.Set(frames % 3, 0);
            renderer.Process(silence.Block(), drivers.Block());
        }
    }

    static FirMatrix UntreatedEars(Device device)
    {
        FirMatrix ears = new(device.Drivers.Count, 2, 1);
        ears[device.ReferenceDriver(Side.Left), 0][0] = 1;
        ears[device.ReferenceDriver(Side.Right), 1][0] = 1;
        return ears;
    }
}
