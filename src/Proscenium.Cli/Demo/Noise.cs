namespace Proscenium.Cli.Demo;

/// <summary>Deterministic noise: Marsaglia's xorshift (Journal of Statistical Software 8, 2003).</summary>
sealed class Noise
{
    uint _state = 2463534242;

    /// <summary>The next value, even between -1 and 1.</summary>
    public double Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return _state / 2147483648.0 - 1;
    }

    /// <summary>Adds a shaker's stroke: noise above 5 kHz (or 0.3 of the rate) with a soft rise and a short fall.</summary>
    public void Shake(float[] channel, int sampleRate, double start, double amplitude)
    {
        const double rise = 0.012, fall = 0.05;
        int first = (int)Math.Round(start * sampleRate), count = (int)((rise + 5 * fall) * sampleRate);
        double keep = Math.Exp(-2 * Math.PI * Math.Min(5000.0 / sampleRate, 0.3)), low = 0, lower = 0;
        for (int n = 0; n < count && first + n < channel.Length; n++)
        {
            double t = (double)n / sampleRate, sample = Next();
            low += (1 - keep) * (sample - low);
            lower += (1 - keep) * (sample - low - lower);
            double shape = t < rise ? t / rise : Math.Exp(-(t - rise) / fall);
            channel[first + n] += (float)(amplitude * shape * (sample - low - lower));
        }
    }
}
