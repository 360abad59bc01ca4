using Proscenium.Engine.Dsp;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Levels;

/// <summary>
/// Integrated loudness: ITU-R BS.1770-4. K-weighted power in blocks of 400 ms every 100 ms, gated at -70 LUFS and again 10 LU below
/// the mean of what is left. All channels weigh 1. Its memory does not grow and adding allocates nothing.
/// </summary>
sealed class Loudness
{
    const double AbsoluteGate = -70, RelativeGate = -10, Offset = -0.691;
    const int StepsPerBlock = 4, StepsPerSecond = 10;

    readonly BiquadFilter[] _shelf, _highPass;
    readonly int _stepFrames;
    readonly double[] _steps = new double[StepsPerBlock];
    readonly GatedLevels _blocks = new(AbsoluteGate);
    double _stepPower;
    int _stepFill;
    long _stepCount;

    /// <summary>A meter for one rate and number of channels.</summary>
    public Loudness(int sampleRate, int channels)
    {
        // bilinear transforms of the analogue prototypes behind the coefficients that BS.1770 tabulates for 48 kHz
        _shelf = [.. Enumerable.Range(0, channels).Select(_ => new BiquadFilter(HighShelf(sampleRate, 1681.974450955533, 0.7071752369554196, 3.999843853973347)))];
        _highPass = [.. Enumerable.Range(0, channels).Select(_ => new BiquadFilter(HighPass(sampleRate, 38.13547087602444, 0.5003270373238773)))];
        _stepFrames = (int)Math.Round((double)sampleRate / StepsPerSecond);
    }

    /// <summary>Integrated loudness so far in LUFS; negative infinity for silence.</summary>
    public double IntegratedLufs => Gated is { Count: > 0 } gated ? Lufs(gated.Mean) : double.NegativeInfinity;

    /// <summary>Seconds of sound above both gates.</summary>
    public double GatedSeconds => Gated.Count / StepsPerSecond;

    /// <summary>Takes in a block, channels x frames.</summary>
    public void Add(ReadOnlyAudioBlock block)
    {
        for (int n = 0; n < block.Frames; n++)
        {
            for (int channel = 0; channel < block.Channels; channel++)
            {
                double weighted = _highPass[channel].Next(_shelf[channel].Next(block[channel][n]));
                _stepPower += weighted * weighted;
            }
            if (++_stepFill == _stepFrames) EndStep();
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

    static Biquad HighShelf(int rate, double frequency, double quality, double gainDb)
    {
        double k = Math.Tan(Math.PI * frequency / rate), high = Math.Pow(10, gainDb / 20), band = Math.Pow(high, 0.4996667741545416);
        double scale = 1 + k / quality + k * k;
        return new((high + band * k / quality + k * k) / scale, 2 * (k * k - high) / scale, (high - band * k / quality + k * k) / scale,
            2 * (k * k - 1) / scale, (1 - k / quality + k * k) / scale);
    }

    /// <summary>Without the gain that would make it 1 at high frequencies: so BS.1770 has it.</summary>
    static Biquad HighPass(int rate, double frequency, double quality)
    {
        double k = Math.Tan(Math.PI * frequency / rate), scale = 1 + k / quality + k * k;
        return new(1, -2, 1, 2 * (k * k - 1) / scale, (1 - k / quality + k * k) / scale);
    }
}
