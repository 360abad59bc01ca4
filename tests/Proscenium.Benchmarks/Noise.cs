using Proscenium.Engine.Dsp;

namespace Proscenium.Benchmarks;

/// <summary>White noise, the same for the same seed.</summary>
static class Noise
{
    /// <summary>Fills samples, uniformly within half of plus or minus a width.</summary>
    public static void Fill(Span<float> samples, int seed = 1, float width = 1)
    {
        Random random = new(seed);
        foreach (ref float sample in samples) sample = width * (random.NextSingle() - 0.5f);
    }

    /// <summary>A buffer of noise, another one in every channel.</summary>
    public static AudioBuffer Buffer(int channels, int frames, float width = 1)
    {
        AudioBuffer buffer = new(channels, frames);
        for (int channel = 0; channel < channels; channel++) Fill(buffer.Block()[channel], channel, width);
        return buffer;
    }

    /// <summary>A matrix of noise, another one on every path.</summary>
    public static FirMatrix Filters(int inputs, int outputs, int taps)
    {
        FirMatrix filters = new(inputs, outputs, taps);
        for (int i = 0; i < inputs; i++)
            for (int o = 0; o < outputs; o++) Fill(filters[i, o], 100 + outputs * i + o);
        return filters;
    }
}
