using System.Numerics;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;

namespace Proscenium.Integrations.Verification;

/// <summary>Convolution by its definition in double precision: the truth that programs are held against.</summary>
static class DirectConvolution
{
    /// <summary>Outputs x frames, as long as sound and filters together.</summary>
    /// <param name="sound">Inputs x frames.</param>
    /// <param name="filters">The matrix.</param>
    /// <param name="gain">A factor on everything.</param>
    public static double[][] Run(float[][] sound, FirMatrix filters, double gain)
    {
        var outputs = new double[filters.Outputs][];
        Parallel.For(0, outputs.Length, output =>
        {
            double[] sum = outputs[output] = new double[sound[0].Length + filters.Taps - 1];
            for (int input = 0; input < sound.Length; input++)
            {
                double[] signal = Array.ConvertAll(sound[input], sample => gain * sample);
                ReadOnlySpan<float> taps = filters[input, output];
                for (int tap = 0; tap < taps.Length; tap++) Add(signal, taps[tap], sum.AsSpan(tap, signal.Length));
            }
        });
        return outputs;
    }

    static void Add(ReadOnlySpan<double> signal, double weight, Span<double> sum)
    {
        ReadOnlySpan<Vector<double>> signals = MemoryMarshal.Cast<double, Vector<double>>(signal);
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(sum);
        for (int n = 0; n < sums.Length; n++) sums[n] += signals[n] * weight;
        for (int n = sums.Length * Vector<double>.Count; n < sum.Length; n++) sum[n] += signal[n] * weight;
    }
}
