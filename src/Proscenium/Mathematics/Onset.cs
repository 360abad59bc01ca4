namespace Proscenium.Mathematics;

/// <summary>Where an impulse response begins, read between its samples as the band-limited signal that it is.</summary>
static class Onset
{
    /// <summary>A band-limited impulse rings before its peak with up to 0.22 of it; but an ear in the shadow hears the first arrival well below what follows.</summary>
    const double Share = 0.24;

    const int Steps = 16, Reach = 8;

    /// <summary>The first place, in samples, where the magnitude reaches 0.24 of its highest.</summary>
    public static double Of(ReadOnlySpan<float> taps)
    {
        int highest = 0;
        for (int n = 1; n < taps.Length; n++)
            if (Math.Abs(taps[n]) > Math.Abs(taps[highest])) highest = n;
        double peak = Math.Abs(taps[highest]);
        for (int step = 1 - Steps; step < Steps; step++) peak = Math.Max(peak, Between(taps, highest + step / (double)Steps));
        double threshold = Share * peak;
        if (threshold == 0) return 0;
        int from = 0;
        while (Math.Abs(taps[from]) < threshold) from++;
        double before = Between(taps, from - 1);
        for (int step = 1; step <= Steps; step++)
        {
            double here = Between(taps, from - 1 + step / (double)Steps);
            if (here >= threshold && before < threshold) return from - 1 + (step - (here - threshold) / (here - before)) / Steps;
            before = here;
        }
        return from;
    }

    /// <summary>The magnitude between samples, by a sinc with a Hann window.</summary>
    static double Between(ReadOnlySpan<float> taps, double place)
    {
        int nearest = (int)Math.Round(place);
        double sum = 0;
        for (int n = Math.Max(nearest - Reach, 0); n <= Math.Min(nearest + Reach, taps.Length - 1); n++)
        {
            double x = Math.PI * (place - n);
            sum += taps[n] * (Math.Abs(x) < 1e-9 ? 1 : Math.Sin(x) / x) * (0.5 + 0.5 * Math.Cos(x / (Reach + 1)));
        }
        return Math.Abs(sum);
    }
}
