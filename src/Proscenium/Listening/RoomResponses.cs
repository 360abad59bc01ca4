namespace Proscenium.Listening;

/// <summary>What inputs of a running plan send to two ears in a room; time zero is when they sound.</summary>
/// <param name="Direct">The direct sound alone.</param>
/// <param name="Whole">Direct sound and reflections.</param>
public sealed record RoomResponses(EarResponses Direct, EarResponses Whole)
{
    /// <summary>When the direct sound is strongest, in seconds.</summary>
    public double ArrivalSeconds { get; } = Peak(Direct) / (double)Direct.SampleRate;

    /// <summary>The reflections alone.</summary>
    public EarResponses Reflected => new(Mix(Whole.Left, Direct.Left, -1), Mix(Whole.Right, Direct.Right, -1), Direct.SampleRate);

    /// <summary>Everything until so long after the direct sound's peak.</summary>
    /// <param name="seconds">0 and less: the direct sound alone; infinity: everything.</param>
    public EarResponses Until(double seconds)
    {
        if (seconds <= 0) return Direct;
        int end = (int)Math.Min(Whole.Left.Length, (ArrivalSeconds + seconds) * Whole.SampleRate);
        return new(First(Whole.Left, end), First(Whole.Right, end), Whole.SampleRate);
    }

    /// <summary>Both sources at once, each as loud as it is here.</summary>
    public RoomResponses Plus(RoomResponses other) => new(Sum(Direct, other.Direct), Sum(Whole, other.Whole));

    static EarResponses Sum(EarResponses a, EarResponses b) => new(Mix(a.Left, b.Left, 1), Mix(a.Right, b.Right, 1), a.SampleRate);

    static int Peak(EarResponses ears)
    {
        int peak = 0;
        for (int n = 1; n < ears.Left.Length; n++)
            if (Power(n) > Power(peak)) peak = n;
        return peak;

        double Power(int n) => ears.Left[n] * ears.Left[n] + ears.Right[n] * ears.Right[n];
    }

    static double[] Mix(double[] a, double[] b, double gain)
    {
        double[] mix = new double[a.Length];
        for (int n = 0; n < mix.Length; n++) mix[n] = a[n] + gain * b[n];
        return mix;
    }

    static double[] First(double[] response, int samples)
    {
        double[] first = new double[response.Length];
        response.AsSpan(0, samples).CopyTo(first);
        return first;
    }
}
