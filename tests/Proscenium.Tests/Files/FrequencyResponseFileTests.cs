using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Files;

public class FrequencyResponseFileTests
{
    [Theory]
    [InlineData("* Freq(Hz) SPL(dB) Phase(degrees)\n100 -6.5 10.25\n200 -6.5 20.5\n400 -6.5 41\n800 -6.5 82\n")]
    [InlineData("100\t-6.5\t10.25\r\n200\t-6.5\t20.5\r\n400\t-6.5\t41\r\n800\t-6.5\t82\r\n")]
    [InlineData("# made by hand\n; and this\n\n100,-6.5,10.25\n200,-6.5,20.5\n400, -6.5, 41\n800,-6.5,82")]
    [InlineData("Frequency;Level;Phase\n100;-6,5;10,25\n200;-6,5;20,5\n400;-6,5;41\n800;-6,5;82")]
    [InlineData("100 -6,5 10,25\n200 -6,5 20,5\n400 -6,5 41\n800 -6,5 82")]
    [InlineData("\"Freq [Hz]\" \"dBSPL\" \"Phase [Deg]\"\n1e2 -6.5 10.25\n2.0E+2 -6.5 20.5\n4e2 -6.5 41 \n8e2 -6.5 82\n* end")]
    [InlineData("freq,phase,spl\n100,10.25,-6.5\n200,20.5,-6.5\n400,41,-6.5\n800,82,-6.5")]
    public void TheSameNumbers_AreRead_HoweverTheyAreSeparated(string text)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.frd"], text);
        FrequencyResponse read = FrequencyResponseFile.Read(folder["one.frd"]);
        Assert.Equal((100, 800), (read.MinHz, read.MaxHz));
        Assert.Equal(-6.5, 20 * Math.Log10(read.At(200).Magnitude), 1e-9);
        Assert.Equal(20.5, read.At(200).Phase * 180 / Math.PI, 1e-9);
        Assert.Equal(82, read.At(800).Phase * 180 / Math.PI, 1e-9);
    }

    [Theory]
    [InlineData("", "the file is empty: export")]
    [InlineData("hello\nworld\n", "no line of numbers")]
    [InlineData("100 -6 10\n", "holds 1 frequencies, too few")]
    [InlineData("100\n200\n400\n800\n", "one number in a line")]
    [InlineData("100 -6\n200 -6\n400 -6\n800 -6\n", "has no phase column")]
    [InlineData("100 -6 1\n400 -6 2\n200 -6 3\n800 -6 4\n", "line 3: 200 Hz comes after 400 Hz")]
    [InlineData("100 -6 1\n200 -6 2\n200 -6 3\n800 -6 4\n", "line 3: 200 Hz comes after 200 Hz")]
    [InlineData("100 -6 1\n200 NaN 2\n400 -6 3\n800 -6 4\n", "line 2: the level 'NaN' is no number")]
    [InlineData("100 -6 1\n200 -6 inf\n400 -6 3\n800 -6 4\n", "line 2: the phase 'inf' is no number")]
    [InlineData("100 -6 1\n200 -6\n400 -6 3\n800 -6 4\n", "line 2: the phase '' is no number")]
    [InlineData("-100 -6 1\n200 -6 2\n400 -6 3\n800 -6 4\n", "line 1: the frequency is no number from 0 on")]
    [InlineData("100 -6 1\n200 -6 2\nfour -6 3\n800 -6 4\n", "line 3: 'four' is no number")]
    [InlineData("100,5\t-6.5\t1\n200,5\t-6.5\t2\n400,5\t-6.5\t3\n800,5\t-6.5\t4\n", "points and commas")]
    [InlineData("freq_hz,spl_db,spl_30deg_db\n100,1,2\n200,1,2\n400,1,2\n800,1,2\n", "freq_hz, spl_db, spl_30deg_db")]
    [InlineData("freq,impedance_ohm,phase_deg\n100,1,2\n200,1,2\n400,1,2\n800,1,2\n", "impedance")]
    public void WhatIsNoResponse_IsRefused_WithFileLineFaultAndCure(string text, string fault)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.txt"], text);
        string sentence = Assert.Throws<FileFormatException>(() => FrequencyResponseFile.Read(folder["one.txt"])).Message;
        Assert.StartsWith(folder["one.txt"], sentence);
        Assert.Contains(fault, sentence);
        Assert.EndsWith(".", sentence);
    }

    [Fact]
    public void WhatIsNoTextFile_IsRefused()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("there is no such file", Assert.Throws<FileFormatException>(() => FrequencyResponseFile.Read(folder["none.frd"])).Message);
        File.Move(MeasuredSets.WriteImpulse(folder["sound.wav"], _ => 1, 48000, 256), folder["sound.txt"]);
        Assert.Contains("end the name of a sound file in .wav", Assert.Throws<FileFormatException>(() => FrequencyResponseFile.Read(folder["sound.txt"])).Message);
        Assert.Contains("is a folder", Assert.Throws<FileFormatException>(() => FrequencyResponseFile.Read(folder["."])).Message);
    }

    [Fact]
    public void WithoutPhase_TheMinimumPhaseIsUsed_OnlyWhereAskedFor()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(folder["one.csv"], MeasuredSets.Hertz.Select(f => FormattableString.Invariant($"{f:R},{-10 * Math.Log10(1 + f * f / 1e6):R}")));
        Assert.Contains("\"phase\": \"minimum\"", Assert.Throws<FileFormatException>(() => FrequencyResponseFile.Read(folder["one.csv"])).Message);
        Assert.Equal(-45, FrequencyResponseFile.Read(folder["one.csv"], minimumPhase: true).At(1000).Phase * 180 / Math.PI, 2.0);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void RealFrd_WithUnwrappedPhaseFromZeroHertz_IsRead()
    {
        FrequencyResponse read = FrequencyResponseFile.Read(RecordedData.Path("speakers/ryu_F144W/F144W.frd"));
        Assert.Equal((0, 22050), (read.MinHz, read.MaxHz));
        Assert.Equal(-5.24824521068, 20 * Math.Log10(read.At(100).Magnitude), 1e-9);
        Assert.Equal(0, Math.IEEERemainder(read.At(100).Phase * 180 / Math.PI + 803.347704304, 360), 1e-6);
        Assert.Contains("impedance", Assert.Throws<FileFormatException>(() => FrequencyResponseFile.Read(RecordedData.Path("speakers/ryu_F144W/F144W.zma"))).Message);
    }

    [Theory]
    [InlineData("15W-4434G00_freq_response.csv", "spl_offaxis1_db")]
    [InlineData("15W-4434G00_impedance.csv", "impedance")]
    [InlineData("SB26STAC-C000-4_freq_response.csv", "spl_30deg_db")]
    [InlineData("GRS-8SW-4HE-8_freq_response.csv", "has no phase column")]
    [Trait(Traits.Needs, Traits.Data)]
    public void RealTracedCurves_AreRefused_AsWhatTheyAre(string name, string fault) =>
        Assert.Contains(fault, Assert.Throws<FileFormatException>(() => FrequencyResponseFile.Read(RecordedData.Path("speakers/mk3_driver_datasheet_csv/" + name))).Message);

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void ARealTracedCurve_IsRead_WithMinimumPhase()
    {
        FrequencyResponse read = FrequencyResponseFile.Read(RecordedData.Path("speakers/mk3_driver_datasheet_csv/GRS-8SW-4HE-8_freq_response.csv"), minimumPhase: true);
        Assert.Equal(89.32, 20 * Math.Log10(read.At(101.6 * 1.123).Magnitude), 0.2);
    }
}
