using Proscenium.Engine.Dsp;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;
using OctaveValues = System.Runtime.Intrinsics.Vector512<double>;

namespace Proscenium.Tests.Rooms;

public sealed class ArrivalKernelTests
{
    const int Length = 100;
    const double Minus90Decibels = 3.2e-5;

    static readonly double[] _times = [0, 1, 0.5, 0.25 + 1e-9, 3.999999, 17.3137, 42.0001, Length - 2 * ArrivalKernel.Reach - 1e-6, .. Enumerable.Range(0, 300).Select(i => i * 0.2263)];

    [Fact]
    public void An_arrival_is_the_response_of_a_delay_between_two_samples_and_nothing_else()
    {
        foreach (double samples in _times)
        {
            double[] sum = [.. Enumerable.Range(0, Length).Select(n => 0.01 * n)];
            ArrivalKernel.Add(sum, samples, -0.7);
            for (int n = 0; n < Length; n++) Assert.Equal(0.01 * n - 0.7 * FractionalDelay.At(n - ArrivalKernel.Reach - samples), sum[n], 0.7 * Minus90Decibels);
        }
    }

    [Fact]
    public void Each_octave_gets_what_a_single_band_gets()
    {
        foreach (double samples in _times)
        {
            OctaveValues[] sums = [.. Enumerable.Range(0, Length).Select(n => OctaveBands.Of(Enumerable.Range(0, 8).Select(band => 0.01 * n * band)))];
            ArrivalKernel.Add(sums, samples, OctaveBands.Of(Enumerable.Range(0, 8).Select(band => 0.3 - 0.2 * band)));
            for (int band = 0; band < 8; band++)
            {
                double[] sum = [.. Enumerable.Range(0, Length).Select(n => 0.01 * n * band)];
                ArrivalKernel.Add(sum, samples, 0.3 - 0.2 * band);
                for (int n = 0; n < Length; n++) Assert.Equal(sum[n], sums[n][band], 1e-14);
            }
        }
    }
}
