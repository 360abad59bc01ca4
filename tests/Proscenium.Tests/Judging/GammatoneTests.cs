using System.Numerics;
using Proscenium.Judging.Hearing;
using Proscenium.Mathematics;

namespace Proscenium.Tests.Judging;

public class GammatoneTests
{
    [Theory]
    [InlineData(200, 48000)]
    [InlineData(1000, 44100)]
    [InlineData(8000, 48000)]
    [InlineData(8000, 192000)]
    public void Passband_IsOneErbWide_WithoutGain(double centre, int rate)
    {
        Complex[] response = Impulse(new(centre, rate), rate / 2);
        Complex atCentre = Complex.Zero;
        for (int n = 0; n < response.Length; n++) atCentre += response[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * centre * n / rate);
        Assert.Equal(2, atCentre.Magnitude, 1e-9); // analytic: all of the real filter's gain of 1 at both signs of frequency
        double bandwidth = rate * response.Sum(value => value.Magnitude * value.Magnitude) / (atCentre.Magnitude * atCentre.Magnitude);
        Assert.Equal(1, bandwidth / ErbScale.Bandwidth(centre), 0.01);
    }

    [Fact]
    public void ASine_KeepsItsAmplitude_AndHasAFlatEnvelope()
    {
        double[] sine = [.. Enumerable.Range(0, 24000).Select(n => Math.Cos(2 * Math.PI * 1000 * n / 48000))];
        Complex[] output = new Complex[sine.Length];
        new Gammatone(1000, 48000).Apply(sine, output);
        for (int n = 12000; n < output.Length; n++)
        {
            Assert.Equal(1, output[n].Magnitude, 2e-4);
            Assert.Equal(sine[n], output[n].Real, 2e-4);
        }
    }

    /// <summary>The four poles' envelope is (n+1)(n+2)(n+3): t^3 from two samples earlier on, but for the square of a sample.</summary>
    [Fact]
    public void ImpulseResponse_HasTheGammatonesEnvelope()
    {
        const int rate = 48000;
        Gammatone filter = new(1000, rate);
        double decay = 2 * Math.PI * 1.019 * ErbScale.Bandwidth(1000);
        double[] envelope = Array.ConvertAll(Impulse(filter, 2400), value => value.Magnitude);
        double[] expected = [.. Enumerable.Range(0, 2400).Select(n => Math.Pow((n + 2.0) / rate, 3) * Math.Exp(-decay * (n + 2.0) / rate))];
        double scale = envelope.Max() / expected.Max();
        for (int n = 0; n < envelope.Length; n++) Assert.Equal(scale * expected[n], envelope[n], 0.002 * envelope.Max());
        Assert.Equal(filter.PeakSeconds, (Array.IndexOf(envelope, envelope.Max()) + 2.0) / rate, 1.0 / rate);
    }

    [Fact]
    public void ABank_StandsOneErbApart()
    {
        Gammatone[] bank = Gammatone.Bank(200, 8000, 48000);
        Assert.Equal(200, bank[0].CentreHz, 1e-9);
        Assert.InRange(bank[^1].CentreHz, 7000, 8000);
        Assert.All(bank.Zip(bank.Skip(1)), pair => Assert.Equal(1, ErbScale.Rate(pair.Second.CentreHz) - ErbScale.Rate(pair.First.CentreHz), 1e-9));
    }

    static Complex[] Impulse(Gammatone filter, int length)
    {
        Complex[] response = new Complex[length];
        filter.Apply([1], response);
        return response;
    }
}
