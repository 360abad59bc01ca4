using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Motion;

/// <summary>
/// How a running plan cancels at the ears of a head that moves: noise at one side alone through the real <see cref="Renderer"/> and the plant at each place, in frames of a tenth of a second. At rest it is what
/// <see cref="Cancellation"/> gives.
/// </summary>
/// <param name="plan">The plan; its upmix is left out.</param>
/// <param name="device">Faces the seat.</param>
/// <param name="distance">Metres from the middle to the device's centre.</param>
/// <param name="head">The head that hears.</param>
/// <param name="contralateralRatio">What the contralateral ear should hear over what the ipsilateral ear does, by side, pose and bin of the design's grid; 0: nothing.</param>
sealed class MotionAnalysis(RenderPlan plan, Device device, double distance, Head head, Func<Side, HeadPose, Func<int, Complex>> contralateralRatio)
{
    /// <summary>From one figure to the next.</summary>
    public const double FrameSeconds = 0.1;

    const double StepSeconds = 0.01;

    readonly EarLattice _lattice = new(device, distance, head, plan.SampleRate);
    readonly RenderPlan _paths = plan with { Upmix = null };
    readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(plan.SampleRate);

    /// <summary>Cancellation of both sides by frames of <see cref="FrameSeconds"/>, their mean and the worse one, dB, ERB-weighted from 300 Hz to 8 kHz.</summary>
    /// <param name="poseAt">Where the head is, by seconds.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="follow">How the plan learns of it; a new one for each side.</param>
    public (double Mean, double Worse)[] Cancellations(Func<double, HeadPose> poseAt, double seconds, Func<FollowedHead> follow)
    {
        double[][] sides = new double[2][];
        Parallel.For(0, 2, side => sides[side] = Frames((Side)side, poseAt, AtEars((Side)side, poseAt, seconds, follow())));
        return [.. sides[0].Zip(sides[1], (left, right) => ((left + right) / 2, Math.Min(left, right)))];
    }

    /// <summary>What the ears hear of noise at one side, ears x frames, without the time that it takes.</summary>
    AudioBuffer AtEars(Side side, Func<double, HeadPose> poseAt, double seconds, FollowedHead follow)
    {
        MovingEars ears = new(_lattice, poseAt);
        int step = (int)(StepSeconds * _paths.SampleRate), frames = (int)(seconds * _paths.SampleRate) / step * step, late = ears.LatencyFrames;
        Renderer renderer = new(_paths, step, 1.0 / 64, null, follow.Place);
        AudioBuffer input = new(_paths.InputChannels, step), feeds = new(_paths.Drivers.Count, step), heard = new(2, step), all = new(2, frames);
        Random random = new(1);
        for (int begin = 0; begin < frames + late; begin += step)
        {
            follow.Advance((double)begin / _paths.SampleRate);
            foreach (ref float sample in input.Block()[(int)side]) sample = 2 * random.NextSingle() - 1;
            renderer.Process(input.Block(), feeds.Block());
            ears.Process(feeds.Block(), heard.Block());
            for (int n = 0; n < step; n++)
                if (begin + n - late is var at && at >= 0 && at < frames)
                    for (int ear = 0; ear < 2; ear++) all.Block()[ear][at] = heard.Block()[ear][n];
        }
        return all;
    }

    double[] Frames(Side side, Func<double, HeadPose> poseAt, AudioBuffer heard)
    {
        int frame = (int)(FrameSeconds * _paths.SampleRate);
        return [.. Enumerable.Range(0, heard.Capacity / frame).Select(n => CancellationDb(contralateralRatio(side, poseAt((n + 0.5) * FrameSeconds)), Spectrum(heard.Block()[(int)side].Slice(n * frame, frame)), Spectrum(heard.Block()[(int)side.Opposite()].Slice(n * frame, frame))))];
    }

    double CancellationDb(Func<int, Complex> ratio, Complex[] ipsilateral, Complex[] contralateral) => Band.ErbWeightedMean(_grid, Separation.MinHz, Separation.MaxHz, bin =>
        Math.Min(Cancellation.DeepestDb, Band.Decibels(ipsilateral[bin].MagnitudeSquared()) - Band.Decibels((contralateral[bin] - ratio(bin) * ipsilateral[bin]).MagnitudeSquared())));

    /// <summary>The spectrum of a frame under Hann's window.</summary>
    Complex[] Spectrum(ReadOnlySpan<float> frame)
    {
        double[] windowed = new double[_grid.FftLength];
        for (int n = 0; n < frame.Length; n++) windowed[n] = frame[n] * Math.Pow(Math.Sin(Math.PI * (n + 0.5) / frame.Length), 2);
        return Spectra.Of(windowed, _grid);
    }
}
