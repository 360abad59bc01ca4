using System.Numerics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Measuring.Sweeps;

/// <summary>
/// A recording with the sweep taken out: wherever a sweep began, the impulse response of what it went through begins, and a little earlier, by the sweep's leads, the responses of its
/// harmonics. Division by the sweep's own spectrum, in its band.
/// </summary>
sealed class SweepTimeline
{
    readonly double[] _samples;

    SweepTimeline(double[] samples, int frames) => (_samples, Frames) = (samples, frames);

    /// <summary>Takes the sweep out of the microphones of a recording.</summary>
    /// <param name="recording">Microphones x samples, at the sweep's sample rate.</param>
    /// <param name="sweep">The sweep at level 1.</param>
    public static SweepTimeline[] Of(float[][] recording, SweepSignal sweep)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)(recording.Max(channel => channel.Length) + sweep.Frames));
        Fft<double> fft = new(length);
        double[] time = new double[length], re = new double[fft.BinCount], im = new double[fft.BinCount], sweepRe = new double[fft.BinCount], sweepIm = new double[fft.BinCount];
        sweep.Samples(_ => 1).CopyTo(time.AsSpan());
        fft.Forward(time, sweepRe, sweepIm);
        return Array.ConvertAll(recording, channel =>
        {
            double[] samples = new double[length];
            for (int n = 0; n < channel.Length; n++) samples[n] = channel[n];
            fft.Forward(samples, re, im);
            for (int bin = 0; bin < re.Length; bin++)
            {
                double share = sweep.Share((double)bin * sweep.SampleRate / length);
                Complex value = share == 0 ? 0 : share * new Complex(re[bin], im[bin]) / new Complex(sweepRe[bin], sweepIm[bin]);
                (re[bin], im[bin]) = (value.Real, value.Imaginary);
            }
            fft.Inverse(re, im, samples);
            return new SweepTimeline(samples, channel.Length);
        });
    }

    /// <summary>Samples of the recording.</summary>
    public int Frames { get; }

    /// <summary>The sample at a time; before the recording, what came before it.</summary>
    public double this[int time] => _samples[time & (_samples.Length - 1)];

    /// <summary>A piece.</summary>
    /// <param name="start">Its first sample.</param>
    /// <param name="length">Samples.</param>
    public double[] Piece(int start, int length)
    {
        double[] piece = new double[length];
        for (int n = 0; n < length; n++) piece[n] = this[start + n];
        return piece;
    }

    /// <summary>The energy of a piece.</summary>
    public double Energy(int start, int length)
    {
        double energy = 0;
        for (int n = 0; n < length; n++) energy += this[start + n] * this[start + n];
        return energy;
    }
}
