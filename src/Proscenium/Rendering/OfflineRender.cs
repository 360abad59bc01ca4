using Proscenium.Engine;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Rendering;

/// <summary>What an offline render did.</summary>
/// <param name="Frames">Frames read.</param>
/// <param name="PeakDb">Largest sample written, dB of full scale; negative infinity for silence.</param>
/// <param name="SilencedSamples">Input samples that were no numbers and were taken for silence.</param>
/// <param name="LimitedSamples">Driver samples beyond full scale.</param>
/// <param name="LargestFeedDb">Largest driver sample before it was limited, dB of full scale.</param>
public readonly record struct RenderFigures(long Frames, double PeakDb, long SilencedSamples, long LimitedSamples, double LargestFeedDb);

/// <summary>
/// Renders a whole file block by block: driver feeds, or through monitor filters what two ears hear. The output begins with the plan's
/// latency and goes on until the filters have rung out; memory does not grow with the file.
/// </summary>
/// <param name="plan">The plan to run.</param>
/// <param name="gainDb">Gain at the drivers.</param>
/// <param name="monitor">Filters from drivers to ears, or null for the feeds.</param>
public sealed class OfflineRender(RenderPlan plan, double gainDb, FirMatrix? monitor = null)
{
    const int BlockFrames = 8192;

    /// <summary>Channels of the output.</summary>
    public int Channels => monitor?.Outputs ?? plan.Drivers.Count;

    /// <summary>Runs from the source's beginning to its end.</summary>
    /// <param name="source">Stereo at the plan's rate.</param>
    /// <param name="sink">Takes each block of output.</param>
    /// <param name="progress">Told the frames read so far, may be null.</param>
    /// <param name="cancel">Ends the run between blocks.</param>
    public RenderFigures Run(StereoSource source, Action<AudioBlock> sink, Action<long>? progress = null, CancellationToken cancel = default)
    {
        Renderer renderer = new(plan, BlockFrames, Math.Pow(10, gainDb / 20));
        PartitionedConvolver? ears = monitor is null ? null : new(monitor, BlockFrames);
        AudioBuffer stereo = new(2, BlockFrames), drivers = new(plan.Drivers.Count, BlockFrames), heard = new(Channels, BlockFrames);
        long ringOut = plan.LatencySamples + plan.Filters.Taps + (monitor?.Taps ?? 0), frames = 0;
        float peak = 0;

        void Render(int count)
        {
            AudioBlock output = drivers.Block(count);
            renderer.Process(stereo.Block(count), output);
            if (ears is not null)
            {
                ears.Process(output, heard.Block(count));
                output = heard.Block(count);
            }
            peak = Math.Max(peak, Peak(output));
            sink(output);
        }

        for (int read = source.Read(stereo.Block()); read > 0; read = source.Read(stereo.Block()))
        {
            cancel.ThrowIfCancellationRequested();
            Render(read);
            frames += read;
            progress?.Invoke(frames);
        }
        for (long left = ringOut; left > 0; left -= BlockFrames)
        {
            stereo.Block().Clear();
            Render((int)Math.Min(left, BlockFrames));
        }
        return new(frames, Decibels(peak), renderer.SilencedInputSamples, renderer.Guard.LimitedSamples, Decibels(renderer.Guard.LargestSample));
    }

    static float Peak(AudioBlock block)
    {
        float peak = 0;
        for (int channel = 0; channel < block.Channels; channel++) peak = Math.Max(peak, SampleGuard.Peak(block[channel]));
        return peak;
    }

    static double Decibels(double amplitude) => 20 * Math.Log10(amplitude);
}
