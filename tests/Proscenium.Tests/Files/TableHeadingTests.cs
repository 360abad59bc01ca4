using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Loudspeakers;

namespace Proscenium.Tests.Files;

/// <summary>Tables as measuring programs write them, and headings that are easily misread; the oracle is the same response in Hz, dB and degrees.</summary>
public class TableHeadingTests
{
    static readonly double[] _hertz = [.. Enumerable.Range(0, 61).Select(n => Math.Round(20 * Math.Pow(10, n / 20.0), 2))];

    static readonly FrequencyResponse _truth = FrequencyResponse.Tabulated(_hertz, [.. _hertz.Select(Db)], [.. _hertz.Select(Degrees)]);

    /// <summary>Columns of a line: n counts, f, d and p are frequency, level and phase, c and % what stands beside them, other letters are units of these.</summary>
    [Theory]
    [InlineData("No Freq SPL Phase", "n f d p", " ")]
    [InlineData("# No. Freq(Hz) SPL(dB) Phase(deg)", "n f d p", " ")]
    [InlineData("#,Frequency,Level,Phase", "n f d p", ",")]
    [InlineData("Index;Phase (deg);Freq (Hz);SPL (dB)", "n p f d", ";")]
    [InlineData("SPL(dB)\tPhase(deg)\tFreq(Hz)", "d p f", "\t")]
    [InlineData("* Freq  SPL  Phase\n* kHz   dB   rad\n*", "k d r", " ")]
    [InlineData("* Units: kHz, dB, rad\n* Freq, SPL, Phase\n* ", "k d r", ",")]
    [InlineData("kHz dB rad\n* Smoothing: none\n\n", "k d r", " ")]
    [InlineData("* Freq(kHz) SPL(dB) Phase(rad)\n* Data follow", "k d r", " ")]
    [InlineData("* Measurement data measured by REW V5.20\n* Dated: Oct 1, 2020\n* Target level: 75.0 dB\n* Frequency Step: 0.25 Hz to 20 kHz\n* Start Frequency: 20.0 Hz\n*\n* Freq(Hz) SPL(dB) Phase(degrees)", "f d p", " ")]
    [InlineData("Freq[Hz]\tCHB[dBSPL]\tPhase[Deg]\tTHD[%]\tR&B[%]", "f d p % %", "\t")]
    [InlineData("Created with Open Sound Meter\n", "f d p c", "\t")]
    [InlineData("Frequency (Hz)\tMagnitude (dB)\tPhase (deg)\tCoherence", "f d p c", "\t")]
    [InlineData("Frequency (Hz)\tMagnitude (dB)\tPhase (deg)\tGroup delay (ms)", "f d p c", "\t")]
    [InlineData("* Mic sensitivity 12 mV/Pa, 1 kHz\n* Freq SPL Phase", "f d p", " ")]
    [InlineData("Frequenz [Hz]\tPegel [dB]\tPhase [°]", "f d p", "\t")]
    [InlineData("Frequenz [kHz]\tPegel [dB]\tWinkel [Bogenmaß]", "k d r", "\t")]
    [InlineData("Fréquence (Hz)\tNiveau (dB)\tPhase (°)", "f d p", "\t")]
    [InlineData("Freq(Hz) |p|(Pa) arg(deg)", "f a p", " ")]
    [InlineData("Freq(Hz)\tAmplitude (lin)\targ", "f l p", "\t")]
    [InlineData("Freq(Hz)\tPower (linear)\tPhase(deg)", "f w p", "\t")]
    [InlineData("Freq(Hz)\tPressure(Pa^2)\tPhase(deg)", "f A p", "\t")]
    [InlineData("Freq(Hz)\t|p|^2 (Pa)\tPhase(deg)", "f A p", "\t")]
    [InlineData("Freq(Hz)\tPower (dB)\tPhase(deg)", "f d p", "\t")]
    [InlineData("Freq(Hz)\tdB\tPhase(*pi rad)", "f d i", "\t")]
    [InlineData("Freq(Hz)\tSPL[dB]\tPhase [π rad]", "f d i", "\t")]
    public void TheTable_IsRead_AsItsHeadingSays(string heading, string columns, string separator)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.txt"], Table(heading, columns, separator));
        AssertSame(FrequencyResponseFile.Read(folder["one.txt"]));
        if (separator is ",") return;
        File.WriteAllText(folder["comma.txt"], heading + "\n" + Table("", columns, separator).Trim('\n').Replace('.', ',')); // the same with decimal commas
        AssertSame(FrequencyResponseFile.Read(folder["comma.txt"]));
    }

    [Theory]
    [InlineData("", "n f d p", "counts the lines")]
    [InlineData("Freq SPL Phase", "n f d p", "counts the lines")]
    [InlineData("No Freq SPL", "n f d p", "counts the lines")]
    [InlineData("* Frequency in kHz\n* Phase in radians\n* Freq SPL Phase", "k d r", "speaks of 'khz'")]
    [InlineData("* Phase: radians\n* made by hand\n*", "f d r", "speaks of 'radians'")]
    [InlineData("* Magnitude: linear\n* Freq(Hz) Response Phase(deg)", "f d p", "speaks of 'linear'")]
    [InlineData("* Units: Hz, Pa, deg\n* made by hand\n* Freq Level Phase of the left one", "f d p", "speaks of 'pa'")]
    [InlineData("Freq(Hz) Magnitude Phase(deg)", "f d p", "does not tell the unit of its levels")]
    [InlineData("Freq(Hz) Power Phase(deg)", "f w p", "its column 'Power' does not tell the unit of its levels")]
    [InlineData("Freq(Hz) |p| Phase(deg)", "f l p", "its column '|p|' does not tell the unit of its levels")]
    [InlineData("Freq(Hz) |H|^2 Phase(deg)", "f w p", "its column '|H|^2' does not tell the unit of its levels")]
    [InlineData("Freq(Hz) SPL(dB) Wibble", "f d p", "what its column 'Wibble' holds cannot be told: call it")]
    [InlineData("Freq(kHz) SPL(dB) Phase(deg)", "f d p", "is no frequency of a sound in kHz, which is 0 or 0.1 Hz to 1 MHz: correct the line or leave it out, or write Hz in the heading")]
    public void WhatCannotBeTold_IsRefused_WithTheCure(string heading, string columns, string fault)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.txt"], Table(heading, columns, " "));
        string sentence = Assert.Throws<FileFormatException>(() => FrequencyResponseFile.Read(folder["one.txt"])).Message;
        Assert.StartsWith(folder["one.txt"] + ": ", sentence);
        Assert.Contains(fault, sentence);
        Assert.Contains(": ", sentence[(folder["one.txt"].Length + 2)..]);
    }

    [Fact]
    public void AMagnitudeBelowZero_IsInDecibels_AndAsterisksStandForNothing()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.csv"], "Frequency,Magnitude,Phase,Coherence\n5,*,*,0.1\n10,*,*,0.2\n" + string.Join("\n", _hertz.Select(f => FormattableString.Invariant($"{f:R},{Db(f) - 100:R},{Degrees(f):R},0.9"))) + "\n23000,*,*,0\n");
        FrequencyResponse read = FrequencyResponseFile.Read(folder["one.csv"]);
        Assert.Equal((20, 20000), (read.MinHz, read.MaxHz));
        Assert.Equal(Db(20) - 100, 20 * Math.Log10(read.At(20).Magnitude), 1e-6);
    }

    [Fact]
    public void ALoneDegreeSignOfLatin1_IsOne()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["one.txt"], System.Text.Encoding.Latin1.GetBytes(Table("Fréquence (Hz)\tNiveau (dB)\tPhase (°)", "f d p", "\t")));
        AssertSame(FrequencyResponseFile.Read(folder["one.txt"]));
    }

    [Theory]
    [InlineData("Freq SPL Phase", "f d r", true)]
    [InlineData("", "f d r", true)]
    [InlineData("Freq(Hz) SPL(dB) Phase(deg)", "f d r", false)]
    [InlineData("Freq SPL Phase", "f d p", false)]
    [InlineData("Freq SPL Phase(rad)", "f d r", false)]
    public void PhasesThatCouldBeRadians_AreTakenForDegrees_WithANote(string heading, string columns, bool noted)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.txt"], Table(heading, columns, " "));
        string[] notes = [.. DriverResponseFile.Read(new ResponseSource { Path = folder["one.txt"] }).Notes];
        Assert.Equal(noted, notes.Any(note => note.Contains("taken for degrees; where it is in radians, write Phase(rad) over it", StringComparison.Ordinal)));
    }

    [Fact]
    public void AnImpulse_IsRead_WithoutTheColumnThatCountsItsSamples()
    {
        using TemporaryFolder folder = new();
        float[] samples = Signals.Noise(100, 3);
        File.WriteAllText(folder["one.txt"], "No\tTime (ms)\tValue\n" + string.Join("\n", samples.Select((sample, n) => FormattableString.Invariant($"{n}\t{n / 48.0:F9}\t{sample:R}"))));
        FrequencyResponse truth = FrequencyResponse.Impulse(samples, 48000), read = DriverResponseFile.Read(new ResponseSource { Path = folder["one.txt"] }).Measured[0].Response;
        for (double f = 0; f < 20000; f += 777) Assert.True((truth.At(f) - read.At(f)).Magnitude < 1e-4);
    }

    static string Table(string heading, string columns, string separator) => heading + "\n" + string.Join("\n", _hertz.Select((f, n) => string.Join(separator, columns.Split(' ').Select(column => FormattableString.Invariant($"{Cell(column, f, n):0.000000############}")))));

    static double Cell(string column, double hertz, int n) => column switch
    {
        "n" => n + 1,
        "f" => hertz,
        "k" => hertz / 1000,
        "d" => Db(hertz),
        "p" => Degrees(hertz),
        "r" => Degrees(hertz) * Math.PI / 180,
        "i" => Degrees(hertz) / 180,
        "l" => Math.Pow(10, Db(hertz) / 20),
        "w" => Math.Pow(10, Db(hertz) / 10),
        "a" => 20e-6 * Math.Pow(10, Db(hertz) / 20),
        "A" => Math.Pow(20e-6 * Math.Pow(10, Db(hertz) / 20), 2),
        _ => 0.5,
    };

    static double Db(double hertz) => 80 + 6 * Math.Sin(Math.Log(hertz));

    static double Degrees(double hertz) => 100 * Math.Cos(Math.Log(hertz));

    static void AssertSame(FrequencyResponse read)
    {
        for (double f = 20; f < 18000; f *= 1.1) Assert.True((_truth.At(f) - read.At(f)).Magnitude < 1e-5 * _truth.At(f).Magnitude, $"{f} Hz: {read.At(f)} instead of {_truth.At(f)}");
    }
}
