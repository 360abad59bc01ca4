namespace Proscenium.Engine.Dsp;

/// <summary>A gain that any thread may set and the audio thread follows along straight lines, so that no step is heard.</summary>
/// <param name="frames">Length of a change in samples, 1 or more.</param>
/// <param name="gain">Linear gain to begin with.</param>
sealed class GainRamp(int frames, float gain)
{
    float _target = gain, _aim = gain, _gain = gain, _step;
    int _left; // frames until the aim is reached
    bool _jumps;

    /// <summary>The linear gain wanted.</summary>
    public float Target
    {
        get => Volatile.Read(ref _target);
        set => Volatile.Write(ref _target, value);
    }

    /// <summary>The gain it has, while it does not change; otherwise null.</summary>
    public float? Steady => !_jumps && _left == 0 && _gain == Target ? _gain : null;

    /// <summary>Scales a block in place; at a steady gain of 1 it stays what it is to the bit.</summary>
    public void Apply(AudioBlock sound)
    {
        Aim();
        int changing = Math.Min(_left, sound.Frames);
        for (int n = 0; n < changing; n++)
        {
            float now = Step();
            for (int channel = 0; channel < sound.Channels; channel++) sound[channel][n] *= now;
        }
        if (_gain == 1) return;
        for (int channel = 0; channel < sound.Channels; channel++) SampleMath.Scale(sound[channel][changing..], _gain);
    }

    /// <summary>Writes the gains of the next frames.</summary>
    public void Next(Span<float> gains)
    {
        Aim();
        int changing = Math.Min(_left, gains.Length);
        for (int n = 0; n < changing; n++) gains[n] = Step();
        gains[changing..].Fill(_gain);
    }

    /// <summary>The next block begins at the gain wanted then.</summary>
    public void Jump() => _jumps = true;

    /// <summary>A new target is aimed at from where the gain is now.</summary>
    void Aim()
    {
        float target = Target;
        if (_jumps) (_gain, _aim, _left, _jumps) = (target, target, 0, false);
        if (target == _aim) return;
        (_aim, _left) = (target, frames);
        _step = (_aim - _gain) / frames;
    }

    float Step() => _gain = --_left == 0 ? _aim : _aim - _step * _left;
}
