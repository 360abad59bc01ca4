using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Limiting;

/// <summary>How far the diaphragms of some drivers move: what they are fed through a low-pass of second order at the resonance, as a driver in a closed box moves (Small, Closed-box
/// loudspeaker systems, JAES 1972, the displacement function). Its speed is added in
/// part, as it cannot be stopped within the time that is seen ahead: where it is about to be is limited.</summary>
sealed class ExcursionRows
{
    const double Lead = 0.7;

    readonly SignalLayout _signals;
    readonly List<int> _drivers = [];
    readonly List<SecondOrderFilter> _lowPasses = []; // each over the groups

    /// <summary>Prepares those that are limited.</summary>
    /// <param name="groups">Groups of inputs.</param>
    /// <param name="limits">One per driver.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public ExcursionRows(int groups, IReadOnlyList<DriverLimits> limits, int sampleRate)
    {
        for (int driver = 0; driver < limits.Count; driver++)
        {
            if (limits[driver].ExcursionDb is null) continue;
            _drivers.Add(driver);
            _lowPasses.Add(SecondOrderFilter.LowPass(groups, limits[driver].ResonanceHz, limits[driver].Quality, sampleRate, Lead));
        }
        _signals = new(groups, limits.Count, _drivers.Count);
    }

    /// <summary>The drivers, in the order of their rows.</summary>
    public IReadOnlyList<int> Drivers => _drivers;

    /// <summary>Writes the parts of the groups in what has arrived.</summary>
    public void Follow(AudioBlock arrived)
    {
        for (int n = 0; n < _drivers.Count; n++)
            for (int group = 0; group < _signals.Groups; group++)
                _lowPasses[n].Filter(group, arrived[_signals.Part(group, _drivers[n])], arrived[_signals.Part(group, _signals.Drivers + n)]);
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        foreach (SecondOrderFilter lowPass in _lowPasses) lowPass.Reset();
    }
}
