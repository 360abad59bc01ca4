using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;

namespace Proscenium.Tests.Judging;

public class EnergyDecayTests
{
    const int Rate = 48000;
    const double Onset = 0.1, Nepers = 13.815510557964274; // of energy in 60 dB: 6 ln 10

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(1.2)]
    public void ExponentialDecay_HasTheFiguresOfItsClosedForm(double seconds)
    {
        EnergyDecay decay = new(Exponential(seconds, 2.5 * seconds, _ => 1), Rate, Onset);
        Assert.Equal(10 * Math.Log10(Math.Exp(Nepers * 0.08 / seconds) - 1), decay.C80, 1e-6);
        Assert.Equal(10 * Math.Log10(Math.Exp(Nepers * 0.05 / seconds) - 1), decay.C50, 1e-6);
        Assert.Equal(1 - Math.Exp(-Nepers * 0.05 / seconds), decay.D50, 1e-9);
        Assert.Equal(seconds / Nepers, decay.CentreTime, 0.5 / Rate + 1e-6); // the first sample is all of its time
        Assert.All([decay.EarlyDecayTime, decay.T20, decay.T30], time => Assert.Equal(seconds, time, 1e-6));
        Assert.Equal(-30, decay.LevelDb(seconds / 2), 1e-6);
    }

    [Fact]
    public void Noise_ThatDecays_HasThemNearly()
    {
        float[] noise = Signals.Noise(3 * Rate, 5);
        EnergyDecay decay = new(Exponential(0.5, 1.5, n => noise[n]), Rate, Onset);
        Assert.All([decay.T20, decay.T30], time => Assert.Equal(0.5, time, 0.015));
        Assert.Equal(0.5, decay.EarlyDecayTime, 0.025);
        Assert.Equal(10 * Math.Log10(Math.Exp(Nepers * 0.08 / 0.5) - 1), decay.C80, 0.3);
    }

    [Fact]
    public void AnOctaveOfIt_DecaysAsFast()
    {
        float[] noise = Signals.Noise(3 * Rate, 5);
        EnergyDecay decay = new(OctaveFilter.Apply(Exponential(0.5, 1.5, n => noise[n]), Rate, 1000), Rate, Onset);
        Assert.Equal(0.5, decay.T30, 0.05);
    }

    [Fact]
    public void WhatRingsBeforeTheOnset_BelongsToTheDirectSound()
    {
        double[] impulse = new double[Rate];
        impulse[(int)(Onset * Rate)] = 1;
        EnergyDecay decay = new(OctaveFilter.Apply(impulse, Rate, 500), Rate, Onset);
        Assert.True(decay.C80 > 50, $"{decay.C80:0.0} dB");
        Assert.Equal(0, decay.CentreTime, 1e-6);
    }

    [Fact]
    public void ARangeThatIsNotReached_HasNoTime()
    {
        EnergyDecay cut = new(Exponential(0.6, 0.3, _ => 1), Rate, Onset); // its end lies at -30 dB
        Assert.Equal(0.6, cut.EarlyDecayTime, 0.01);
        Assert.True(double.IsNaN(cut.T20) && double.IsNaN(cut.T30));

        double[] impulse = new double[Rate];
        impulse[(int)(Onset * Rate)] = 1;
        EnergyDecay direct = new(impulse, Rate, Onset);
        Assert.True(double.IsNaN(direct.EarlyDecayTime) && double.IsNaN(direct.T30));
        Assert.Equal(1, direct.D50);
    }

    static double[] Exponential(double seconds, double length, Func<int, double> carrier)
    {
        int onset = (int)(Onset * Rate);
        double[] response = new double[onset + (int)(length * Rate)];
        for (int n = onset; n < response.Length; n++) response[n] = carrier(n - onset) * Math.Exp(-Nepers / 2 * (n - onset) / (seconds * Rate));
        return response;
    }
}
