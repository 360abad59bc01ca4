using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;
using Proscenium.Judging.Upmix;

namespace Proscenium.Rendering;

/// <summary>An upmix that is measured while it runs: input and true centre are delayed until they match the output.</summary>
sealed class MeasuredUpmix
{
    readonly int _sampleRate;
    readonly CentreUpmixer _upmixer;
    readonly AudioBuffer _mix = new(2, BlockPipeline.MaxFrames), _truth = new(2, BlockPipeline.MaxFrames), _passed = new(1, BlockPipeline.MaxFrames);
    readonly DelayLine _left, _right, _centre;
    readonly SplitMeter _splitMeter = new();
    readonly CentreMeter? _centreMeter;
    long _position; // of the output against the input's beginning

    /// <summary>Prepares an upmix.</summary>
    /// <param name="mode">How well the centre is split off against how late.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="besideTruth">Whether a true centre comes along.</param>
    public MeasuredUpmix(UpmixMode mode, int sampleRate, bool besideTruth)
    {
        (_sampleRate, _upmixer) = (sampleRate, new(mode, sampleRate, besideTruth));
        (_left, _right, _centre) = (new(LatencyFrames), new(LatencyFrames), new(LatencyFrames));
        _centreMeter = besideTruth ? new(sampleRate, BlockPipeline.MaxFrames) : null;
        _position = -LatencyFrames;
    }

    /// <summary>Delay from input to output in samples.</summary>
    public int LatencyFrames => _upmixer.LatencyFrames;

    /// <summary>Splits the first two rows of a block into left, right and centre; the third one, if any, is the true centre.</summary>
    /// <param name="input">Left, right, and the true centre where there is one.</param>
    /// <param name="split">Left, right, centre.</param>
    /// <param name="truthFrames">Frames known so far of the true centre; what lies beyond is not compared.</param>
    public void Process(ReadOnlyAudioBlock input, AudioBlock split, long truthFrames)
    {
        AudioBlock mix = _mix.Block(input.Frames), truth = _truth.Block(input.Frames), passed = _passed.Block(input.Frames);
        for (int channel = 0; channel < 2; channel++) input[channel].CopyTo(mix[channel]);
        if (_centreMeter is null) _upmixer.Process(mix, split);
        else Shadow(input[2], mix, truth, split, passed);
        _left.Process(mix[0]);
        _right.Process(mix[1]);
        _centre.Process(truth[0]); // now all of it as late as the output
        int before = (int)Math.Clamp(-_position, 0, input.Frames), known = (int)Math.Clamp(truthFrames - _position, before, input.Frames);
        _splitMeter.Add(mix.Slice(before, input.Frames - before), split.Slice(before, input.Frames - before));
        _centreMeter?.Add(truth[0][before..known], mix.Slice(before, known - before), split[2][before..known], passed[0][before..known]);
        _position += input.Frames;
    }

    /// <summary>All figures so far.</summary>
    /// <param name="frames">Frames read.</param>
    /// <param name="silencedSamples">Samples that were no numbers.</param>
    public UpmixFigures Figures(long frames, long silencedSamples) => new()
    {
        SampleRate = _sampleRate,
        Frames = frames,
        LatencyFrames = LatencyFrames,
        SilencedSamples = silencedSamples,
        CentreShareDb = _splitMeter.CentreShareDb,
        SideCorrelation = _splitMeter.SideCorrelation,
        ReconstructionErrorDb = _splitMeter.ReconstructionErrorDb,
        Against = _centreMeter?.Figures,
    };

    /// <summary>The true centre stands in both channels of the mix; what the split makes of it there is its part of the centre.</summary>
    void Shadow(ReadOnlySpan<float> centre, AudioBlock mix, AudioBlock truth, AudioBlock split, AudioBlock passed)
    {
        for (int channel = 0; channel < 2; channel++) centre.CopyTo(truth[channel]);
        _upmixer.ProcessShadowed(mix, truth, split, passed);
    }
}
