using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Cli.Page.Measurement;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text.Measuring;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Plants;

namespace Proscenium.Tests.Measuring;

/// <summary>A laptop's two drivers measured at the ears of a head that is smaller than the sphere of the model.</summary>
[Trait(Traits.Category, Traits.Slow)]
public sealed partial class MeasurementPageTests
{
    const int Rate = 48000, MostBytes = 3_000_000;
    const double Distance = 0.6;

    static readonly Device _device = DeviceFile.Open("laptop");
    static readonly MeasurementSession _session = MeasurementSession.OfDrivers(_device, Distance, SweepSignal.Usual(Rate, 1), 0.2, overlapped: false, -12);
    static readonly TransferMatrix _truth = Plant.AtEars(_device, Distance, new SphericalHead(0.075, 100), [HeadPose.Seat], FrequencyGrid.ForDesign(Rate));
    static readonly double[][][] _ways = SimulatedMeasurement.FreeField(_truth);
    static readonly float[][] _recorded = new SimulatedMeasurement { Session = _session, Responses = _ways }.Recorded();
    static readonly Lazy<Measured> _together = new(() => Of([_recorded], [])), _oneByOne = new(() => Of([[_recorded[0]], [_recorded[1][3000..]]], [new("the head moved: lean it on something"), new("left < right: look & listen")]));

    [Fact]
    public void ThePage_HasEveryPicture_InOrder_AndNoFigureThatIsNone()
    {
        string page = MeasurementPage.Of(_together.Value, "measure recover <rec>.wav", TestContext.Current.CancellationToken);
        Assert.Equal(["Level, noise and distortion", "Time window of the direct sound", "Recordings over time", "Plant beside a sphere's", "Cancellation to expect"], Heading().Matches(page).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)));
        Assert.Equal(4 + 2 + 1 + 4 + 1, Drawing().Count(page)); // two drivers at two ears, two ears, a recording, level and phase of two drivers, octaves
        foreach (Match drawing in Drawing().Matches(page)) Assert.DoesNotContain("NaN", XDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(drawing.Groups[1].Value))).ToString());
        string words = Drawing().Replace(page, "");
        Assert.DoesNotContain("NaN", words);
        Assert.DoesNotContain("\u221e", words);
        Assert.Contains("Nothing was found wrong", words);
        Assert.Contains("your own ears are worth", words);
        Assert.Contains("&lt;rec&gt;", words);
        Assert.DoesNotContain("not known", words);
        Assert.InRange(page.Length, 1, MostBytes);
    }

    [Fact]
    public void EarsOneAfterTheOther_HaveNoInterauralTime_AndFaultsAreSentences()
    {
        string page = MeasurementPage.Of(_oneByOne.Value, "", TestContext.Current.CancellationToken);
        Assert.Contains("2 things were found wrong", page);
        Assert.Contains("<li>the head moved: lean it on something.</li><li>left &lt; right: look &amp; listen.</li>", page);
        Assert.Contains("The ears were recorded one after the other", page);
        Assert.Equal(2, Regex.Count(page, "<td>not known</td>"));
        Assert.Null(_oneByOne.Value.Paths.InterauralSeconds(0, 0));
    }

    [Fact]
    public void InterauralTimesAndArrivals_AreThoseOfTheTrueHead()
    {
        foreach (int driver in (int[])[0, 1])
        {
            double later = PathAlignment.Between(Path(1, driver), Path(0, driver), _truth.Grid).DelaySeconds;
            Assert.InRange(1e6 * (_together.Value.Paths.InterauralSeconds(0, driver)!.Value - later), -4, 4);
            Assert.InRange(1e6 * (_together.Value.Paths.ModelInterauralSeconds(0, driver) - later) * (driver == 0 ? 1 : -1), 4, 60); // a larger head has longer ones
        }
        double between = PathAlignment.Between(Path(0, 1), Path(0, 0), _truth.Grid).DelaySeconds;
        foreach (Measured measured in (Measured[])[_together.Value, _oneByOne.Value]) Assert.InRange(1e6 * (measured.Paths.Arrival(0, 1) - measured.Paths.Arrival(0, 0) - between), -4, 4);

        static System.Numerics.Complex[] Path(int ear, int driver) => [.. Enumerable.Range(0, _truth.Grid.BinCount).Select(bin => _truth[ear, driver, bin])];
    }

    [Fact]
    public void AReversedDriver_IsHalfATurnOffTheSphere_AndTheOtherIsNot()
    {
        double[][][] ways = Array.ConvertAll(_ways, ear => (double[][])[ear[0], Array.ConvertAll(ear[1], sample => -sample)]);
        Measured measured = Of([new SimulatedMeasurement { Session = _session, Responses = ways, ClockParts = 0 }.Recorded()], []);
        Assert.InRange(measured.OffSphere(0, 0).Degrees, 0, 30);
        Assert.InRange(measured.OffSphere(0, 1).Degrees, 150, 180);
    }

    [Fact]
    public void ExpectedCancellation_IsWhatThePlanReachesAtTheTrueEars()
    {
        MeasuredListener exact = new(new SphericalHead(), [HeadPose.Seat], [.. Enumerable.Range(0, 2).Select(ear => Enumerable.Range(0, 2).Select(driver => Enumerable.Range(0, _truth.Grid.BinCount).Select(bin => _truth[ear, driver, bin]).ToArray()).ToArray())], _truth.Grid);
        ExpectedCancellation expected = Expected(_together.Value.Listener), best = Expected(exact);
        Assert.InRange(expected.ForListener.PlacesDb[0], best.ForListener.PlacesDb[0] - 0.5, best.ForListener.PlacesDb[0] + 0.5);
        Assert.InRange(expected.ForSphere.PlacesDb[0], best.ForSphere.PlacesDb[0] - 0.7, best.ForSphere.PlacesDb[0] + 0.7);
        Assert.True(expected.ForListener.PlacesDb[0] > expected.ForSphere.PlacesDb[0] + 2);
        Assert.True(expected.ForSphere.PlacesDb[0] > expected.Untreated.PlacesDb[0] + 2);

        static ExpectedCancellation Expected(MeasuredListener listener) => ExpectedCancellation.Of(_device, Distance, listener, Rate, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void WhatIsPrinted_FitsATerminalOf100Columns()
    {
        foreach (Measured measured in (Measured[])[_together.Value, _oneByOne.Value])
        {
            using StringWriter printed = new();
            RecoveryText.Print(measured.Plant, [], "plant.sofa", new Report(printed));
            Assert.All(printed.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 100));
            Assert.DoesNotContain("-0.0", printed.ToString());
        }
    }

    [Fact]
    public void ASpectrogram_ShowsATone_WhereItIs()
    {
        float[] tone = [.. Enumerable.Range(0, Rate).Select(n => n < Rate / 2 ? 0 : 0.1f * MathF.Sin(2 * MathF.PI * 1000 * n / Rate))];
        Spectrogram spectrogram = Spectrogram.Of([tone], Rate);
        (int bands, int times) = (spectrogram.Decibels.GetLength(0), spectrogram.Decibels.GetLength(1));
        int loudest = Enumerable.Range(0, bands).MaxBy(band => spectrogram.Decibels[band, times * 3 / 4]);
        Assert.InRange(spectrogram.LowHz * Math.Pow(spectrogram.HighHz / spectrogram.LowHz, loudest / (bands - 1.0)), 950, 1050);
        Assert.InRange(spectrogram.Decibels[loudest, times * 3 / 4], -0.5, 0);
        Assert.InRange(spectrogram.Decibels[loudest, times / 8], double.MinValue, -100);
        Assert.InRange(spectrogram.Decibels[loudest + 14, times * 3 / 4], double.MinValue, -60);
        Assert.Equal(1, spectrogram.Seconds, 1e-9);
    }

    [Fact]
    public void FilesThatBelongTogether_AreWritten_AllOrNone()
    {
        using TemporaryFolder folder = new();
        Assert.Throws<SoundException>(() => AtomicFile.WriteTogether([(folder["plant.sofa"], [1]), (folder["none/page.html"], [2])]));
        Assert.Empty(folder.Names);
        AtomicFile.WriteTogether([(folder["plant.sofa"], [1]), (folder["page.html"], [2])]);
        Assert.Equal(["page.html", "plant.sofa"], folder.Names);
    }

    static Measured Of(float[][][] recordings, SetupFault[] faults)
    {
        SweepRecovery[] recovered = Array.ConvertAll(recordings, recording => SweepRecovery.Of(recording, Rate, _session));
        return new(RecoveredPlant.Of(_session, recovered, [HeadPose.Seat], rightFirst: false, windowSeconds: null), faults, [.. recordings.Select((recording, n) => ($"{n + 1}.wav", recording, Rate))]);
    }

    [GeneratedRegex("<h2>(.*?)</h2>")]
    private static partial Regex Heading();

    [GeneratedRegex("<img src=\"data:image/svg\\+xml;base64,([^\"]*)\"")]
    private static partial Regex Drawing();
}
