namespace Proscenium.Engine.Limiting;

/// <summary>A filter of second order over several signals, by the bilinear transform.</summary>
sealed class SecondOrderFilter
{
    readonly float _b0, _b1, _b2, _a1, _a2;
    readonly float[] _first, _second; // states [signal]

    /// <summary>Prepares (s^2 c2 + s c1 + c0) / (s^2 + s / quality + 1).</summary>
    SecondOrderFilter(int signals, double hertz, double quality, int sampleRate, double c2, double c1, double c0)
    {
        double k = Math.Tan(Math.PI * hertz / sampleRate), scale = 1 / (1 + k / quality + k * k);
        (_b0, _b1, _b2) = ((float)((c2 + c1 * k + c0 * k * k) * scale), (float)(2 * (c0 * k * k - c2) * scale), (float)((c2 - c1 * k + c0 * k * k) * scale));
        (_a1, _a2) = ((float)(2 * (k * k - 1) * scale), (float)((1 - k / quality + k * k) * scale));
        (_first, _second) = (new float[signals], new float[signals]);
    }

    /// <summary>A low-pass.</summary>
    /// <param name="signals">Number of signals.</param>
    /// <param name="hertz">Its resonance.</param>
    /// <param name="quality">The quality of the resonance; 0.707 is a Butterworth filter.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="lead">Share of its speed, in radians of the resonance, that is added to it.</param>
    public static SecondOrderFilter LowPass(int signals, double hertz, double quality, int sampleRate, double lead = 0) => new(signals, hertz, quality, sampleRate, 0, lead, 1);

    /// <summary>A high-pass.</summary>
    /// <param name="signals">Number of signals.</param>
    /// <param name="hertz">Its resonance.</param>
    /// <param name="quality">The quality of the resonance.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static SecondOrderFilter HighPass(int signals, double hertz, double quality, int sampleRate) => new(signals, hertz, quality, sampleRate, 1, 0, 0);

    /// <summary>Filters the next samples of a signal.</summary>
    public void Filter(int signal, ReadOnlySpan<float> input, Span<float> output)
    {
        float first = _first[signal], second = _second[signal];
        for (int n = 0; n < output.Length; n++)
        {
            float x = input[n], y = _b0 * x + first;
            first = _b1 * x - _a1 * y + second;
            second = _b2 * x - _a2 * y;
            output[n] = y;
        }
        (_first[signal], _second[signal]) = (Audible(first), Audible(second));
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        Array.Clear(_first);
        Array.Clear(_second);
    }

    /// <summary>Zero where arithmetic would become slow.</summary>
    static float Audible(float state) => Math.Abs(state) < 1e-15f ? 0 : state;
}
