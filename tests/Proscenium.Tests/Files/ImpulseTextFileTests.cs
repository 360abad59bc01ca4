using System.Globalization;
using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Loudspeakers;

namespace Proscenium.Tests.Files;

/// <summary>REW's impulse responses in text; the oracle is a click whose spectrum is known.</summary>
public class ImpulseTextFileTests
{
    const int Click = 40;

    [Theory]
    [InlineData(false, -37.25)]
    [InlineData(true, -40)]
    [InlineData(false, 12.5)]
    public void AClick_KeepsItsLevel_AndItsTime_ToAFractionOfASample(bool normalised, double startSamples)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.txt"], Text(normalised, startSamples, Samples(normalised ? 1 : 0.25f)));
        FrequencyResponse read = Open(folder["one.txt"]);
        double seconds = (startSamples + Click) / 96000;
        for (double f = 0; f < 30000; f += 777) Assert.True((read.At(f) - 0.25 * FrequencyResponse.Turn(f, seconds)).Magnitude < 1e-6);
        Assert.Equal(seconds, read.DelaySeconds, 1e-9);
    }

    [Fact]
    public void ItIsRead_LikeTheSameResponse_InWav()
    {
        using TemporaryFolder folder = new();
        float[] samples = [.. new float[30], .. Signals.Noise(200, 1)];
        File.WriteAllText(folder["one.txt"], Text(false, 0, samples).Replace("\n", "\r\n"));
        Sounds.Write(folder["one.wav"], 96000, samples);
        (FrequencyResponse text, FrequencyResponse wave) = (Open(folder["one.txt"]), Open(folder["one.wav"]));
        for (double f = 0; f < 40000; f += 777) Assert.True((text.At(f) - wave.At(f)).Magnitude < 1e-6);
    }

    [Theory]
    [InlineData("* Data start", "* Data", "no line '* Data start'")]
    [InlineData("// Start time (seconds)", "", "does not say its 'Start time (seconds)'")]
    [InlineData("1.0416666666666666E-5 //", "1,04E-5 //", "is no number with a decimal point")]
    [InlineData("1.0416666666666666E-5 //", "0.3 //", "sample interval")]
    [InlineData("100 // Response length", "101 // Response length", "holds 100 samples and says 101")]
    [InlineData("* IR is not normalised", "* IR is normalised\nnone // Peak value before normalisation", "is no number")]
    public void ADamagedFile_IsRefused_WithFileFaultAndCure(string whole, string damaged, string fault)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.txt"], Text(false, 0, Samples(1)).Replace(whole, damaged));
        string sentence = Assert.Throws<FileFormatException>(() => Open(folder["one.txt"])).Message;
        Assert.StartsWith(folder["one.txt"], sentence);
        Assert.Contains(fault, sentence);
    }

    [Fact]
    public void SamplesThatAreNone_AreNamedByTheirLine()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.txt"], Text(false, 0, Samples(1)) + "NaN\n");
        Assert.Contains("line 114: 'NaN' is no sample", Assert.Throws<FileFormatException>(() => Open(folder["one.txt"])).Message);
        File.WriteAllText(folder["silence.txt"], Text(false, 0, new float[100]));
        Assert.Contains("nothing but silence", Assert.Throws<FileFormatException>(() => Open(folder["silence.txt"])).Message);
    }

    /// <summary>The one direction of a response that is one file.</summary>
    static FrequencyResponse Open(string path) => Assert.Single(DriverResponseFile.Read(new ResponseSource { Path = path }).Measured).Response;

    static float[] Samples(float peak)
    {
        float[] samples = new float[100];
        samples[Click] = peak;
        return samples;
    }

    /// <summary>As REW V5.40 writes it.</summary>
    static string Text(bool normalised, double startSamples, float[] samples) => string.Create(CultureInfo.InvariantCulture, $"""
        * Impulse Response data saved by REW V5.40
        * IR is {(normalised ? "" : "not ")}normalised
        * IR window has been applied
        * IR is not the min phase version
        * Measurement: left
        * Excitation: 256k Log Swept Sine, 1 sweep at -12.0 dBFS using a loopback as a timing reference
        * Response measured over: 20.1 to 19,999.9 Hz
        0.25 // Peak value before normalisation
        40 // Peak index
        {samples.Length} // Response length
        1.0416666666666666E-5 // Sample interval (seconds)
        {startSamples / 96000:R} // Start time (seconds)
        * Data start

        """) + string.Concat(samples.Select(sample => sample.ToString("R", CultureInfo.InvariantCulture) + "\n"));
}
