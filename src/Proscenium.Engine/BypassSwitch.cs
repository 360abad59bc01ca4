using Proscenium.Engine.Dsp;

namespace Proscenium.Engine;

/// <summary>
/// Plays a plan, or the untreated plan at a gain of its own, and fades between them without delay: both always run. The gain comes before the
/// plans, so that their guards limit the result. One thread calls <see cref="Process"/>, one other thread may set and offer.
/// </summary>
public sealed class BypassSwitch
{
    readonly PlanSwap _treated, _untreated;
    readonly GainRamp _gain, _untreatedGain, _bypass;
    readonly AudioBuffer _scaled, _untreatedDrivers;
    readonly float[] _share; // of the untreated

    /// <summary>Begins with the plan.</summary>
    /// <param name="treated">The plan.</param>
    /// <param name="untreated">The untreated plan: as many inputs and drivers, the same latency.</param>
    /// <param name="maxFrames">The host's usual block size, 1 or more; larger blocks are cut.</param>
    /// <param name="fadeFrames">Length of every fade in samples, 1 or more; less than 20 ms may be heard as a click.</param>
    /// <param name="gain">Linear gain of both to begin with; what is set before the first block is faded to from here.</param>
    /// <exception cref="ArgumentException">The two do not fit together.</exception>
    public BypassSwitch(Renderer treated, Renderer untreated, int maxFrames, int fadeFrames, float gain = 1)
    {
        Check(treated, untreated);
        (_treated, _untreated) = (new(treated, maxFrames, fadeFrames), new(untreated, maxFrames, fadeFrames));
        (_gain, _untreatedGain, _bypass) = (new(fadeFrames, gain), new(fadeFrames, 1), new(fadeFrames, 0));
        _untreatedGain.Jump(); // what is heard first is what was chosen before
        _bypass.Jump();
        _scaled = new AudioBuffer(treated.InputChannels, maxFrames);
        _untreatedDrivers = new AudioBuffer(treated.DriverCount, maxFrames);
        _share = new float[maxFrames];
    }

    /// <summary>True to hear the untreated plan.</summary>
    public bool Bypassed
    {
        get => _bypass.Target != 0;
        set => _bypass.Target = value ? 1 : 0;
    }

    /// <summary>Linear gain of both.</summary>
    public float Gain
    {
        get => _gain.Target;
        set => _gain.Target = value;
    }

    /// <summary>Linear gain of the untreated plan alone, which makes it as loud as the plan.</summary>
    public float UntreatedGain
    {
        get => _untreatedGain.Target;
        set => _untreatedGain.Target = value;
    }

    /// <summary>Delay from input to output in samples, of the plan that plays.</summary>
    public int LatencyFrames => _treated.LatencyFrames;

    /// <summary>True while an offered plan waits, is fed or faded in.</summary>
    public bool IsSwapping => _treated.IsSwapping || _untreated.IsSwapping;

    /// <summary>Offers another plan and untreated plan, unused renderers; retired ones are released.</summary>
    /// <exception cref="ArgumentException">They do not fit together, or take other channels or feed other drivers than the running plan.</exception>
    public void Offer(Renderer treated, Renderer untreated)
    {
        Check(treated, untreated);
        ReleaseRetired();
        _treated.Offer(treated);
        _untreated.Offer(untreated);
    }

    /// <summary>Releases renderers that were faded out; true once none is left.</summary>
    public bool ReleaseRetired()
    {
        _treated.TakeRetired();
        _untreated.TakeRetired();
        return !IsSwapping;
    }

    /// <summary>Renders a block of any length.</summary>
    /// <param name="input">Channels x frames; left unchanged.</param>
    /// <param name="drivers">Drivers x frames; overwritten.</param>
    public void Process(ReadOnlyAudioBlock input, AudioBlock drivers)
    {
        for (int start = 0; start < input.Frames; start += _scaled.Capacity)
        {
            int frames = Math.Min(_scaled.Capacity, input.Frames - start);
            Render(input.Slice(start, frames), drivers.Slice(start, frames));
        }
    }

    void Render(ReadOnlyAudioBlock input, AudioBlock drivers)
    {
        AudioBlock scaled = _scaled.Block(input.Frames), untreated = _untreatedDrivers.Block(input.Frames);
        input.CopyTo(scaled);
        _gain.Apply(scaled);
        _treated.Process(scaled, drivers);
        _untreatedGain.Apply(scaled);
        _untreated.Process(scaled, untreated);
        Fade(drivers, untreated);
    }

    void Fade(AudioBlock drivers, AudioBlock untreated)
    {
        if (_bypass.Steady == 0) return;
        Span<float> share = _share.AsSpan(0, drivers.Frames);
        _bypass.Next(share);
        for (int driver = 0; driver < drivers.Channels; driver++)
        {
            SampleMath.Subtract(untreated[driver], drivers[driver], untreated[driver]);
            SampleMath.MultiplyAdd(untreated[driver], share, drivers[driver]);
        }
    }

    static void Check(Renderer treated, Renderer untreated)
    {
        if (treated.InputChannels != untreated.InputChannels || treated.DriverCount != untreated.DriverCount || treated.LatencyFrames != untreated.LatencyFrames)
            throw new ArgumentException("the untreated plan takes as many channels, feeds as many drivers and has the same latency as the plan.", nameof(untreated));
    }
}
