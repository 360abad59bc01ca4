using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Stages;
using Proscenium.Listening;
using Proscenium.Storage;

namespace Proscenium.Rendering;

/// <summary>What an upmix of a whole file did.</summary>
/// <param name="Frames">Frames read.</param>
/// <param name="LatencyFrames">Latency when live, in samples.</param>
/// <param name="CentreShareDb">Power of the centre relative to the mean power of the input's channels; NaN for silence.</param>
/// <param name="SideCorrelation">Correlation of the centre with left minus right; NaN where one of them is silent.</param>
/// <param name="ReconstructionErrorDb">Power of left + centre - input and right + centre - input relative to the input's.</param>
/// <param name="DistortionDb">SI-SDR of the centre against the true one, or null.</param>
public readonly record struct UpmixFigures(long Frames, int LatencyFrames, double CentreShareDb, double SideCorrelation, double ReconstructionErrorDb, double? DistortionDb);

/// <summary>Splits a whole file into left, right and centre, aligned with the input sample by sample.</summary>
public static class UpmixRun
{
    /// <summary>Runs from the source's beginning to its end.</summary>
    /// <param name="source">Stereo.</param>
    /// <param name="sink">Takes each block of left, right, centre.</param>
    /// <param name="trueCentre">The true centre, mono, or null.</param>
    /// <param name="progress">Told the frames processed so far, may be null.</param>
    /// <param name="cancel">Ends the run between blocks.</param>
    public static UpmixFigures Run(StereoSource source, Action<AudioBlock> sink, SoundReader? trueCentre = null, Action<long>? progress = null, CancellationToken cancel = default)
    {
        CentreUpmixer upmixer = new(UpmixSettings.Music(source.SampleRate), source.SampleRate);
        AudioBuffer truth = new(1, BlockPipeline.MostFrames);
        DelayLine[] delays = [new(upmixer.LatencyFrames), new(upmixer.LatencyFrames)];
        SourceDistortion? distortion = trueCentre is null ? null : new();
        double centrePower = 0, sidePower = 0, cross = 0, power = 0, error = 0;
        int early = upmixer.LatencyFrames, unwritten = upmixer.LatencyFrames; // frames before the first one, still to be measured, to be written
        long frames = new BlockPipeline(2, 3).Run(source.Read, Process, Write, upmixer.LatencyFrames, progress, cancel);
        return new(frames, upmixer.LatencyFrames, 10 * Math.Log10(2 * centrePower / power), cross / Math.Sqrt(centrePower * sidePower), 10 * Math.Log10(error / power), distortion?.Decibels);

        void Process(AudioBlock stereo, AudioBlock split)
        {
            SampleGuard.Silence(stereo);
            upmixer.Process(stereo, split);
            for (int side = 0; side < 2; side++) delays[side].Process(stereo[side]); // now the input as late as the output
            int before = Math.Min(early, stereo.Frames);
            early -= before;
            Measure(split.Slice(before, split.Frames - before), stereo.Slice(before, stereo.Frames - before));
        }

        void Write(AudioBlock split)
        {
            int before = Math.Min(unwritten, split.Frames);
            unwritten -= before;
            sink(split.Slice(before, split.Frames - before));
        }

        void Measure(AudioBlock output, AudioBlock input)
        {
            Span<float> left = output[0], right = output[1], centre = output[2];
            for (int n = 0; n < output.Frames; n++)
            {
                double c = centre[n], s = (double)input[0][n] - input[1][n];
                (centrePower, sidePower, cross) = (centrePower + c * c, sidePower + s * s, cross + c * s);
                power += Square(input[0][n]) + Square(input[1][n]);
                error += Square(left[n] + centre[n] - input[0][n]) + Square(right[n] + centre[n] - input[1][n]);
            }
            if (trueCentre is null) return;
            int known = trueCentre.Read(truth.Block(output.Frames));
            distortion!.Add(centre[..known], truth.Block(known)[0]);
        }
    }

    static double Square(double value) => value * value;
}
