using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Loudspeakers;

namespace Proscenium.Tests.Files;

/// <summary>The units that a text writes are those it is read in; the oracle is the same response in Hz, dB and degrees.</summary>
public class WrittenUnitsTests
{
    static readonly double[] _hertz = [.. Enumerable.Range(0, 61).Select(n => Math.Round(20 * Math.Pow(10, n / 20.0), 2))];

    static readonly FrequencyResponse _truth = FrequencyResponse.Tabulated(_hertz, [.. _hertz.Select(Db)], [.. _hertz.Select(Degrees)]);

    [Theory]
    [InlineData("Freq(Hz)\tSPL(dB)\tPhase(degrees)", 1, null, 1)]
    [InlineData("Freq(kHz)\tdB\tdeg", 1e-3, null, 1)]
    [InlineData("Freq [kHz]   SPL [dB]   Phase [rad]", 1e-3, null, Math.PI / 180)]
    [InlineData("* Frequency(Hz), Level(dBV), Phase(radians)", 1, null, Math.PI / 180)]
    [InlineData("freq_hz,spl_db,phase_rad", 1, null, Math.PI / 180)]
    [InlineData("\"Freq (Hz)\";\"Pressure (Pa)\";\"Phase (deg)\"", 1, 20e-6, 1)]
    [InlineData("Freq(Hz);Pressure(mPa);Phase(deg)", 1, 20e-3, 1)]
    [InlineData("Freq(Hz)\tMagnitude(linear)\tPhase", 1, 1.0, 1)]
    [InlineData("Freq(Hz)\tOutput(mV)\tPhase", 1, 1e3, 1)]
    public void WrittenUnits_AreConverted(string heading, double hertz, double? levelOfOne, double degrees)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.txt"], heading + "\n" + string.Join("\n", _hertz.Select(f =>
            FormattableString.Invariant($"{hertz * f:R}\t{(levelOfOne is { } one ? one * Math.Pow(10, Db(f) / 20) : Db(f)):R}\t{degrees * Degrees(f):R}"))));
        AssertSame(_truth, FrequencyResponseFile.Read(folder["one.txt"]));
    }

    [Theory]
    [InlineData("Freq(Hz)\tMagnitude\tPhase(deg)", "'Magnitude' does not tell the unit of its levels")]
    [InlineData("Freq(Hz)\tSPL(sone)\tPhase(deg)", "'SPL (sone)' does not tell the unit of its levels")]
    [InlineData("Freq(rad/s)\tSPL(dB)\tPhase(deg)", "'Freq (rad/s)' does not tell the unit of its frequencies")]
    [InlineData("Freq(Hz)\tSPL(dB)\tPhase(cycles)", "'Phase (cycles)' does not tell the unit of its phases")]
    [InlineData("Frequency in kHz, then level and phase", "speaks of 'khz', but does not name its 3 columns")]
    [InlineData("Time\tValue\tOther", "needs two, time and value")]
    public void UnitsThatAreNotTold_AreRefused(string heading, string fault)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.txt"], heading + "\n" + string.Join("\n", _hertz.Select(f => FormattableString.Invariant($"{f}\t1.5\t0.1"))));
        string refusal = Assert.Throws<FileFormatException>(() => Read(folder["one.txt"])).Message;
        Assert.StartsWith(folder["one.txt"], refusal);
        Assert.Contains(fault, refusal);
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public void AnyEndOfLine_IsOne(string end)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.txt"], "* mine" + end + string.Join(end, _hertz.Select(f => FormattableString.Invariant($"{f:R} {Db(f):R} {Degrees(f):R}"))));
        AssertSame(_truth, FrequencyResponseFile.Read(folder["one.txt"]));
    }

    [Theory]
    [InlineData("100,70,5\n200,71,5\n400,72,5\n800,73,5\n")]
    [InlineData("Hz,dB\n100,5,70,5\n200,5,71,5\n400,5,72,5\n800,5,73,5\n")]
    [InlineData("100,5, 70,5\n200,5, 71,5\n400,5, 72,5\n800,5, 73,5\n")]
    public void CommasThatMayBeDecimalOrNot_AreRefused(string text)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.txt"], text);
        Assert.Contains("commas", Assert.Throws<FileFormatException>(() => FrequencyResponseFile.Read(folder["one.txt"], minimumPhase: true)).Message);
    }

    [Theory]
    [InlineData("\"100\",\"70,5\",\"0\"\n\"200\",\"71,5\",\"0\"\n\"400\",\"70,5\",\"0\"\n\"800\",\"70,5\",\"0\"\n")]
    [InlineData("\"Hz\",\"dB\",\"deg\"\n100,70.5,0\n200,71.5,0\n400,70.5,0\n800,70.5,0\n")]
    public void QuotedCells_AreRead(string text)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.csv"], text);
        Assert.Equal(71.5, 20 * Math.Log10(FrequencyResponseFile.Read(folder["one.csv"]).At(200).Magnitude), 1e-9);
    }

    [Theory]
    [InlineData("Time (ms)\tValue (V)", 1e3)]
    [InlineData("time [s], amplitude", 1)]
    [InlineData("Time(us);Value", 1e6)]
    public void AnImpulseInText_IsRead_InItsUnitOfTime(string heading, double perSecond)
    {
        using TemporaryFolder folder = new();
        float[] samples = [.. new float[20], .. Signals.Noise(100, 3)];
        File.WriteAllText(folder["one.txt"], heading + "\n" + string.Join("\n", samples.Select((sample, n) => FormattableString.Invariant($"{perSecond * (n - 5) / 48000:F12}\t{sample:R}"))));
        FrequencyResponse truth = FrequencyResponse.Impulse(samples, 48000).Shifted(1, -5.0 / 48000), read = Read(folder["one.txt"]);
        for (double f = 0; f < 20000; f += 777) Assert.True((truth.At(f) - read.At(f)).Magnitude < 1e-4);
    }

    [Theory]
    [InlineData("25c-cr-only.txt")]
    [InlineData("25p-khz.txt")]
    [InlineData("25u-phase-in-radians.txt")]
    [Trait(Traits.Needs, Traits.Data)]
    public void ARealTable_InOtherUnitsOrLines_GivesWhatThePlainOneGives(string name) =>
        AssertSame(FrequencyResponseFile.Read(RecordedData.Path("faults/25z-plain.txt")), FrequencyResponseFile.Read(RecordedData.Path("faults/" + name)), 1e-4);

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void RealTables_AreReadOrRefused_AsTheirHeadingsSay()
    {
        Assert.Contains("'Magnitude' does not tell", Assert.Throws<FileFormatException>(() => FrequencyResponseFile.Read(RecordedData.Path("faults/25v-linear-magnitude.txt"))).Message);
        Assert.Equal(75.5, 20 * Math.Log10(FrequencyResponseFile.Read(RecordedData.Path("faults/quoted_headings.txt")).At(50).Magnitude), 1e-6);
        Assert.InRange(Read(RecordedData.Path("faults/o08d-arta-impulse-time-ms.txt")).DelaySeconds, 0, 5e-3);
    }

    static double Db(double hertz) => 80 + 6 * Math.Sin(Math.Log(hertz));

    static double Degrees(double hertz) => 100 * Math.Cos(Math.Log(hertz));

    /// <summary>As a device file has it read.</summary>
    static FrequencyResponse Read(string path) => DriverResponseFile.Read(new ResponseSource { Path = path }).Measured[0].Response;

    static void AssertSame(FrequencyResponse truth, FrequencyResponse read, double within = 1e-6)
    {
        for (double f = 20; f < 18000; f *= 1.1) Assert.True((truth.At(f) - read.At(f)).Magnitude < within * truth.At(f).Magnitude, $"{f} Hz: {read.At(f)} instead of {truth.At(f)}");
    }
}
