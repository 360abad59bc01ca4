namespace Proscenium.Integrations.Verification;

/// <summary>The test signal for programs: a click, by which a delay is found, then noise, the same in every run and different for every input.</summary>
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
