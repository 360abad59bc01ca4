using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Live.Control;

/// <summary>
/// The loudness difference of a plan and the untreated plan at the ears, at the same gain: treated minus untreated integrated loudness. It is
/// estimated from noise until enough sound has played; then it is measured over the last minutes of it.
/// </summary>
sealed class LoudnessDifference
{
    /// <summary>Frames of the largest block.</summary>
    public const int MaxFrames = 2048;

    const double EnoughSeconds = 5, MemorySeconds = 120, EstimateSeconds = 10, LookSeconds = 0.25, Half = 0.5;

    readonly LoudnessAtEars _treated, _untreated;
    readonly int _lookFrames;
    double _decibels, _seconds;
    int _unseenFrames;

    /// <summary>Allocates and makes the estimate.</summary>
    public LoudnessDifference(RenderPlan treated, RenderPlan untreated, FirMatrix? ears)
    {
        double gainDb = -Math.Max(treated.HeadroomDb, untreated.HeadroomDb); // so that neither is limited
        (_treated, _untreated) = (new(treated, ears, gainDb, MaxFrames), new(untreated, ears, gainDb, MaxFrames));
        _lookFrames = (int)(LookSeconds * treated.SampleRate);
        Estimate(treated);
    }

    /// <summary>The difference in LU.</summary>
    public double Decibels => Volatile.Read(ref _decibels);

    /// <summary>Seconds of programme it was measured on; 0 for an estimate.</summary>
    public double Seconds => Volatile.Read(ref _seconds);

    /// <summary>Measures a block of the input.</summary>
    public void Add(ReadOnlyAudioBlock input)
    {
        Play(input);
        _unseenFrames += input.Frames;
        if (_unseenFrames >= _lookFrames) Update();
    }

    double Measured => _treated.Meter.IntegratedLufs - _untreated.Meter.IntegratedLufs;

    void Update()
    {
        _unseenFrames = 0;
        double seconds = Math.Min(_treated.Meter.GatedSeconds, _untreated.Meter.GatedSeconds);
        if (seconds < EnoughSeconds) return;
        Volatile.Write(ref _decibels, Measured);
        Volatile.Write(ref _seconds, seconds);
        if (seconds < MemorySeconds) return;
        _treated.Meter.Forget(Half);
        _untreated.Meter.Forget(Half);
    }

    void Play(ReadOnlyAudioBlock input)
    {
        _treated.Add(input);
        _untreated.Add(input);
    }

    void Estimate(RenderPlan plan)
    {
        ProgrammeNoise noise = new(plan.Channels);
        AudioBuffer block = new(plan.InputChannels, MaxFrames);
        for (int left = (int)(EstimateSeconds * plan.SampleRate); left > 0; left -= MaxFrames)
        {
            noise.Fill(block.Block());
            Play(block.Block());
        }
        _decibels = double.IsFinite(Measured) ? Measured : 0; // one of them may be silent
        _treated.Restart();
        _untreated.Restart();
    }
}
