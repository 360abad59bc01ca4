namespace Proscenium.Mathematics;

/// <summary>The one transition shape of this project: a raised cosine over log frequency.</summary>
static class LogRamp
{
    /// <summary>0 up to the lower frequency, 1 from the upper one on.</summary>
    public static double Rise(double frequency, double lower, double upper)
    {
        if (frequency <= lower) return 0;
        if (frequency >= upper) return 1;
        return (1 - Math.Cos(Math.PI * Math.Log(frequency / lower) / Math.Log(upper / lower))) / 2;
    }
}
