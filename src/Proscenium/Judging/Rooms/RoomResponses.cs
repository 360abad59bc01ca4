using Proscenium.Judging.Hearing;

namespace Proscenium.Judging.Rooms;

/// <summary>What inputs of a running plan send to two ears in a room; time zero is when they sound.</summary>
/// <param name="Direct">The direct sound alone; may be shorter than the whole.</param>
/// <param name="Whole">Direct sound and reflections.</param>
sealed record RoomResponses(EarResponses Direct, EarResponses Whole)
{
    /// <summary>When the direct sound is strongest, in seconds.</summary>
    public double ArrivalSeconds { get; } = Peak(Direct) / (double)Direct.SampleRate;

    /// <summary>Direct sound and reflections together, ear x sample.</summary>
    /// <param name="direct">The direct sound.</param>
    /// <param name="reflected">The reflections; what is beyond the length is none of them.</param>
    /// <param name="samples">Length of the whole.</param>
    /// <param name="sampleRate">Samples per second.</param>
    internal static RoomResponses Joined(double[][] direct, float[][] reflected, int samples, int sampleRate)
    {
        double[][] whole = [new double[samples], new double[samples]];
        for (int ear = 0; ear < 2; ear++)
        {
            direct[ear].CopyTo(whole[ear], 0);
            for (int n = 0; n < Math.Min(samples, reflected[ear].Length); n++) whole[ear][n] += reflected[ear][n];
        }
        return new(new(direct[0], direct[1], sampleRate), new(whole[0], whole[1], sampleRate));
    }

    /// <summary>The reflections alone.</summary>
    public EarResponses Reflected => new(Less(Whole.Left, Direct.Left), Less(Whole.Right, Direct.Right), Direct.SampleRate);

    /// <summary>Everything until so long after the direct sound's peak, no longer than that.</summary>
    /// <param name="seconds">0 and less: the direct sound alone; infinity: everything.</param>
    public EarResponses Until(double seconds)
    {
        if (seconds <= 0) return Direct;
        int end = (int)Math.Min(Whole.Left.Length, (ArrivalSeconds + seconds) * Whole.SampleRate);
        return new(Whole.Left[..end], Whole.Right[..end], Whole.SampleRate);
    }

    /// <summary>Both sources at once, each as loud as it is here.</summary>
    public RoomResponses Plus(RoomResponses other) => new(Sum(Direct, other.Direct), Sum(Whole, other.Whole));

    static EarResponses Sum(EarResponses a, EarResponses b) => new(Sum(a.Left, b.Left), Sum(a.Right, b.Right), a.SampleRate);

    static double[] Sum(double[] a, double[] b)
    {
        double[] sum = [.. a];
        for (int n = 0; n < sum.Length; n++) sum[n] += b[n];
        return sum;
    }

    static double[] Less(double[] whole, double[] part)
    {
        double[] rest = [.. whole];
        for (int n = 0; n < part.Length; n++) rest[n] -= part[n];
        return rest;
    }

    static int Peak(EarResponses ears)
    {
        int peak = 0;
        for (int n = 1; n < ears.Left.Length; n++)
            if (Power(n) > Power(peak)) peak = n;
        return peak;

        double Power(int n) => ears.Left[n] * ears.Left[n] + ears.Right[n] * ears.Right[n];
    }
}
