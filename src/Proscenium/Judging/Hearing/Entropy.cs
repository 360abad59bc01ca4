namespace Proscenium.Judging.Hearing;

/// <summary>How much is not known: Shannon, A mathematical theory of communication, 1948.</summary>
static class Entropy
{
    /// <summary>In nats; that of n places that are equally likely is ln n.</summary>
    /// <param name="probability">By place; they sum to 1.</param>
    public static double Nats(double[] probability) => -probability.Sum(p => p > 0 ? p * Math.Log(p) : 0);
}
