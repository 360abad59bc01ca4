namespace Proscenium.Studio.Tests;

/// <summary>How far what a page plays is from what the command renders.</summary>
static class PlayedError
{
    const int LongestDelay = 6000;

    /// <summary>A file is as late as the plan with its upmix, a page is not, and each has a gain of its own: the best fit of one gain and one delay for both ears.</summary>
    /// <returns>The error over three seconds from the second one on, dB, and the delay, samples.</returns>
    public static (double Decibels, int Delay) Of(float[][] found, float[][] wanted, int rate)
    {
        (_, int delay) = Enumerable.Range(0, LongestDelay).Select(delay => (Error(found, wanted, delay, rate, rate + 4800), delay)).Min();
        return (Error(found, wanted, delay, rate, 4 * rate), delay);
    }

    static double Error(float[][] found, float[][] wanted, int delay, int from, int to)
    {
        (double cross, double power, double total) = (0, 0, 0);
        for (int ear = 0; ear < 2; ear++)
            for (int n = from; n < to; n++)
            {
                double a = found[ear][n], b = wanted[ear][n + delay];
                (cross, power, total) = (cross + a * b, power + b * b, total + a * a);
            }
        return 10 * Math.Log10(Math.Max(1e-30, (total - cross * cross / power) / total));
    }
}
