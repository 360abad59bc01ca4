using Proscenium.Judging.Levels;

namespace Proscenium.Tests.Judging;

public class OctaveFilterTests
{
    const int Rate = 48000;

    [Fact]
    public void Neighbours_SumToOne_InPower()
    {
        for (double frequency = 20; frequency < 20000; frequency *= 1.01)
            Assert.Equal(1, Enumerable.Range(-8, 16).Sum(octave => OctaveFilter.Power(frequency, 1000 * Math.Pow(2, octave))), 1e-12);
        Assert.Equal(0.5, OctaveFilter.Power(1000 * Math.Sqrt(2), 1000), 1e-12);
        Assert.Equal(0, OctaveFilter.Power(0, 1000), 1e-12);
    }

    [Fact]
    public void EnergiesOfTheBands_SumToTheWhole()
    {
        double[] response = new double[Rate];
        Array.ConvertAll(Signals.Noise(Rate / 2, 1), sample => (double)sample).CopyTo(response, Rate / 4);
        double bands = Enumerable.Range(-7, 13).Sum(octave => Energy(OctaveFilter.Apply(response, Rate, 1000 * Math.Pow(2, octave))));
        Assert.Equal(1, bands / Energy(response), 0.002);
    }

    [Fact]
    public void AnImpulse_RingsAlikeBeforeAndAfter_AndNotRoundTheEnds()
    {
        double[] impulse = new double[4801];
        impulse[2400] = 1;
        double[] band = OctaveFilter.Apply(impulse, Rate, 500);
        for (int n = 1; n <= 2400; n++) Assert.Equal(band[2400 - n], band[2400 + n], 1e-14);

        double[] late = new double[9600];
        late[^1] = 1;
        double[] end = OctaveFilter.Apply(late, Rate, 500);
        Assert.True(end.Take(4800).Max(Math.Abs) < 2e-5 * end.Max(Math.Abs), $"{end.Take(4800).Max(Math.Abs) / end.Max(Math.Abs)}");
    }

    static double Energy(double[] samples) => samples.Sum(sample => sample * sample);
}
