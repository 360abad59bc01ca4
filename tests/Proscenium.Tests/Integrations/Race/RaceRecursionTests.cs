using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Integrations.Race;

namespace Proscenium.Tests.Integrations.Race;

/// <summary>
/// Each program's recursion, sample by sample as its source has it, against the plan that stands for it. Sections are bilinear transforms of analogue prototypes
/// here, the all-passes Thiran's product formula: nothing is shared with the library.
/// </summary>
public class RaceRecursionTests
{
    const int Frames = 4096;

    static readonly DesignRequest _request = new() { Device = Plants.PlantTests.Pair(0.2, 0.6) };

    /// <summary>The delay is one sample and a rest: none, an all-pass of first order, one of second order after whole samples, and at its least fraction.</summary>
    [Theory]
    [InlineData(21, 3, 250, 5000, 48000)]
    [InlineData(30, 2.3, 500, 4000, 48000)]
    [InlineData(92.5, 2.3, 190, 10080, 48000)]
    [InlineData(106, 6, 190, 2000, 48000)]
    [InlineData(90, 3, 250, 5000, 44100)]
    [InlineData(300.5, 5, 100, 20000, 96000)]
    public void CamillaDsp_AsItsSourceComputesIt(double delayUs, double attenuationDb, double lowHz, double highHz, int rate)
    {
        RenderPlan plan = RaceFormats.Named("camilladsp").Canceller(new(delayUs / 1e6, attenuationDb, lowHz, highHz), rate).CausalPlan(_request with { SampleRate = rate });
        double[][] parts = [[.. Impulse()], [.. Impulse()], [.. Impulse()]];
        LinkwitzRiley(parts[0], lowHz, rate, high: false);
        Section.Butterworth(highHz, rate, allPass: true).Run(parts[0]);
        LinkwitzRiley(parts[1], lowHz, rate, high: true);
        LinkwitzRiley(parts[1], highHz, rate, high: false);
        LinkwitzRiley(parts[2], lowHz, rate, high: true);
        LinkwitzRiley(parts[2], highHz, rate, high: true);

        double gain = -Math.Pow(10, -attenuationDb / 20), rest = Math.Max(0, delayUs * 1e-6 * rate - 1), feedbackA = 0, feedbackB = 0;
        ThiranDelay delayA = new(rest), delayB = new(rest);
        double[] own = new double[Frames], other = new double[Frames];
        for (int n = 0; n < Frames; n++)
        {
            (double a, double b) = (parts[1][n] + feedbackB, feedbackA);
            (feedbackA, feedbackB) = (gain * delayA.Next(a), gain * delayB.Next(b));
            (own[n], other[n]) = (parts[0][n] + a + parts[2][n], b);
        }
        SameTo(plan, own, other);
    }

    [Theory]
    [InlineData(313, 2, 48000)]
    [InlineData(208, 0, 48000)]
    [InlineData(500, 6, 44100)]
    [InlineData(250, 0.4, 192000)]
    public void EasyEffects_AsItsSourceComputesIt(double delayUs, double decayDb, int rate)
    {
        RenderPlan plan = RaceFormats.Named("easyeffects").Canceller(new(delayUs / 1e6, decayDb, 250, 3245), rate).CausalPlan(_request with { SampleRate = rate });
        int samples = (int)Math.Round(delayUs / 1e6 * rate);
        double gain = Math.Pow(10, -decayDb / 20);
        Section[] Filters() => [Section.Pass(250, 0.710, rate, high: true), Section.Pass(3245, 0.710, rate, high: false), Section.Bell(688, -2.9, 1, rate),
            Section.Bell(1066, -6.4, 3.352, rate), Section.Bell(2190, -5.6, 2.037, rate), Section.Bell(3792, -4.5, 3.232, rate)];
        (Section[] filtersA, Section[] filtersB) = (Filters(), Filters());
        double[] lineA = new double[samples], lineB = new double[samples], own = new double[Frames], other = new double[Frames];
        for (int n = 0; n < Frames; n++)
        {
            double a = (n == 0 ? 1 : 0) - gain * lineB[n % samples], b = -gain * lineA[n % samples];
            (own[n], other[n]) = (a, b);
            lineA[n % samples] = filtersA.Aggregate(a, (sample, filter) => filter.Next(sample));
            lineB[n % samples] = filtersB.Aggregate(b, (sample, filter) => filter.Next(sample));
        }
        SameTo(plan, own, other);
    }

    [Fact]
    public void TheBandsOfCamillaDsp_TogetherAre_AnAllPass()
    {
        foreach ((double low, double high) in ((double, double)[])[(50, 20000), (250, 5000), (1000, 2000)])
        {
            Proscenium.Design.RaceCanceller canceller = RaceFormats.Named("camilladsp").Canceller(new(90e-6, 3, low, high), 48000);
            foreach (double frequency in (double[])[20, 100, 250, 707, 1500, 5000, 12000, 23000])
                Assert.Equal(1, (canceller.Past(frequency) + canceller.Through(frequency)).Magnitude, 1e-9);
        }
    }

    static double[] Impulse()
    {
        double[] impulse = new double[Frames];
        impulse[0] = 1;
        return impulse;
    }

    static void SameTo(RenderPlan plan, double[] own, double[] other)
    {
        Assert.Equal(0, plan.LatencySamples);
        for (int side = 0; side < 2; side++)
        {
            // the first half: towards their end the plan's taps fade
            Assert.InRange(Signals.ErrorDb(plan.Filters[side, side][..(Frames / 2)], own.AsSpan(0, Frames / 2)), -300, -110);
            Assert.InRange(Signals.ErrorDb(plan.Filters[side, 1 - side][..(Frames / 2)], other.AsSpan(0, Frames / 2)), -300, -110);
        }
    }

    static void LinkwitzRiley(double[] samples, double frequency, int rate, bool high)
    {
        for (int twice = 0; twice < 2; twice++) Section.Pass(frequency, Math.Sqrt(0.5), rate, high).Run(samples);
    }

    /// <summary>(n2 s^2 + n1 s + n0) / (d2 s^2 + d1 s + d0) with s = (1 - 1/z) / (1 + 1/z) / tan(pi f / rate).</summary>
    sealed class Section
    {
        readonly double _b0, _b1, _b2, _a1, _a2;
        double _x1, _x2, _y1, _y2;

        Section(double frequency, int rate, double n2, double n1, double n0, double d2, double d1, double d0)
        {
            double k = 1 / Math.Tan(Math.PI * frequency / rate), a0 = d2 * k * k + d1 * k + d0;
            (_b0, _b1, _b2) = ((n2 * k * k + n1 * k + n0) / a0, 2 * (n0 - n2 * k * k) / a0, (n2 * k * k - n1 * k + n0) / a0);
            (_a1, _a2) = (2 * (d0 - d2 * k * k) / a0, (d2 * k * k - d1 * k + d0) / a0);
        }

        public static Section Pass(double frequency, double quality, int rate, bool high) => new(frequency, rate, high ? 1 : 0, 0, high ? 0 : 1, 1, 1 / quality, 1);

        public static Section Butterworth(double frequency, int rate, bool allPass) => new(frequency, rate, 1, allPass ? -Math.Sqrt(2) : 0, 1, 1, Math.Sqrt(2), 1);

        public static Section Bell(double frequency, double decibels, double quality, int rate) =>
            Math.Pow(10, decibels / 40) is var a ? new(frequency, rate, 1, a / quality, 1, 1, 1 / (a * quality), 1) : null!;

        public double Next(double x)
        {
            double y = _b0 * x + _b1 * _x1 + _b2 * _x2 - _a1 * _y1 - _a2 * _y2;
            (_x2, _x1, _y2, _y1) = (_x1, x, _y1, y);
            return y;
        }

        public void Run(double[] samples)
        {
            for (int n = 0; n < samples.Length; n++) samples[n] = Next(samples[n]);
        }
    }

    /// <summary>
    /// CamillaDSP's subsample delay: nothing below 0.1 samples, order 1 below 1.1, else order 2 with a fraction from 1.1 to 2.1; a_k = (-1)^k (N over k) times the
    /// product over n of (D - N + n) / (D - N + k + n) (Thiran 1971, as in Laakso et al. 1996, eq. 86).
    /// </summary>
    sealed class ThiranDelay
    {
        readonly double[] _a;
        readonly Queue<double> _queue;
        readonly double[] _x, _y;

        public ThiranDelay(double samples)
        {
            int order = samples < 0.1 ? 0 : samples < 1.1 ? 1 : 2;
            double fraction = order < 2 ? samples : samples - Math.Floor(samples) + 1;
            if (order == 2 && fraction < 1.1) fraction++;
            _queue = new(new double[order < 2 ? 0 : (int)Math.Round(samples - fraction)]);
            _a = [.. Enumerable.Range(0, order + 1).Select(k => Math.Pow(-1, k) * (order == 2 && k == 1 ? 2 : 1)
                * Enumerable.Range(0, order + 1).Aggregate(1.0, (product, n) => product * (fraction - order + n) / (fraction - order + k + n)))];
            if (order == 0) _a = [1];
            (_x, _y) = (new double[order + 1], new double[order + 1]);
        }

        public double Next(double sample)
        {
            _queue.Enqueue(sample);
            int order = _a.Length - 1;
            for (int k = order; k > 0; k--) (_x[k], _y[k]) = (_x[k - 1], _y[k - 1]);
            _x[0] = _queue.Dequeue();
            double y = 0;
            for (int k = 0; k <= order; k++) y += _a[order - k] * _x[k] - (k > 0 ? _a[k] * _y[k] : 0);
            return _y[0] = y;
        }
    }
}
