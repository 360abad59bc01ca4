namespace Proscenium.Integrations.Verification;

/// <summary>Sound that programs are tried on: noise, the same for every run, another one for every input, after a click by which a late beginning is found.</summary>
static class TestSignal
{
    const double Seconds = 2;
    const float Amplitude = 0.25f;

    /// <summary>Inputs x frames.</summary>
    public static float[][] Of(int inputs, int sampleRate)
    {
        float[][] sound = new float[inputs][];
        for (int input = 0; input < inputs; input++)
        {
            Random random = new(input + 1);
            sound[input] = [.. Enumerable.Range(0, (int)(Seconds * sampleRate)).Select(n => n == 0 ? 2 * Amplitude : Amplitude * (2 * random.NextSingle() - 1))];
        }
        return sound;
    }
}
