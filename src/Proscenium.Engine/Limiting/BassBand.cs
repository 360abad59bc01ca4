namespace Proscenium.Engine.Limiting;

/// <summary>The bass in what is limited: a Butterworth low-pass of second order, which runs only while somebody asks for it.</summary>
sealed class BassBand
{
    const double Hertz = 200, Settled = 1e-6;

    readonly SecondOrderLowPass _lowPass;
    bool _runs;

    /// <summary>Prepares it for a number of signals.</summary>
    public BassBand(int signals, int sampleRate)
    {
        _lowPass = new(signals, Hertz, Math.Sqrt(0.5), sampleRate);
        SettlingFrames = (int)Math.Ceiling(-Math.Log(Settled) * Math.Sqrt(2) / (2 * Math.PI * Hertz) * sampleRate);
    }

    /// <summary>Samples after which what came before is forgotten.</summary>
    public int SettlingFrames { get; }

    /// <summary>Writes the bass of the newest hop; of all hops and the time before them where it had rested.</summary>
    public void Follow(HopHistory history, SignalLayout signals)
    {
        if (!_runs) _lowPass.Reset();
        (int hop, int before) = _runs ? (HopHistory.Hops - 1, 0) : (0, SettlingFrames);
        for (int row = 0; row < signals.Rows; row++) _lowPass.Filter(row, history.From(signals.Sum(row), hop, before), history.From(signals.Bass(row), hop, before));
        _runs = true;
    }

    /// <summary>Nobody asks for the newest hop.</summary>
    public void Rest() => _runs = false;
}
