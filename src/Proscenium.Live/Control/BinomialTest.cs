namespace Proscenium.Live.Control;

/// <summary>Exact binomial tests against a fair coin.</summary>
static class BinomialTest
{
    /// <summary>Probability that a coin shows as many heads or more.</summary>
    public static double OneSided(int heads, int tosses)
    {
        double probability = Math.Pow(0.5, tosses), sum = 0; // of k heads, from all of them downwards
        for (int k = tosses; k >= heads; k--)
        {
            sum += probability;
            probability *= (double)k / (tosses - k + 1);
        }
        return Math.Min(1, sum);
    }

    /// <summary>Probability that a coin shows as uneven a result or a more uneven one, whichever way.</summary>
    public static double TwoSided(int heads, int tosses) => Math.Min(1, 2 * OneSided(Math.Max(heads, tosses - heads), tosses));
}
