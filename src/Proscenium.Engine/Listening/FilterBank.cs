using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Listening;

/// <summary>Second-order sections one after the other over several channels, in double precision, which low frequencies need.</summary>
/// <param name="sections">The sections.</param>
/// <param name="channels">Number of channels.</param>
sealed class FilterBank(Biquad[] sections, int channels)
{
    const double Audible = 1e-15;

    readonly (double First, double Second)[] _states = new (double, double)[sections.Length * channels];

    /// <summary>Filters a block in place.</summary>
    public void Process(AudioBlock sound)
    {
        for (int channel = 0; channel < sound.Channels; channel++) Process(channel, sound[channel]);
    }

    /// <summary>Filters the next samples of a channel in place.</summary>
    public void Process(int channel, Span<float> samples)
    {
        for (int i = 0; i < sections.Length; i++)
        {
            Biquad section = sections[i];
            (double first, double second) = _states[channel * sections.Length + i];
            for (int n = 0; n < samples.Length; n++)
            {
                double x = samples[n], y = section.B0 * x + first;
                first = section.B1 * x - section.A1 * y + second;
                second = section.B2 * x - section.A2 * y;
                samples[n] = (float)y;
            }
            _states[channel * sections.Length + i] = (Math.Abs(first) < Audible ? 0 : first, Math.Abs(second) < Audible ? 0 : second);
        }
    }
}
