using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Plugin;

/// <summary>
/// The signal path of every plug-in: stereo in, one channel per driver out. It plays a plan, or passes the stereo signal on where there is
/// none, and fades from one to the other. One thread calls <see cref="Process"/>; any other thread offers plans.
/// </summary>
sealed class PluginPath
{
    /// <summary>The block for which renderers are made; hosts may send any.</summary>
    public const int BlockFrames = 256;

    const double RampSeconds = 0.02, FadeSeconds = 0.03;

    readonly Renderer _wire;
    readonly PlanSwap _swap;
    readonly HostGain _gain;
    readonly AudioBuffer _stereo = new(2, BlockFrames);

    /// <summary>Allocates all memory.</summary>
    /// <param name="first">What plays first.</param>
    /// <param name="outputs">Channels out, as many as the plan was opened for.</param>
    /// <param name="sampleRate">The host's rate in Hz.</param>
    public PluginPath(PlayablePlan first, int outputs, int sampleRate)
    {
        _wire = new(Wire(outputs, sampleRate), BlockFrames);
        _swap = new(first.Renderer ?? _wire, BlockFrames, (int)Math.Ceiling(FadeSeconds * sampleRate));
        _gain = new((int)Math.Ceiling(RampSeconds * sampleRate));
    }

    /// <summary>Delay from input to output in samples, of what plays.</summary>
    public int LatencyFrames => _swap.LatencyFrames;

    /// <summary>True while another plan waits or is faded in.</summary>
    public bool IsSwapping => _swap.IsSwapping;

    /// <summary>The host's gain in dB: 0 plays a plan at minus its headroom.</summary>
    public float GainDb
    {
        get => _gain.Decibels;
        set => _gain.Decibels = value;
    }

    /// <summary>Hands over what plays next; off the audio thread.</summary>
    public void Offer(PlayablePlan next) => _swap.Offer(next.Renderer ?? _wire);

    /// <summary>Renders a block of any length.</summary>
    /// <param name="stereo">2 x frames; may share memory with the outputs.</param>
    /// <param name="outputs">Outputs x frames; overwritten.</param>
    public void Process(ReadOnlyAudioBlock stereo, AudioBlock outputs)
    {
        for (int start = 0; start < stereo.Frames; start += BlockFrames)
        {
            int frames = Math.Min(BlockFrames, stereo.Frames - start);
            Render(stereo.Slice(start, frames), outputs.Slice(start, frames));
        }
    }

    /// <summary>Begins anew: forgets all past sound, and what was offered plays at once.</summary>
    public void Reset()
    {
        _gain.Reset();
        _swap.TakeRetired();
        _swap.Reset();
    }

    void Render(ReadOnlyAudioBlock stereo, AudioBlock outputs)
    {
        AudioBlock received = _stereo.Block(stereo.Frames);
        stereo.CopyTo(received);
        _gain.Apply(received);
        if (_swap.Playing == _wire && !_swap.IsSwapping) Pass(received, outputs);
        else _swap.Process(received, outputs);
        _swap.TakeRetired(); // it is garbage; whoever loads plans sees to that
    }

    /// <summary>Copies the input without the guard of a renderer: untreated sound stays as it is, beyond full scale too.</summary>
    static void Pass(ReadOnlyAudioBlock stereo, AudioBlock outputs)
    {
        for (int output = 0; output < outputs.Channels; output++)
            if (output < stereo.Channels) stereo[output].CopyTo(outputs[output]);
            else outputs[output].Clear();
    }

    /// <summary>A plan that passes left and right on to the first two outputs, for fading from and to it.</summary>
    static RenderPlan Wire(int outputs, int sampleRate)
    {
        FirMatrix wire = new(2, outputs, 1);
        for (int channel = 0; channel < 2; channel++) wire[channel, channel][0] = 1;
        string[] drivers = new string[outputs];
        for (int output = 0; output < outputs; output++) drivers[output] = $"output {output + 1}";
        return new()
        {
            SampleRate = sampleRate,
            Inputs = [ChannelNames.Left, ChannelNames.Right],
            Drivers = drivers,
            Filters = wire,
            InputDelaySamples = [0, 0],
            FilterLatencySamples = 0,
        };
    }
}
