using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Loudspeakers;
using Proscenium.Steering;

namespace Proscenium.Tests.Judging;

public class EarlyEnergyTests
{
    const int Peak = 1000;

    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);

    [Theory]
    [InlineData(0.1, 3.0)]
    [InlineData(0.3, 10.0)]
    public void AnEarlierCopy_HasTheEnergyThatItHas(double gain, double millisecondsBefore) =>
        Assert.Equal(10 * Math.Log10(gain * gain / (1 + gain * gain)), Early((Peak, 1), (Peak - (int)(48 * millisecondsBefore), gain)), 0.05);

    [Fact]
    public void TwoDrivers_CountTogether()
    {
        Complex[] loud = Spectrum((Peak, 1)), early = Spectrum((Peak - 240, 0.1));
        Assert.Equal(10 * Math.Log10(0.01 / 1.01), EarlyEnergy.Decibels([loud, early], _grid), 0.05);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-3.0)]
    public void WhatComesJustBeforeThePeak_OrAfterIt_DoesNotCount(double millisecondsBefore) =>
        Assert.True(Early((Peak, 1), (Peak - (int)(48 * millisecondsBefore), 0.5)) < -60);

    [Fact]
    public void ADelayByHalfASample_DoesNotCount() => // cut off at half the sample rate it would ring at -30 dB
        Assert.True(EarlyEnergy.Decibels([[.. Enumerable.Range(0, _grid.BinCount).Select(bin => Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * (Peak + 0.5) / _grid.FftLength))]], _grid) < -60);

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData("echo-studio")]
    [InlineData("soundbar-8")]
    [InlineData("laptop")]
    [InlineData("phone")]
    [InlineData("stereo-60")]
    public void Filters_RingBeforeTheSound_25DecibelsBelowItAtTheDrivers_And38AtTheEarsOfASphere(string name) // 50 at those of KEMAR
    {
        Device device = DeviceFile.Open(name);
        foreach (Tone tone in (Tone[])[new DesignRequest { Device = device }.Tone, Tone.Direct])
        {
            DesignRequest request = new() { Device = device, Tone = tone };
            MeasuredPlan measured = new(SpatialDesigner.Design(request).Plan);
            FreeFieldSetup setup = new(device, request.Distance, new SphericalHead(), measured.Grid);
            for (int input = 0; input < measured.Inputs; input++)
            {
                EarlyEnergy early = EarlyEnergy.Of(measured, input, setup);
                Assert.True(early.AtDriversDb <= -25 && early.AtEarsDb <= -38, $"input {input}: {early}");
            }
        }
    }

    static double Early(params (int Sample, double Gain)[] impulses) => EarlyEnergy.Decibels([Spectrum(impulses)], _grid);

    static Complex[] Spectrum(params (int Sample, double Gain)[] impulses)
    {
        double[] response = new double[_grid.FftLength];
        foreach ((int sample, double gain) in impulses) response[sample] += gain;
        return Spectra.Of(response, _grid);
    }
}
