using Proscenium.Engine.Dsp;

namespace Proscenium.Tests;

/// <summary>Test signals and comparisons.</summary>
static class Signals
{
    /// <summary>White noise, uniform within +-amplitude, the same for the same seed.</summary>
    public static float[] Noise(int length, int seed, float amplitude = 0.5f)
    {
        Random random = new(seed);
        float[] noise = new float[length];
        for (int n = 0; n < length; n++) noise[n] = amplitude * (2 * random.NextSingle() - 1);
        return noise;
    }

    /// <summary>Channels x frames of noise.</summary>
    public static AudioBuffer Noise(int channels, int frames, int seed)
    {
        AudioBuffer buffer = new(channels, frames);
        for (int channel = 0; channel < channels; channel++) Noise(frames, seed + channel).CopyTo(buffer.Block()[channel]);
        return buffer;
    }

    /// <summary>A buffer full of NaN, to see that everything is written.</summary>
    public static AudioBuffer Unwritten(int channels, int frames)
    {
        AudioBuffer buffer = new(channels, frames);
        for (int channel = 0; channel < channels; channel++) buffer.Block()[channel].Fill(float.NaN);
        return buffer;
    }

    /// <summary>Convolution by its definition, in double precision, as long as the input.</summary>
    public static double[] Convolve(ReadOnlySpan<float> signal, ReadOnlySpan<float> response)
    {
        double[] sum = new double[signal.Length];
        for (int n = 0; n < sum.Length; n++)
            for (int k = 0; k <= n && k < response.Length; k++) sum[n] += (double)response[k] * signal[n - k];
        return sum;
    }

    /// <summary>Power of a - b relative to that of b, in dB; NaN anywhere gives NaN.</summary>
    public static double ErrorDb(ReadOnlySpan<float> a, ReadOnlySpan<double> b)
    {
        Assert.Equal(b.Length, a.Length);
        double error = 0, power = 1e-300;
        for (int n = 0; n < b.Length; n++)
        {
            error += (a[n] - b[n]) * (a[n] - b[n]);
            power += b[n] * b[n];
        }
        return 10 * Math.Log10(error / power + 1e-30);
    }

    /// <summary>The same between two single-precision signals.</summary>
    public static double ErrorDb(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => ErrorDb(a, Array.ConvertAll(b.ToArray(), sample => (double)sample));

    /// <summary>Mean power in dB of full scale.</summary>
    public static double PowerDb(ReadOnlySpan<float> signal)
    {
        double power = 0;
        foreach (float sample in signal) power += (double)sample * sample;
        return 10 * Math.Log10(power / Math.Max(1, signal.Length) + 1e-30);
    }

    /// <summary>The loudest bin within a band under a window whose side lobes fall fast (Hann squared), in dB.</summary>
    public static double MaxLevelDb(ReadOnlySpan<float> sound, int rate, double fromHz, double toHz)
    {
        Fft<double> fft = new(sound.Length);
        double[] time = new double[sound.Length], re = new double[fft.BinCount], im = new double[fft.BinCount];
        for (int n = 0; n < time.Length; n++) time[n] = sound[n] * Math.Pow(Math.Sin(Math.PI * n / time.Length), 4);
        fft.Forward(time, re, im);
        double highest = 1e-30;
        for (int bin = (int)(fromHz * time.Length / rate); bin < Math.Min(fft.BinCount, toHz * time.Length / rate); bin++)
            highest = Math.Max(highest, Math.Sqrt(re[bin] * re[bin] + im[bin] * im[bin]) / (0.1875 * time.Length));
        return 20 * Math.Log10(highest);
    }

    /// <summary>Runs a processor over a whole buffer in blocks whose sizes come from a function of their start.</summary>
    public static AudioBuffer RunInBlocks(AudioBuffer input, int outputs, Func<int, int> blockAt, BlockProcessor process)
    {
        AudioBuffer output = Unwritten(outputs, input.Capacity);
        for (int start = 0; start < input.Capacity;)
        {
            int frames = Math.Min(blockAt(start), input.Capacity - start);
            process(input.Block().Slice(start, frames), output.Block().Slice(start, frames));
            start += frames;
        }
        return output;
    }

    public delegate void BlockProcessor(ReadOnlyAudioBlock input, AudioBlock output);
}
