using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Measuring;

namespace Proscenium.Tests.Measuring;

/// <summary>Calibration files as they are sold, and a microphone whose response is known by its formula.</summary>
public sealed class MicrophoneCalibrationTests : IDisposable
{
    const int Rate = 48000, Samples = 8192;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"Sens Factor =-1.378dB, SERNO: 7000123\"\n20.0\t-1.5\n100\t-0.5\n1000\t0\n20000\t2\n")]
    [InlineData("\"Sens Factor =-12.37dB, AGain =18dB, SERNO: 8104530\"\n\"Auto-generated 90-degree calibration file\"\n20.0\t-1.5\n100\t-0.5\n1000\t0\n20000\t2\n")]
    [InlineData("Sens Factor =-1.378dB, SERNO: 7000123\n20.0 -1.5\n100.0 -0.5\n1000.0 0.0\n20000.0 2.0\n")]
    [InlineData("*1000Hz\t-39.6\n\n20.00\t-1.5\n100.00\t-0.5\n1000.00\t0.0\n20000.00\t2.0\n")]
    [InlineData("* Microphone 12, 0 degrees\r\n# by a laboratory\r\n; 2024\r\n20.0, -1.5\r\n100.0, -0.5\r\n1000.0, 0.0\r\n20000.0, 2.0\r\n* end\r\n")]
    [InlineData("Freq(Hz);SPL(dB)\n20;-1,5\n100;-0,5\n1000;0,0\n20000;2,0\n")]
    [InlineData("\"20.0\"\t\"-1.5\"\n\"100\"\t\"-0.5\"\n\"1000\"\t\"0\"\n\"20000\"\t\"2\"\n")]
    [InlineData("Sensitivity 12.5 mV/Pa\nFrequency Response\n20.0 -1.5\n100.0 -0.5\n1000.0 0.0\n20000.0 2.0\n")]
    [InlineData("20.0 -1.5 0.0\n100.0 -0.5 0.0\n1000.0 0.0 0.0\n20000.0 2.0 0.0\n")]
    public void AFile_GivesTheMicrophonesLevel_WhichIsHeldBeyondItsEnds(string text)
    {
        MicrophoneCalibration read = Read(text);
        Assert.False(read.HasPhase);
        foreach ((double hertz, double decibels) in (ReadOnlySpan<(double, double)>)[(5, -1.5), (20, -1.5), (100, -0.5), (1000, 0), (20000, 2), (23000, 2)])
            Assert.Equal(decibels, 20 * Math.Log10(read.Response.At(hertz).Magnitude), 1e-3);
    }

    [Fact]
    public void APhase_ThatTheFileHas_IsTaken()
    {
        MicrophoneCalibration read = Read("* Freq(Hz) SPL(dB) Phase(degrees)\n20.0 -1.5 12.0\n100.0 -0.5 5.0\n1000.0 0.0 0.0\n20000.0 2.0 -9.0\n");
        Assert.True(read.HasPhase);
        Assert.Equal(5, read.Spectrum(Rate, 48000 / 375 * 1024)[273].Phase * 180 / Math.PI, 0.2);
    }

    [Theory]
    [InlineData("20.0 82.5\n100.0 84.5\n1000.0 94.0\n20000.0 80.0\n", "holds levels from 80 to 94 dB, and no microphone is so far from 0")]
    [InlineData("20.0 1\n100.0 2\n", "holds 2 frequencies, too few")]
    [InlineData("Sens Factor =-1.378dB\n", "holds no line of numbers")]
    [InlineData("20.0 -1.5\n10.0 -0.5\n1000.0 0.0\n20000.0 2.0\n", "frequencies must rise")]
    [InlineData("20.0 -1.5\n100.0 loud\n1000.0 0.0\n20000.0 2.0\n", "the level 'loud' is no number")]
    [InlineData("", "the file is empty")]
    public void WhatIsNoCalibration_IsRefused_ByFileFaultAndCure(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<FileFormatException>(() => Read(text)).Message);

    /// <summary>Truth: a capsule with a peak of 6 dB, (1 + 2s/w + s^2/w^2) / (1 + s/w + s^2/w^2), known by its level alone.</summary>
    [Fact]
    public void ACapsulesResonance_IsTakenOut_LevelAndPhase()
    {
        static Complex Capsule(double hertz) => new Complex(1 - Math.Pow(hertz / 4000, 2), 2 * hertz / 4000) / new Complex(1 - Math.Pow(hertz / 4000, 2), hertz / 4000);
        MicrophoneCalibration calibration = Read(string.Concat(Enumerable.Range(0, 400).Select(n => 10 * Math.Pow(2400, n / 399.0)).Select(hertz => FormattableString.Invariant($"{hertz:0.000}\t{20 * Math.Log10(Capsule(hertz).Magnitude):0.0000}\n"))));
        FrequencyGrid grid = new(Rate, 2 * Samples);
        double[] heard = Spectra.Impulse(bin => Capsule(grid.Frequency(bin)) * FrequencyResponse.Turn(grid.Frequency(bin), 0.01), grid)[..Samples];
        RecoveredResponse response = new(heard, Rate, [], [], 60);
        SweepRecovery[] recovered = MicrophoneCalibration.TakenOut([new([[response], [response]], [response, response], 0, 0, false)], [calibration, new(FrequencyResponse.Tabulated([20, 100, 1000, 20000], new double[4], new double[4]), false)]);
        Complex[] flat = Spectra.Of(recovered[0].Responses[0][0].Samples, grid), same = Spectra.Of(recovered[0].Responses[1][0].Samples, grid), before = Spectra.Of(heard, grid);
        for (int bin = grid.Bin(50); bin < grid.Bin(16000); bin++)
        {
            Complex left = flat[bin] * FrequencyResponse.Turn(grid.Frequency(bin), -0.01);
            Assert.InRange(20 * Math.Log10(left.Magnitude), -0.1, 0.1);
            Assert.InRange(left.Phase * 180 / Math.PI, -1, 1);
            Assert.InRange((same[bin] - before[bin]).Magnitude, 0, 1e-6);
        }
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void ACalibrationAsSold_IsRead()
    {
        MicrophoneCalibration read = CalibrationFile.Open(RecordedData.Path("sweeps/room-mic-calibration.txt"));
        Assert.Equal(-3.9156, 20 * Math.Log10(read.Response.At(10.054).Magnitude), 1e-3);
        Assert.InRange(20 * Math.Log10(read.Response.At(1000).Magnitude), -0.5, 0.5);
    }

    MicrophoneCalibration Read(string text)
    {
        File.WriteAllText(_folder["microphone.txt"], text);
        return CalibrationFile.Open(_folder["microphone.txt"]);
    }
}
