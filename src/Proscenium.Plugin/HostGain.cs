using Proscenium.Engine.Dsp;

namespace Proscenium.Plugin;

/// <summary>The host's gain control, in dB.</summary>
sealed class HostGain
{
    /// <summary>The range of the control, in dB.</summary>
    public const float MinDb = -60, MaxDb = 20;

    readonly GainRamp _ramp;
    float _decibels;

    /// <summary>Begins at what the control says when the first block is played.</summary>
    /// <param name="rampFrames">Length of a change in samples, 1 or more.</param>
    public HostGain(int rampFrames)
    {
        _ramp = new(rampFrames, 1);
        Reset();
    }

    /// <summary>What the control says; held within its range, and 0 where it is no number.</summary>
    public float Decibels
    {
        get => _decibels;
        set
        {
            float within = Within(value);
            if (within == _decibels) return;
            _decibels = within;
            _ramp.Target = MathF.Pow(10, within / 20);
        }
    }

    /// <summary>A wish within the range; 0 where it is no number.</summary>
    public static float Within(float decibels) => float.IsNaN(decibels) ? 0 : Math.Clamp(decibels, MinDb, MaxDb);

    /// <summary>Scales a block in place; at 0 dB it stays what it is to the bit.</summary>
    public void Apply(AudioBlock sound) => _ramp.Apply(sound);

    /// <summary>Begins anew: the next block plays at what the control says then, from its first sample.</summary>
    public void Reset() => _ramp.Jump();
}
