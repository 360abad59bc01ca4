namespace Proscenium.Engine.Limiting;

/// <summary>The bass in what the drivers play: a Butterworth low-pass of second order, which runs only while somebody asks for it.</summary>
sealed class BassBand
{
    const double Hertz = 200, Settled = 1e-6;

    readonly float _b0, _b1, _a1, _a2;
    readonly float[] _first, _second; // states [driver]
    bool _runs;

    /// <summary>Prepares it for a number of drivers.</summary>
    public BassBand(int drivers, int sampleRate)
    {
        double k = Math.Tan(Math.PI * Hertz / sampleRate), scale = 1 / (1 + Math.Sqrt(2) * k + k * k);
        (_b0, _b1) = ((float)(k * k * scale), (float)(2 * k * k * scale));
        (_a1, _a2) = ((float)(2 * (k * k - 1) * scale), (float)((1 - Math.Sqrt(2) * k + k * k) * scale));
        (_first, _second) = (new float[drivers], new float[drivers]);
        SettlingFrames = (int)Math.Ceiling(-Math.Log(Settled) * Math.Sqrt(2) / (2 * Math.PI * Hertz) * sampleRate);
    }

    /// <summary>Samples after which what came before is forgotten.</summary>
    public int SettlingFrames { get; }

    /// <summary>Writes the bass of the newest hop; of all hops and the time before them where it had rested.</summary>
    public void Follow(HopHistory history, SignalLayout signals)
    {
        if (!_runs)
        {
            Array.Clear(_first);
            Array.Clear(_second);
        }
        (int hop, int before) = _runs ? (HopHistory.Hops - 1, 0) : (0, SettlingFrames);
        for (int driver = 0; driver < signals.Drivers; driver++)
            Filter(driver, history.From(signals.Sum(driver), hop, before), history.From(signals.Bass(driver), hop, before));
        _runs = true;
    }

    /// <summary>Nobody asks for the newest hop.</summary>
    public void Rest() => _runs = false;

    void Filter(int driver, ReadOnlySpan<float> input, Span<float> output)
    {
        float first = _first[driver], second = _second[driver];
        for (int n = 0; n < output.Length; n++)
        {
            float x = input[n], y = _b0 * x + first;
            first = _b1 * x - _a1 * y + second;
            second = _b0 * x - _a2 * y;
            output[n] = y;
        }
        (_first[driver], _second[driver]) = (Audible(first), Audible(second));
    }

    /// <summary>Zero where arithmetic would become slow.</summary>
    static float Audible(float state) => Math.Abs(state) < 1e-15f ? 0 : state;
}
