namespace Proscenium.Integrations.Verification;

/// <summary>The difference of a program's output and the truth.</summary>
/// <param name="Decibels">Power of the difference over that of the truth, all drivers and the whole length together.</param>
/// <param name="DelaySamples">Delay of the program.</param>
readonly record struct Residual(double Decibels, int DelaySamples)
{
    const int AlignedFrames = 2048;

    /// <summary>Compares an output with the truth; a constant delay is found, NaN anywhere gives NaN.</summary>
    /// <param name="output">Drivers x frames, at least as many as the truth has.</param>
    /// <param name="truth">Drivers x frames.</param>
    /// <exception cref="ProgramException">The output is too short or has other channels.</exception>
    public static Residual Of(float[][] output, double[][] truth)
    {
        if (output.Length != truth.Length) throw new ProgramException($"{output.Length} channels came out instead of {truth.Length}.");
        int spare = output[0].Length - truth[0].Length;
        if (spare < 0) throw new ProgramException($"{output[0].Length} samples came out instead of {truth[0].Length}.");
        int frames = Math.Min(AlignedFrames, truth[0].Length), delay = 0;
        double nearest = double.PositiveInfinity;
        for (int candidate = 0; candidate <= spare; candidate++)
        {
            double error = Error(output, truth, candidate, frames, nearest);
            if (error < nearest) (nearest, delay) = (error, candidate);
        }
        double power = truth.Sum(driver => driver.Sum(sample => sample * sample));
        return new(10 * Math.Log10(Error(output, truth, delay, truth[0].Length, double.PositiveInfinity) / power + 1e-30), delay);
    }

    /// <summary>Summed squares of the difference, or some value above the limit once that is passed.</summary>
    static double Error(float[][] output, double[][] truth, int delay, int frames, double limit)
    {
        double error = 0;
        for (int driver = 0; driver < truth.Length; driver++)
        {
            for (int n = 0; n < frames && !(error > limit); n++)
            {
                double difference = output[driver][n + delay] - truth[driver][n];
                error += difference * difference;
            }
        }
        return error;
    }
}
