using Proscenium.Tracking;

namespace Proscenium.Tests.Tracking;

/// <summary>The oracle is the first-order low-pass of Casiez, Roussel and Vogel (2012), in closed form.</summary>
public class OneEuroFilterTests
{
    [Theory]
    [InlineData(30)]
    [InlineData(250)]
    public void AStep_WithoutTheRisingCorner_IsTheGeometricSeries(double rate)
    {
        OneEuroFilter filter = new(1.5, 0, 1);
        filter.Begin(0);
        double alpha = Share(1.5, rate);
        for (int n = 1; n <= 50; n++)
        {
            filter.Add(1, 1 / rate);
            Assert.Equal(1 - Math.Pow(1 - alpha, n), filter.Value, 1e-12);
        }
    }

    [Fact]
    public void ASineAtTheCorner_IsLowerBy3Decibels()
    {
        const double rate = 10000, hertz = 2;
        OneEuroFilter filter = new(hertz, 0, 1);
        double most = 0;
        for (int n = 0; n < 40000; n++)
        {
            filter.Add(Math.Sin(2 * Math.PI * hertz * n / rate), 1 / rate);
            if (n > 30000) most = Math.Max(most, filter.Value);
        }
        Assert.Equal(Math.Sqrt(0.5), most, 1e-3);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(250)]
    public void AConstantSpeed_IsKnown_AtAnyRate_AndTheLagIsThatOfTheRaisedCorner(double rate)
    {
        const double speed = -0.25, corner = 1.5, rise = 40;
        OneEuroFilter filter = new(corner, rise, 3);
        filter.Begin(1);
        double sample = 1;
        for (int n = 1; n < 5 * rate; n++) filter.Add(sample = 1 + speed * n / rate, 1 / rate);
        double alpha = Share(corner + rise * Math.Abs(speed), rate);
        Assert.Equal(speed, filter.Speed, 1e-9);
        Assert.Equal(speed / rate * (1 - alpha) / alpha, sample - filter.Value, 1e-9);
    }

    [Fact]
    public void SamplesThatComeAtOnce_DoNotThrowItOff()
    {
        OneEuroFilter filter = new(1.5, 40, 3);
        filter.Begin(0);
        for (int n = 0; n < 1000; n++) filter.Add(n % 2 == 0 ? 0.01 : -0.01, 0);
        Assert.InRange(filter.Value, -0.01, 0.01);
    }

    static double Share(double hertz, double rate) => 2 * Math.PI * hertz / (2 * Math.PI * hertz + rate);
}
