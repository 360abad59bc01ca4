namespace Proscenium.Judging.Upmix;

/// <summary>
/// What sounds before an onset that should not: the largest level of any millisecond up to 5 ms before the onset, relative to the largest
/// from there on.
/// </summary>
/// <remarks>Short-time level: mean power over 1 ms. Within 5 ms before an onset the ear hears nothing of it (pre-masking).</remarks>
static class PreEcho
{
    const double WindowSeconds = 0.001, MaskedSeconds = 0.005, PeakSeconds = 0.050;

    /// <summary>The level in dB relative to the onset's peak level within 50 ms; negative infinity where all is silent before, NaN where there is no onset.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="onset">Sample at which the sound begins.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="lookBackSeconds">How long before the onset is looked at.</param>
    public static double Decibels(ReadOnlySpan<float> signal, int onset, int sampleRate, double lookBackSeconds = 0.1)
    {
        int begin = Math.Max(0, onset - (int)(lookBackSeconds * sampleRate)), masked = Math.Clamp(onset - (int)(MaskedSeconds * sampleRate), 0, signal.Length);
        int end = Math.Min(signal.Length, onset + (int)(PeakSeconds * sampleRate)), window = Math.Max(1, (int)(WindowSeconds * sampleRate));
        return 10 * Math.Log10(LargestPower(signal[Math.Min(begin, masked)..masked], window) / LargestPower(signal[masked..end], window));
    }

    /// <summary>The largest sum of squares over a window; a shorter signal is a window itself.</summary>
    static double LargestPower(ReadOnlySpan<float> signal, int window)
    {
        double largest = 0;
        for (int start = 0; start == 0 || start + window <= signal.Length; start++)
            largest = Math.Max(largest, Power(signal.Slice(start, Math.Min(window, signal.Length - start))));
        return largest;
    }

    static double Power(ReadOnlySpan<float> signal)
    {
        double power = 0;
        foreach (float sample in signal) power += (double)sample * sample;
        return power;
    }
}
