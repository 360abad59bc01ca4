using Proscenium.Engine.Dsp;

namespace Proscenium.Plugin;

/// <summary>The host's gain: a change is spread over some milliseconds, so that it does not click.</summary>
/// <param name="rampFrames">Length of a change in samples, 1 or more.</param>
sealed class GainRamp(int rampFrames)
{
    /// <summary>The range of the control, in dB.</summary>
    public const float LeastDb = -60, MostDb = 20;

    float _decibels, _now = 1, _wanted = 1, _step;
    int _left;
    bool _fresh = true;

    /// <summary>What the control says, in dB; held within its range, and 0 where it is no number.</summary>
    public float Decibels
    {
        get => _decibels;
        set
        {
            float within = float.IsNaN(value) ? 0 : Math.Clamp(value, LeastDb, MostDb);
            if (within == _decibels) return;
            _decibels = within;
            _wanted = MathF.Pow(10, within / 20);
            _step = (_wanted - _now) / rampFrames;
            _left = rampFrames;
        }
    }

    /// <summary>Scales a block in place; at 0 dB it stays what it is to the bit.</summary>
    public void Process(AudioBlock sound)
    {
        if (_fresh) (_now, _left, _fresh) = (_wanted, 0, false);
        int changing = Math.Min(_left, sound.Frames);
        for (int n = 0; n < changing; n++)
        {
            _now = --_left == 0 ? _wanted : _now + _step;
            for (int channel = 0; channel < sound.Channels; channel++) sound[channel][n] *= _now;
        }
        if (_now == 1) return;
        for (int channel = 0; channel < sound.Channels; channel++)
            foreach (ref float sample in sound[channel][changing..]) sample *= _now;
    }

    /// <summary>Begins anew: the next block plays at what the control says then, from its first sample.</summary>
    public void Reset() => _fresh = true;
}
