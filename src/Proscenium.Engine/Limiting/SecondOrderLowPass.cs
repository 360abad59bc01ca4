namespace Proscenium.Engine.Limiting;

/// <summary>A low-pass of second order over several signals, by the bilinear transform.</summary>
sealed class SecondOrderLowPass
{
    readonly float _b0, _b1, _b2, _a1, _a2;
    readonly float[] _first, _second; // states [signal]

    /// <summary>Prepares it.</summary>
    /// <param name="signals">Number of signals.</param>
    /// <param name="hertz">Its resonance.</param>
    /// <param name="quality">The quality of the resonance; 0.707 is a Butterworth low-pass.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="lead">Share of its speed, in radians of the resonance, that is added to it; 0 for a plain low-pass.</param>
    public SecondOrderLowPass(int signals, double hertz, double quality, int sampleRate, double lead = 0)
    {
        double k = Math.Tan(Math.PI * hertz / sampleRate), scale = 1 / (1 + k / quality + k * k);
        (_b0, _b1, _b2) = ((float)(k * (k + lead) * scale), (float)(2 * k * k * scale), (float)(k * (k - lead) * scale));
        (_a1, _a2) = ((float)(2 * (k * k - 1) * scale), (float)((1 - k / quality + k * k) * scale));
        (_first, _second) = (new float[signals], new float[signals]);
    }

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
