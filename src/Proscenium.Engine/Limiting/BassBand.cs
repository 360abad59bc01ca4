using System.Numerics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Limiting;

/// <summary>
/// The bass in what is limited: what a Butterworth high-pass of second order leaves away, less what is above twice its corner. To take all of it away is nearly that high-pass, to take a part of it
/// nearly a shelf. It runs only while somebody asks for it.
/// </summary>
sealed class BassBand
{
    const double UsualHertz = 200, HighestHertz = 500, OverResonance = 1.5, Settled = 1e-6, ToldHertz = 60;

    readonly SecondOrderFilter _highPass, _lowPass;
    readonly Complex _told;
    bool _runs;

    /// <summary>Prepares it.</summary>
    /// <param name="signals">Number of signals.</param>
    /// <param name="limits">What the drivers bear: where excursion is limited, the bass reaches up to where it is.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public BassBand(int signals, IReadOnlyList<DriverLimits> limits, int sampleRate)
    {
        double hertz = UsualHertz;
        foreach (DriverLimits limit in limits)
            if (limit.ExcursionDb is not null) hertz = Math.Max(hertz, Math.Min(HighestHertz, OverResonance * limit.ResonanceHz));
        _highPass = SecondOrderFilter.HighPass(signals, hertz, Math.Sqrt(0.5), sampleRate);
        _lowPass = SecondOrderFilter.LowPass(signals, 2 * hertz, Math.Sqrt(0.5), sampleRate);
        Complex s = new(0, ToldHertz / hertz), half = s / 2;
        _told = (1 - s * s / (s * s + Math.Sqrt(2) * s + 1)) / (half * half + Math.Sqrt(2) * half + 1);
        SettlingFrames = (int)Math.Ceiling(-Math.Log(Settled) * Math.Sqrt(2) / (2 * Math.PI * UsualHertz) * sampleRate);
    }

    /// <summary>Samples after which what came before is forgotten.</summary>
    public int SettlingFrames { get; }

    /// <summary>The share of a tone of 60 Hz that is taken away where a share of everything and one of the bass are.</summary>
    public float ToldShare(float everything, float bass) => 1 - (float)(1 - everything - bass * _told).Magnitude;

    /// <summary>Writes the bass of the newest hop; of all hops and the time before them where it had rested.</summary>
    public void Follow(HopHistory history, SignalLayout signals)
    {
        if (!_runs)
        {
            _highPass.Reset();
            _lowPass.Reset();
        }
        (int hop, int before) = _runs ? (HopHistory.Hops - 1, 0) : (0, SettlingFrames);
        for (int row = 0; row < signals.Rows; row++)
        {
            Span<float> sum = history.From(signals.Sum(row), hop, before), bass = history.From(signals.Bass(row), hop, before);
            _highPass.Filter(row, sum, bass);
            SampleMath.Subtract(sum, bass, bass);
            _lowPass.Filter(row, bass, bass);
        }
        _runs = true;
    }

    /// <summary>Nobody asks for the newest hop.</summary>
    public void Rest() => _runs = false;
}
