using System.Numerics;
using System.Runtime.InteropServices;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Rooms.Responses;

/// <summary>Arrivals summed by octave band, and made into one response at the end: the bands' filters run once, not for every arrival.</summary>
/// <remarks>The air takes from a sound what its time on the way says, whichever image it comes from, so that too is left to the end.</remarks>
readonly struct OctaveSum(ResponseFrame frame) : IArrivalSum<OctaveSum>
{
    readonly OctaveValues[] _sums = new OctaveValues[frame.SumLength];
    readonly double _samplesPerMetre = frame.SamplesPerMetre;
    readonly ResponseFrame _frame = frame;

    public static OctaveSum Silence(ResponseFrame frame) => new(frame);

    public void Add(double metres, OctaveValues pressure) => ArrivalKernel.Add(_sums, metres * _samplesPerMetre, pressure);

    public void Add(OctaveSum share)
    {
        for (int n = 0; n < _sums.Length; n++) _sums[n] += share._sums[n];
    }

    public double[] Response()
    {
        int sampleRate = _frame.How.SampleRate, length = (int)BitOperations.RoundUpToPowerOf2((uint)(_sums.Length + sampleRate / 32)); // the lowest bands ring for so long
        Fft<double> fft = new(length);
        double[] time = new double[length];
        double[][] re = new double[OctaveBands.Count][], im = new double[OctaveBands.Count][];
        for (int band = 0; band < OctaveBands.Count; band++)
        {
            Take(band, _frame.Room.AirAttenuation(band) / 2 * Air.SpeedOfSound / sampleRate, time);
            (re[band], im[band]) = (new double[fft.BinCount], new double[fft.BinCount]);
            fft.Forward(time, re[band], im[band]);
        }
        Mix(re, im, (double)sampleRate / length);
        fft.Inverse(re[0], im[0], time);
        return time[ArrivalKernel.Reach..(ArrivalKernel.Reach + _frame.Samples)];
    }

    /// <summary>One band, as much quieter as the air makes it.</summary>
    void Take(int band, double nepersPerSample, double[] time)
    {
        ReadOnlySpan<double> values = MemoryMarshal.Cast<OctaveValues, double>(_sums);
        double loss = Math.Exp(-nepersPerSample), left = Math.Pow(loss, -ArrivalKernel.Reach);
        for (int n = 0; n < _sums.Length; n++, left *= loss) time[n] = values[n * OctaveBands.Count + band] * left;
    }

    /// <summary>Joins the spectra of the bands into the first ones.</summary>
    static void Mix(double[][] re, double[][] im, double hertzPerBin)
    {
        for (int bin = 0; bin < re[0].Length; bin++)
        {
            (int lower, double upper) = OctaveBands.Shares(bin * hertzPerBin);
            (re[0][bin], im[0][bin]) = ((1 - upper) * re[lower][bin] + upper * re[lower + 1][bin], (1 - upper) * im[lower][bin] + upper * im[lower + 1][bin]);
        }
    }
}
