using Proscenium.Engine.Dsp;

namespace Proscenium.Plugin;

/// <summary>The host's gain control, in dB.</summary>
sealed class HostGain
{
    readonly GainRamp _ramp;
    float _decibels;

    /// <summary>Begins at the gain that is set when the first block is played.</summary>
    /// <param name="rampFrames">Length of a change in samples, 1 or more.</param>
    public HostGain(int rampFrames)
    {
        _ramp = new(rampFrames, 1);
        Reset();
    }

    /// <summary>The gain in dB; held within <see cref="GainRange"/>, and 0 where it is set to no number.</summary>
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

    /// <summary>A gain held within <see cref="GainRange"/>; 0 where it is no number.</summary>
    public static float Within(float decibels) => float.IsNaN(decibels) ? 0 : Math.Clamp(decibels, GainRange.MinDb, GainRange.MaxDb);

    /// <summary>Scales a block in place; at 0 dB it stays what it is to the bit.</summary>
    public void Apply(AudioBlock sound) => _ramp.Apply(sound);

    /// <summary>Begins anew: the next block plays at the gain that is set then, from its first sample.</summary>
    public void Reset() => _ramp.Jump();
}
