using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
using Proscenium.Mathematics;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;

namespace Proscenium.Tests.Measuring;

/// <summary>Recordings of sweeps that another program played.</summary>
public sealed class OtherSweepsTests
{
    const int Rate = 48000;

    static readonly string[] _ears = ["left", "right"];

    [Fact]
    public void TheLawOfASweep_IsReadFromItsSound()
    {
        SweepSignal sweep = SweepSignal.Usual(Rate, 2);
        SweepSignal read = SweepFit.Of(Array.ConvertAll(sweep.Samples(_ => 0.3), sample => (float)sample), Rate, "sweep.wav");
        Assert.Equal(sweep.RiseSeconds, read.RiseSeconds, 2e-3 * sweep.RiseSeconds);
        Assert.Equal(1, read.LowHz / sweep.LowHz, 0.02);
        Assert.Equal(1, read.Samples(_ => 1).Max(), 1e-9);
        Assert.Contains("is no exponential sweep", Assert.Throws<SettingException>(() => SweepFit.Of(Signals.Noise(Rate, 1), Rate, "noise.wav")).Message);
        Assert.Contains("0.50 s of silence", Assert.Throws<SettingException>(() => SweepFit.Of([.. new float[Rate / 2], .. Array.ConvertAll(sweep.Samples(_ => 0.3), sample => (float)sample)], Rate, "sweep.wav")).Message);
    }

    /// <summary>Two loudspeakers in a living room, one microphone at the place of one ear and then of the other: held against the responses that another program found in the same recordings.</summary>
    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void RealRecordings_GiveTheResponsesThatAnotherProgramFinds_To03Decibels()
    {
        SweepSignal sweep = SessionFile.ReadExcitation(RecordedData.Path("sweeps/sweep-6.15s-48000Hz.wav"));
        MeasurementSession session = MeasurementSession.OfDrivers(DeviceFile.Open("stereo-60"), 2, sweep, 2, overlapped: false, -12);
        (float[][] other, _) = Sounds.Read(RecordedData.Path("rooms/impulcifer_room_FL-FR_x_Lmic-Rmic_48k.wav"));
        foreach ((int ear, string name) in _ears.Index())
        {
            (float[][] recorded, int rate) = SoundReader.ReadWhole(RecordedData.Path($"sweeps/FL-FR_{name}_ear_microphone.wav"));
            SweepRecovery recovery = SweepRecovery.Of(recorded, rate, session);
            Assert.False(recovery.IsCut);
            Complex[][] found = [.. recovery.Responses[0].Select(response => FirstMilliseconds(response.Samples))], expected = [.. Enumerable.Range(0, 2).Select(driver => FirstMilliseconds(Array.ConvertAll(other[2 * driver + ear], sample => (double)sample)))];
            double[] apart = [.. Enumerable.Range(0, 2).SelectMany(driver => Enumerable.Range(0, 176).Select(step => Bin(100 * Math.Pow(2, step / 24.0))).Select(bin => 20 * Math.Log10(found[driver][bin].Magnitude / expected[driver][bin].Magnitude)))];
            double level = apart.Average();
            Assert.InRange(Math.Sqrt(apart.Average(decibels => Math.Pow(decibels - level, 2))), 0, 0.3);
        }
    }

    const int Points = 8192;

    static int Bin(double hertz) => (int)Math.Round(hertz * Points / Rate);

    /// <summary>The spectrum of the first 5 ms.</summary>
    static Complex[] FirstMilliseconds(double[] response)
    {
        double arrival = Onset.Of(Array.ConvertAll(response, sample => (float)sample)), ms = 1e-3 * Rate;
        return Spectra.Of([.. response.Select((sample, n) => sample * RaisedCosine.Rise((n - arrival + ms) / (0.5 * ms)) * RaisedCosine.Rise((arrival + 5 * ms - n) / (2 * ms)))], Points);
    }
}
