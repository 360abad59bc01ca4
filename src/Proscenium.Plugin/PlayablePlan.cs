using System.Globalization;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Plugin;

/// <summary>A plan that a plug-in can play, or the reason why it cannot. Opened off the audio thread.</summary>
sealed record PlayablePlan
{
    /// <summary>So that each load sees what those before it took.</summary>
    static readonly Lock _oneAtATime = new();

    /// <summary>The folder, whatever is in it.</summary>
    public required string Folder { get; init; }

    /// <summary>Plays the plan as loud as the untreated device; null where the sound passes untreated.</summary>
    public Renderer? Renderer { get; init; }

    /// <summary>One sentence for the host's log, or null where all is as it should be.</summary>
    public string? Remark { get; init; }

    /// <summary>Delay in samples.</summary>
    public int LatencyFrames => Renderer?.LatencyFrames ?? 0;

    /// <summary>Opens a folder. It does not throw: what is wrong with the plan is in the remark.</summary>
    /// <param name="folder">A plan folder, or the <c>plan.json</c> in it.</param>
    /// <param name="outputs">Channels out of the plug-in.</param>
    /// <param name="sampleRate">The host's rate in Hz.</param>
    /// <param name="head">Where the listener's head is, for plans that follow it.</param>
    public static PlayablePlan Open(string folder, int outputs, int sampleRate, HeadPlace head)
    {
        try
        {
            lock (_oneAtATime) return Open(Read(folder, sampleRate), folder, outputs, sampleRate, head);
        }
        catch (FileFormatException e)
        {
            return Untreated(folder, e.Message);
        }
        catch (Exception e) // no fault of a file may reach the host
        {
            return Untreated(folder, $"{folder}: cannot be read ({e.Message.TrimEnd('.')}): look at the folder's rights, or design the plan again.");
        }
    }

    static PlayablePlan Open(RenderPlan plan, string folder, int outputs, int sampleRate, HeadPlace head)
    {
        string here = string.Create(CultureInfo.InvariantCulture, $"{Path.Combine(folder, $"{sampleRate}")}");
        int drivers = plan.Drivers.Count;
        if (plan.SampleRate != sampleRate)
            return Untreated(folder, $"{folder}: the plan is for {plan.SampleRate} Hz, the host runs at {sampleRate} Hz: design one for {sampleRate} Hz with Proscenium, into {here}.");
        if (plan.InputChannels != 2)
            return Untreated(folder, $"{folder}: the plan takes {plan.InputChannels} channels, a plug-in gives it two: design one for stereo.");
        if (drivers > outputs)
            return Untreated(folder, $"{folder}: the plan feeds {drivers} drivers, this plug-in has {outputs} outputs: use one with {drivers} or more.");
        MemoryBudget.RequireToPlay(plan, outputs, folder);
        Renderer renderer = new(WithOutputs(plan, outputs), PluginPath.BlockFrames, Math.Pow(10, plan.PlaybackGainDb / 20), Renderer.PlaybackCeilingDb, head);
        WarmUp(renderer, outputs);
        string? remark = drivers == outputs ? null : $"{folder}: the plan plays on outputs 1 to {drivers}, the other {outputs - drivers} are silent.";
        return new() { Folder = folder, Renderer = renderer, Remark = remark };
    }

    static PlayablePlan Untreated(string folder, string why) => new() { Folder = folder, Remark = $"the sound passes untreated: {why}" };

    /// <summary>The plan of a folder, or where that is for another rate, or none, the one in its sub-folder named after the rate.</summary>
    static RenderPlan Read(string folder, int sampleRate)
    {
        string forRate = Path.Combine(folder, sampleRate.ToString(CultureInfo.InvariantCulture));
        bool hasOther = File.Exists(Path.Combine(forRate, RenderPlanFile.FileName));
        if (hasOther && !File.Exists(Path.Combine(folder, RenderPlanFile.FileName))) return Read(forRate);
        RenderPlan plan = Read(folder);
        return plan.SampleRate != sampleRate && hasOther ? Read(forRate) : plan;
    }

    static RenderPlan Read(string folder)
    {
        MemoryBudget.RequireToRead(folder);
        return RenderPlanFile.Read(folder);
    }

    /// <summary>The same plan with silent outputs after its drivers; silent paths cost nothing.</summary>
    static RenderPlan WithOutputs(RenderPlan plan, int outputs)
    {
        if (plan.Drivers.Count == outputs) return plan;
        List<string> drivers = [.. plan.Drivers];
        while (drivers.Count < outputs) drivers.Add($"silent {drivers.Count + 1}");
        return plan with { Drivers = drivers, Filters = WithOutputs(plan.Filters, outputs), Bank = plan.Bank?.With(filters => WithOutputs(filters, outputs)) };
    }

    static FirMatrix WithOutputs(FirMatrix filters, int outputs)
    {
        FirMatrix wider = new(filters.Inputs, outputs, filters.Taps);
        for (int input = 0; input < filters.Inputs; input++)
            for (int driver = 0; driver < filters.Outputs; driver++) filters[input, driver].CopyTo(wider[input, driver]);
        return wider;
    }

    /// <summary>Runs silence through the renderer, so that all memory pages and code are loaded before the audio thread uses them.</summary>
    static void WarmUp(Renderer renderer, int outputs)
    {
        AudioBuffer silence = new(renderer.InputChannels, PluginPath.BlockFrames), ignored = new(outputs, PluginPath.BlockFrames);
        for (int frames = 0; frames < renderer.SettlingFrames; frames += PluginPath.BlockFrames) renderer.Process(silence.Block(), ignored.Block());
        renderer.Reset();
    }
}
