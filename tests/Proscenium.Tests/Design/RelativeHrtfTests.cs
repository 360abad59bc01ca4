using System.Numerics;
using Proscenium.Heads;
using Proscenium.Mathematics;
using Proscenium.Steering;

namespace Proscenium.Tests.Design;

public class RelativeHrtfTests
{
    [Theory]
    [InlineData(5, 0.3)]
    [InlineData(15, 0.6)]
    [InlineData(30, 0.8)]
    [InlineData(45, 0.9)]
    [InlineData(60, 1.3)] // one pole and one zero do not hold the ripple of the far side
    [InlineData(90, 1.8)]
    public void Fit_StaysNear_TheSphere(double azimuth, double decibels)
    {
        SphericalHead head = new();
        RelativeHrtf fit = RelativeHrtf.Fit(head, azimuth);
        double level = 0, phase = 0;
        const int points = 80;
        for (int i = 0; i < points; i++)
        {
            double frequency = 100 * Math.Pow(80, i / (points - 1.0)); // 100 Hz to 8 kHz
            EarPair ears = head.PointSource(2 * Position.Direction(azimuth * Math.PI / 180), frequency);
            Complex error = fit.Contralateral(frequency) / (ears.Right / ears.Left);
            level += Math.Pow(20 * Math.Log10(error.Magnitude), 2) / points;
            phase += error.Phase * error.Phase / points;
        }
        Assert.True(Math.Sqrt(level) < decibels, $"{Math.Sqrt(level):0.00} dB rms");
        Assert.True(Math.Sqrt(phase) < 0.2, $"{Math.Sqrt(phase):0.00} rad rms");
    }

    [Fact]
    public void AtThirtyDegrees_TheDelayGrows_TowardsLowFrequencies_AsOnTheSphere()
    {
        RelativeHrtf fit = RelativeHrtf.Fit(new SphericalHead(), 30);
        double Delay(double f) => -fit.Contralateral(f).Phase / (2 * Math.PI * f);
        EarPair ears = new SphericalHead().PointSource(2 * Position.Direction(Math.PI / 6), 200);
        Assert.Equal(-(ears.Right / ears.Left).Phase / (2 * Math.PI * 200), Delay(200), 50e-6);
        Assert.InRange(fit.DelaySeconds, 240e-6, 300e-6); // Woodworth: a (theta + sin theta) / c = 261 us
        Assert.True(Delay(200) > 1.4 * fit.DelaySeconds);
        Assert.Equal(1, fit.Contralateral(1e-3).Magnitude, 1e-6);
        Assert.Equal(Complex.One, RelativeHrtf.Ipsilateral);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(91)]
    [InlineData(double.NaN)]
    public void OtherAzimuths_AreRefused(double azimuth) => Assert.Throws<SettingException>(() => RelativeHrtf.Fit(new SphericalHead(), azimuth));
}
