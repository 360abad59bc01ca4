using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Listening;

/// <summary>
/// Bass that small drivers cannot play is heard by its second and third harmonic, whose common pitch is that of the missing fundamental (Larsen and Aarts, Reproducing low-pitched signals
/// through small loudspeakers, JAES 2002). One mono signal, alike in left and right; what lies an octave below the corner is taken away.
/// </summary>
sealed class HarmonicBass
{
    const float Second = 0.355f, Third = 0.25f; // -9 and -12 dB: each about as loud as a fundamental of 80 Hz at 60 phon (ISO 226)
    const double ReleasePeriods = 3;

    readonly FilterBank _fundamental, _harmonics, _remove;
    readonly float[] _bass;
    readonly float _release;
    float _envelope;

    /// <summary>Prepares it.</summary>
    /// <param name="cornerHz">The frequency below which the drivers play nothing.</param>
    /// <param name="channels">Number of channels; the first two are left and right.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="maxFrames">Frames of a block at most.</param>
    public HarmonicBass(double cornerHz, int channels, int sampleRate, int maxFrames)
    {
        (double steep, double flat) = (1.30656296, 0.54119610); // Butterworth of fourth order
        _fundamental = new([Biquad.LowPass(cornerHz, steep, sampleRate), Biquad.LowPass(cornerHz, flat, sampleRate), Biquad.HighPass(cornerHz / 4, Biquad.Butterworth, sampleRate)], 1);
        _harmonics = new([Biquad.HighPass(cornerHz, steep, sampleRate), Biquad.HighPass(cornerHz, flat, sampleRate), Biquad.LowPass(4 * cornerHz, Biquad.Butterworth, sampleRate)], 1);
        _remove = new([Biquad.HighPass(cornerHz / 2, Biquad.Butterworth, sampleRate)], channels);
        _bass = new float[maxFrames];
        _release = (float)Math.Exp(-cornerHz / 2 / (ReleasePeriods * sampleRate));
    }

    /// <summary>Changes a block in place.</summary>
    public void Process(AudioBlock sound)
    {
        Span<float> bass = _bass.AsSpan(0, sound.Frames);
        Mix(sound, bass);
        _fundamental.Process(0, bass);
        for (int n = 0; n < bass.Length; n++)
        {
            _envelope = Math.Max(Math.Abs(bass[n]), _envelope * _release);
            if (_envelope < 1e-12f) _envelope = 0;
            float share = _envelope > 0 ? bass[n] / _envelope : 0;
            bass[n] = _envelope * (Second * (2 * share * share - 1) + Third * (4 * share * share - 3) * share); // the Chebyshev polynomials T2 and T3
        }
        _harmonics.Process(0, bass);
        _remove.Process(sound);
        for (int channel = 0; channel < 2; channel++) SampleMath.Add(sound[channel], bass, sound[channel]);
    }

    /// <summary>All channels; what is alike in left and right at its own level.</summary>
    void Mix(AudioBlock sound, Span<float> bass)
    {
        bass.Clear();
        for (int channel = 0; channel < sound.Channels; channel++) SampleMath.AddScaled(sound[channel], 0.5f, bass);
    }
}
