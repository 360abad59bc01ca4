using Proscenium.Engine.Dsp;

namespace Proscenium.Judging.Levels;

/// <summary>
/// Integrated loudness: ITU-R BS.1770-4. K-weighted power in blocks of 400 ms every 100 ms, gated at -70 LUFS and again 10 LU below
/// the mean of what is left. All channels weigh 1. Its memory does not grow and adding allocates nothing.
/// </summary>
sealed class Loudness
{
    const double AbsoluteGate = -70, RelativeGate = -10, Offset = -0.691;
    const int StepsPerBlock = 4, StepsPerSecond = 10;

    readonly KWeightedPower _weighted;
    readonly int _stepFrames;
    readonly double[] _steps = new double[StepsPerBlock];
    readonly GatedLevels _blocks = new(AbsoluteGate);
    double _stepPower;
    int _stepFill;
    long _stepCount;

    /// <summary>A meter for one rate and number of channels.</summary>
    public Loudness(int sampleRate, int channels)
    {
        _weighted = new(sampleRate, channels);
        _stepFrames = (int)Math.Round((double)sampleRate / StepsPerSecond);
    }

    /// <summary>Integrated loudness so far in LUFS; negative infinity for silence.</summary>
    public double IntegratedLufs => Gated is { Count: > 0 } gated ? Lufs(gated.Mean) : double.NegativeInfinity;

    /// <summary>Seconds of sound above both gates.</summary>
    public double GatedSeconds => Gated.Count / StepsPerSecond;

    /// <summary>Takes in a block, channels x frames.</summary>
    public void Add(ReadOnlyAudioBlock block)
    {
        for (int done = 0; done < block.Frames;)
        {
            int frames = Math.Min(block.Frames - done, _stepFrames - _stepFill);
            _stepPower += _weighted.Next(block.Slice(done, frames));
            done += frames;
            _stepFill += frames;
            if (_stepFill == _stepFrames) EndStep();
        }
    }

    /// <summary>What was measured so far counts less from now on.</summary>
    /// <param name="share">How much of it no longer counts, 0 to 1.</param>
    public void Forget(double share) => _blocks.Forget(share);

    void EndStep()
    {
        _steps[_stepCount++ % StepsPerBlock] = _stepPower / _stepFrames;
        (_stepPower, _stepFill) = (0, 0);
        if (_stepCount < StepsPerBlock) return;
        double power = (_steps[0] + _steps[1] + _steps[2] + _steps[3]) / StepsPerBlock;
        _blocks.Add(Lufs(power), power);
    }

    /// <summary>Blocks above both gates, and their mean power.</summary>
    (double Count, double Mean) Gated => _blocks.Above(AbsoluteGate) is { Count: > 0 } ungated ? _blocks.Above(Lufs(ungated.Mean) + RelativeGate) : default;

    static double Lufs(double power) => Offset + 10 * Math.Log10(power);
}
