using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Measuring.Sweeps;

namespace Proscenium.Measuring.Plans;

/// <summary>The sweeps of a plan's own inputs, as the drivers get them: through the real <see cref="Renderer"/>, without upmix and limiter, which are not linear.</summary>
static class PlanSweeps
{
    const int BlockFrames = 512;
    const double RenderGain = 1.0 / 64; // well below the guard's full scale

    /// <summary>The plan without its upmix: what sound at one side alone goes through.</summary>
    public static RenderPlan Linear(SpatialDesign design) => design.Plan with { Upmix = null };

    /// <summary>The untreated device, as late as that.</summary>
    public static RenderPlan Untreated(SpatialDesign design) => UntreatedPlan.Of(design.Request, Linear(design));

    /// <summary>Makes a session and its sound, drivers x frames.</summary>
    /// <param name="design">The plan.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="sha256">The fingerprint of its description.</param>
    /// <param name="sweep">The sweep, at the plan's sample rate.</param>
    /// <param name="decaySeconds">The time left to the room; the filters' is added.</param>
    /// <param name="overlapped">True where sweeps overlap.</param>
    /// <param name="levelDb">The loudest driver's peak, dB of full scale.</param>
    public static (MeasurementSession Session, float[][] Sound) Of(SpatialDesign design, string folder, string sha256, SweepSignal sweep, double decaySeconds, bool overlapped, double levelDb)
    {
        RenderPlan linear = Linear(design);
        double filters = (double)(linear.FilterLatencySamples + linear.Filters.Taps) / linear.SampleRate;
        MeasurementSession session = new()
        {
            Device = design.Request.Device,
            Sources = PlanSources.All(design.Request.Device.LowestHz),
            Schedule = new(sweep, PlanSources.Count, decaySeconds + filters, overlapped),
            LevelDb = levelDb,
            DistanceMetres = design.Request.Distance,
        };
        if (session.TooLong is { } clause) throw new SettingException($"{clause}.");
        float[][] inputs = (session with { LevelDb = 0 }).Sound();
        double treatedGain = Math.Pow(10, linear.PlaybackGainDb / 20);
        float[][] untreated = Rendered(Untreated(design), inputs[..2], 1), treated = Rendered(linear, inputs[2..], treatedGain);
        float[][] both = [.. untreated.Zip(treated, (one, other) => one.Zip(other, (a, b) => a + b).ToArray())];
        double gain = Math.Pow(10, levelDb / 20) / both.Max(channel => channel.Max(Math.Abs)), gainDb = 20 * Math.Log10(gain);
        return (session with { Plan = new(folder, sha256, gainDb + linear.PlaybackGainDb, gainDb) }, Array.ConvertAll(both, channel => Array.ConvertAll(channel, sample => (float)(gain * sample))));
    }

    /// <summary>What the drivers get of left and right; the session's last silence holds the plan's latency.</summary>
    static float[][] Rendered(RenderPlan plan, float[][] sides, double gain)
    {
        Renderer renderer = new(plan, BlockFrames, RenderGain);
        int frames = sides[0].Length;
        AudioBuffer inputs = new(plan.Inputs.Count, frames), drivers = new(plan.Drivers.Count, frames);
        for (int side = 0; side < sides.Length; side++) sides[side].CopyTo(inputs.Block()[side]);
        for (int start = 0; start < frames; start += BlockFrames)
        {
            int count = Math.Min(BlockFrames, frames - start);
            renderer.Process(inputs.Block().Slice(start, count), drivers.Block().Slice(start, count));
        }
        return [.. Enumerable.Range(0, plan.Drivers.Count).Select(driver => Array.ConvertAll(drivers.Block()[driver].ToArray(), sample => (float)(gain / RenderGain * sample)))];
    }
}
