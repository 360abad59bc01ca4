using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Simd;
using Proscenium.Engine.Upmix;

namespace Proscenium.Tests.Engine;

public class CentreFilterBankTests
{
    const int Rate = 48000, Hops = 60;

    [Theory]
    [InlineData(UpmixMode.Live)]
    [InlineData(UpmixMode.Video)]
    public void WeightsThatAreTheSameEverywhere_GiveTheMiddle_ALatencyLater(UpmixMode mode)
    {
        UpmixTiming timing = UpmixTiming.Of(mode, Rate);
        AudioBuffer input = Signals.Noise(2, Hops * timing.HopFrames, 1);
        float[] centre = Run(timing, input, new Fixed(timing, _ => 0.5f, _ => 0.5f));
        float[] middle = new float[centre.Length - timing.LatencyFrames];
        for (int n = 0; n < middle.Length; n++) middle[n] = (input.Block()[0][n] + input.Block()[1][n]) / 2;
        Assert.True(Signals.ErrorDb(centre.AsSpan(timing.LatencyFrames + timing.HopFrames), middle.AsSpan(timing.HopFrames)) < -120); // the first hop fades in
    }

    [Theory]
    [InlineData(UpmixMode.Live)]
    [InlineData(UpmixMode.Video)]
    public void WeightsByFrequency_Match_DirectConvolution_WithTheirFadedResponse(UpmixMode mode)
    {
        UpmixTiming timing = UpmixTiming.Of(mode, Rate);
        AudioBuffer input = Signals.Noise(2, Hops * timing.HopFrames, 2);
        input.Block()[1].Clear();
        Fixed weights = new(timing, bin => 0.5f + 0.4f * (float)Math.Sin(0.05 * bin * bin), _ => 0);
        float[] centre = Run(timing, input, weights);
        double[] wanted = Signals.Convolve(input.Block()[0], Response(timing, weights.FromLeft.Span)); // from the farthest look ahead on: late by hop
        int settled = 2 * timing.HopFrames + timing.LatencyFrames;
        double error = Signals.ErrorDb(centre.AsSpan(settled), wanted.AsSpan(settled - timing.HopFrames, centre.Length - settled));
        Assert.True(error < -115, $"{error:0} dB");
    }

    /// <summary>The response by the inverse transform's definition, in double, faded by a squared cosine over the outer half of each way.</summary>
    static float[] Response(UpmixTiming timing, ReadOnlySpan<float> weights)
    {
        int length = timing.TransformLength;
        float[] response = new float[timing.FutureFrames + timing.PastFrames + 1];
        for (int n = 0; n < response.Length; n++)
        {
            int lag = n - timing.FutureFrames;
            double sum = weights[0] + weights[length / 2] * Math.Cos(Math.PI * lag);
            for (int bin = 1; bin < length / 2; bin++) sum += 2 * weights[bin] * Math.Cos(2 * Math.PI * bin * lag / length);
            double way = Math.Abs(lag) / (1.0 + (lag < 0 ? timing.FutureFrames : timing.PastFrames));
            response[n] = (float)(sum / length * (way < 0.5 ? 1 : Math.Pow(Math.Sin(Math.PI * way), 2)));
        }
        return response;
    }

    static float[] Run(UpmixTiming timing, AudioBuffer input, ICentreEstimator weights)
    {
        CentreFilterBank filters = new(timing);
        StereoHistory past = new(timing.FilterTransformLength, timing.HopFrames);
        StereoSpectrum spectrum = new(timing);
        float[] centre = new float[(Hops + 1) * timing.HopFrames];
        for (int hop = 0; hop < Hops; hop++)
        {
            past.Write(input.Block().Slice(hop * timing.HopFrames, timing.HopFrames), 0);
            past.NextHop();
            filters.NextHop(weights, spectrum, past, centre.AsSpan((hop + 1) * timing.HopFrames, timing.HopFrames));
        }
        return centre;
    }

    sealed class Fixed : ICentreEstimator
    {
        public Fixed(UpmixTiming timing, Func<int, float> left, Func<int, float> right)
        {
            int bins = timing.TransformLength / 2 + 1, padded = StereoSpectrum.PaddedLength(bins);
            (FromLeft, FromRight) = (new(padded), new(padded));
            for (int bin = 0; bin < bins; bin++) (FromLeft.Span[bin], FromRight.Span[bin]) = (left(bin), right(bin));
        }

        public AlignedMemory<float> FromLeft { get; }

        public AlignedMemory<float> FromRight { get; }

        public void Update(StereoSpectrum spectrum)
        {
        }

        public void Reset()
        {
        }
    }
}
