using Proscenium.Engine;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Rendering.Responses;

/// <summary>What reaches the ears of an impulse in each input of a running plan: at a gain of 0 dB at the drivers, with the plan's delay.</summary>
static class PlayedResponses
{
    /// <summary>Well below the guard's full scale.</summary>
    const float Quiet = 1 / 64f;

    /// <summary>The name of left and right playing the same signal.</summary>
    public const string Mono = "mono";

    /// <summary>Runs the impulses.</summary>
    /// <param name="plan">The plan; every one of its inputs is fed by itself, the upmix left out.</param>
    /// <param name="monitor">Drivers x 2 ears.</param>
    /// <param name="cancel">Ends the work between inputs.</param>
    /// <returns>The inputs in the plan's order, and <see cref="Mono"/>: left and right together.</returns>
    public static (IReadOnlyList<string> Sources, FirMatrix Responses) Of(RenderPlan plan, FirMatrix monitor, CancellationToken cancel = default)
    {
        RenderPlan paths = plan with { Upmix = null };
        int taps = paths.LatencySamples + paths.Filters.Taps + monitor.Taps;
        FirMatrix responses = new(paths.Inputs.Count + 1, 2, taps);
        for (int input = 0; input < paths.Inputs.Count; input++)
        {
            cancel.ThrowIfCancellationRequested();
            Play(paths, monitor, input, responses);
        }
        (int left, int right) = (paths.Inputs.Index().First(name => name.Item == ChannelNames.Left).Index, paths.Inputs.Index().First(name => name.Item == ChannelNames.Right).Index);
        for (int ear = 0; ear < 2; ear++)
            for (int n = 0; n < taps; n++) responses[paths.Inputs.Count, ear][n] = responses[left, ear][n] + responses[right, ear][n];
        return ([.. paths.Inputs, Mono], responses);
    }

    static void Play(RenderPlan plan, FirMatrix monitor, int input, FirMatrix responses)
    {
        Renderer renderer = new(plan, BlockPipeline.MaxFrames, Quiet);
        PartitionedConvolver ears = new(monitor, BlockPipeline.MaxFrames);
        AudioBuffer inputs = new(plan.Inputs.Count, BlockPipeline.MaxFrames), drivers = new(plan.Drivers.Count, BlockPipeline.MaxFrames), heard = new(2, BlockPipeline.MaxFrames);
        inputs.Block()[input][0] = 1;
        for (int start = 0; start < responses.Taps; start += BlockPipeline.MaxFrames)
        {
            int frames = Math.Min(BlockPipeline.MaxFrames, responses.Taps - start);
            renderer.Process(inputs.Block(frames), drivers.Block(frames));
            ears.Process(drivers.Block(frames), heard.Block(frames));
            inputs.Block()[input][0] = 0;
            for (int ear = 0; ear < 2; ear++)
                for (int n = 0; n < frames; n++) responses[input, ear][start + n] = heard.Block(frames)[ear][n] / Quiet;
        }
    }
}
