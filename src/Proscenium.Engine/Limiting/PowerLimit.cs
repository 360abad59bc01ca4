using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Limiting;

/// <summary>
/// One gain of everything that keeps the power of each driver, as its voice coil averages it, within what it bears. It follows the programme's power slowly, as the coil warms: the
/// colder the coil, the more it takes for a while.
/// </summary>
sealed class PowerLimit
{
    const double Agility = 9, LoudnessShare = 0.1, SinePower = 0.5; // how many times the lasting power a cold coil takes; part of the coil's time over which the programme's power is averaged

    readonly double[] _limits, _coilStep, _programmeStep; // [driver]: infinite where there is no limit
    readonly double[] _coil, _programme;                  // [driver]: mean powers
    readonly bool _any;
    float _gain = 1;

    /// <summary>Prepares it.</summary>
    /// <param name="limits">One per driver.</param>
    /// <param name="hopSeconds">Seconds between two gains.</param>
    public PowerLimit(IReadOnlyList<DriverLimits> limits, double hopSeconds)
    {
        (_limits, _coilStep, _programmeStep) = (new double[limits.Count], new double[limits.Count], new double[limits.Count]);
        (_coil, _programme) = (new double[limits.Count], new double[limits.Count]);
        for (int driver = 0; driver < limits.Count; driver++)
        {
            _limits[driver] = limits[driver].PowerDb is { } level ? SinePower * Math.Pow(10, level / 10) : double.PositiveInfinity;
            _coilStep[driver] = 1 - Math.Exp(-hopSeconds / limits[driver].PowerSeconds);
            _programmeStep[driver] = 1 - Math.Exp(-hopSeconds / (LoudnessShare * limits[driver].PowerSeconds));
            _any |= limits[driver].PowerDb is not null;
        }
    }

    /// <summary>The gain of the last hop.</summary>
    public float Gain => _gain;

    /// <summary>Whether anything was turned down.</summary>
    public bool HasActed { get; private set; }

    /// <summary>Whether any driver has such a limit.</summary>
    public bool IsAny => _any;

    /// <summary>Whether nothing is turned down.</summary>
    public bool IsIdle => _gain == 1;

    /// <summary>Turns a hop down, along a straight line from the gain of the last one.</summary>
    /// <param name="hop">drivers x frames.</param>
    public void Process(AudioBlock hop)
    {
        float from = _gain;
        _gain = Follow(hop);
        if (from == 1 && _gain == 1) return;
        float step = (_gain - from) / hop.Frames;
        for (int driver = 0; driver < hop.Channels; driver++)
        {
            Span<float> samples = hop[driver];
            for (int n = 0; n < samples.Length; n++) samples[n] *= from + step * (n + 1);
        }
        HasActed = true;
    }

    /// <summary>Forgets all past input: the coils are cold.</summary>
    public void Reset()
    {
        Array.Clear(_coil);
        Array.Clear(_programme);
        (_gain, HasActed) = (1, false);
    }

    float Follow(AudioBlock hop)
    {
        double gain = 1;
        for (int driver = 0; driver < _limits.Length; driver++)
        {
            if (double.IsPositiveInfinity(_limits[driver])) continue;
            ReadOnlySpan<float> samples = hop[driver];
            double power = SampleMath.Dot(samples, samples) / samples.Length, limit = _limits[driver];
            _programme[driver] += _programmeStep[driver] * (power - _programme[driver]);
            _coil[driver] += _coilStep[driver] * (_gain * _gain * power - _coil[driver]);
            double allowed = Math.Max(0, limit + Agility * (limit - _coil[driver]));
            if (_programme[driver] > allowed) gain = Math.Min(gain, Math.Sqrt(allowed / _programme[driver]));
        }
        return (float)gain;
    }
}
