using System.Globalization;
using System.Text.RegularExpressions;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Steering;

namespace Proscenium.Tests.Cli;

[Collection("console")]
public class DesignOptionTests
{
    [Fact]
    public void AllWishes_ReachThePlan_AndItsSettings()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["poses.json"], "{\"poses\": [{\"left\": 0, \"weight\": 2}, {\"left\": 0.06}, {\"left\": -0.06, \"yawDegrees\": 5}]}");
        File.WriteAllText(folder["limit.txt"], "# Hz dB\n100 0\n400 9\n8000, 6\n");
        string printed = Command.Succeed("design", "-o", folder["plan"], "--device", "laptop", "--poses", folder["poses.json"], "--gain-limit", folder["limit.txt"],
            "--tolerance", "0.5,3", "--form", "rtf", "--target-gain", "deep", "--angle", "none", "--boost-limit", "7.5");
        Assert.Contains("boost limit 7.5 dB", printed);
        Assert.Contains("weighted mean power over 3 head poses", printed);
        DesignRequest settings = PlanFile.Read(folder["plan"]).Request;
        Assert.Equal([new(new(), 0.5), new(new(Left: 0.06), 0.25), new(new(Left: -0.06, YawDegrees: 5), 0.25)], settings.Poses);
        Assert.Equal((0.5, 3.0, FilterForm.Rtf, 256, 64, "deep"), (settings.ToleranceDb, settings.ToleranceDegrees, settings.Form, settings.FilterTaps, settings.ModellingDelay, settings.Target.Name));
        Assert.Equal([(100, 0), (400, 9), (8000, 6)], settings.GainLimit.Points);
        Assert.Equal(7.5, settings.BoostLimitDb);
        Assert.Equal(256, PlanFile.Read(folder["plan"]).Plan.Filters.Taps);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void AMeasuredHead_IsDesignedOn_AndHeardThrough()
    {
        using TemporaryFolder folder = new();
        string kemar = RecordedData.Kemar();
        Assert.Contains("KEMAR", Command.Succeed("design", "-o", folder["plan"], "--device", "phone", "--head", kemar));
        Assert.Equal(kemar, Assert.IsType<MeasuredHead>(PlanFile.Read(folder["plan"]).Request.Head).Origin!.Path);
        Assert.Contains("image at 30 degrees", Command.Succeed("analyze", "--plan", folder["plan"], "--head", kemar));
    }

    [Theory]
    [InlineData(2, "--target-gain", "loud", "gentle, default, deep")]
    [InlineData(2, "--gain-limit", "41", "0 to 40 dB")]
    [InlineData(2, "--gain-limit", "x", "is not a level in dB, and there is no such file")]
    [InlineData(2, "--tolerance", "1", "decibels and degrees")]
    [InlineData(2, "--tolerance", "9,3", "0 to 6 dB")]
    [InlineData(2, "--form", "iir", "iir")]
    [InlineData(1, "--poses", "no.json", "no file of poses")]
    [InlineData(1, "--head", "no.sofa", "no.sofa")]
    [InlineData(2, "--taps", "9000", "taps")]
    [InlineData(2, "--target-gain", "-5", "0 to 60 dB")]
    [InlineData(2, "--gain-limit", "-5", "0 to 40 dB")]
    [InlineData(2, "--boost-limit", "41", "0 to 40 dB")]
    [InlineData(2, "--boost-limit", "-1", "0 to 40 dB")]
    [InlineData(2, "--boost-limit", "x", "--boost-limit needs a number")]
    [InlineData(2, "--drivers", ",", "--drivers needs names")]
    [InlineData(2, "--drivers", "left,left", "named twice")]
    [InlineData(2, "--tolerance", ",", "decibels and degrees")]
    [InlineData(2, "--bank", "up=0..1/0.1", "write auto, or left and distance in metres")]
    [InlineData(2, "--bank", "left=-0.3", "write FROM..TO/STEP")]
    [InlineData(2, "--bank", "distance=0.4..0.5/0.1,left=-0.1..0.1/0.1", "lies outside of distance=0.4..0.5/0.1")]
    public void WrongWishes_GetOneSentence(int code, string option, string value, string hint)
    {
        using TemporaryFolder folder = new();
        Assert.Contains(hint, Command.Fail(code, "design", "-o", folder["plan"], "--device", "laptop", option, value));
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("poses.json", "--poses", "{\"poses\": []}", "1 to 100")]
    [InlineData("poses.json", "--poses", "{\"poses\": [{\"lft\": 1}]}", "did you mean 'left'")]
    [InlineData("poses.json", "--poses", "{\"poses\": [{\"left\": 1, \"weight\": 0}]}", "weight")]
    [InlineData("curve.txt", "--target-gain", "100 20\n50 20\n", "point 2 of the curve is at 50 Hz")]
    [InlineData("curve.txt", "--target-gain", "100 20 3\n", "line 1")]
    [InlineData("curve.txt", "--target-gain", "\n100 99\n", "99 dB at 100 Hz: keep it between 0 and 60 dB")]
    [InlineData("curve.txt", "--gain-limit", "100 -3\n", "-3 dB at 100 Hz: keep it between 0 and 40 dB")]
    [InlineData("curve.txt", "--gain-limit", "", "at least one point")]
    public void WrongFiles_GetASentence_ThatNamesThem(string name, string option, string text, string hint)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder[name], text);
        string sentence = Command.Fail(1, "design", "-o", folder["plan"], "--device", "laptop", option, folder[name]);
        Assert.Contains(name, sentence);
        Assert.Contains(hint, sentence);
        Assert.Equal([name], folder.Names);
    }

    [Fact]
    public void HeadsInsideTheDevice_AreRefused_WithASentence()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["poses.json"], "{\"poses\": [{\"left\": 0}, {\"forward\": 1.9}]}");
        Assert.Contains("too near to echo-studio", Command.Fail(2, "design", "-o", folder["plan"], "--poses", folder["poses.json"]));
        Assert.Contains("too near to echo-studio", Command.Fail(2, "design", "-o", folder["plan"], "--distance", "0.2"));
        Assert.Equal(["poses.json"], folder.Names);
        Command.Succeed("design", "-q", "-o", folder["plan"], "--distance", "0.25");
    }

    [Fact]
    public void AStoredPlan_TakesNoOtherWishes()
    {
        using TemporaryFolder folder = new();
        Command.Succeed("design", "-q", "-o", folder["plan"], "--device", "phone");
        Assert.Contains("leave --taps out", Command.Fail(2, "analyze", "--plan", folder["plan"], "--taps", "64"));
        Assert.Contains("leave --device out", Command.Fail(2, "analyze", "--plan", folder["plan"], "--device", "laptop"));
    }

    [Fact]
    public void ShortFilters_ThatMissThePlan_SaySo()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("the filters are up to", Command.Succeed("design", "-o", folder["plan"], "--device", "phone", "--taps", "32", "--angle", "none"));
        Assert.DoesNotContain("the filters are up to", Command.Succeed("design", "-o", folder["plan"], "--device", "phone", "--angle", "none"));
        Assert.Contains("no equaliser", Command.Fail(2, "design", "-o", folder["plan"], "--device", "phone", "--form", "rtf", "--taps", "64", "--delay", "63"));
    }

    [Fact]
    public void WhereNothingIsAsked_NothingIsMissed()
    {
        using TemporaryFolder folder = new();
        Assert.DoesNotContain("below the target", Command.Succeed("design", "-o", folder["plan"], "--device", "laptop", "--angle", "none", "--target-gain", "0", "--tolerance", "6,45"));
    }

    [Fact]
    public void WhereTheBoostLimitLowersTheResponse_OneSentenceForLeftAndRightSaysSo_AndTenMoreDecibels_LowerItByTenLess()
    {
        using TemporaryFolder folder = new();
        string[] Told(string limit, string drivers) =>
            [.. Command.Succeed("design", "-o", folder["plan"], "--angle", "none", "--drivers", drivers, "--boost-limit", limit).Split('\n').Where(line => line.Contains("the response is")).Select(line => line.Trim())];
        double Lowered(string limit)
        {
            string sentence = Assert.Single(Told(limit, "mid-left,mid-right")); // which face the sides, so that they give out in front
            Match match = Regex.Match(sentence, @"^note: left and right: from (\d+) to .*16000 Hz the response is up to (\d+\.\d) dB below a flat loudspeaker's, because of the boost limit of " + limit + @" dB\.$");
            Assert.True(match.Success && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) >= 4000, sentence);
            return double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        }
        Assert.Equal(10, Lowered("4.5") - Lowered("14.5"), 0.11);
        Assert.Empty(Told("10", "mid-left,mid-right,tweeter"));
    }

    [Fact]
    public void WhereCancellationTapers_TwoDigitsAreTold_UpTo16KiloHertz()
    {
        using TemporaryFolder folder = new();
        string printed = Command.Succeed("design", "-o", folder["plan"]);
        MatchCollection ranges = Regex.Matches(printed, @"from (\d+) to (\d+) Hz the plan is up to [\d.]+ dB below the target \([-\d.]+ instead of [\d.]+ dB at (\d+) Hz\), because of ");
        Assert.NotEmpty(ranges);
        int[] hertz = [.. ranges.SelectMany(range => range.Groups.Values.Skip(1)).Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture))];
        Assert.All(hertz, told => Assert.True(told <= 16000 && (told < 100 || told % (told < 1000 ? 10 : told < 10000 ? 100 : 1000) == 0), $"{told} Hz"));
        Assert.Contains(hertz, told => told == 16000);
    }

    [Fact]
    public void TargetCurves_AreGentleDefaultAndDeep_AndRiseInThatOrder()
    {
        Assert.Equal(["gentle", "default", "deep"], TargetCurves.Names);
        foreach (double f in new[] { 300.0, 1000, 3000, 8000 })
            Assert.True(TargetCurves.Named("gentle").At(f) < TargetCurves.Named("default").At(f) && TargetCurves.Named("default").At(f) < TargetCurves.Named("deep").At(f));
        Assert.All(TargetCurves.Names, name => Assert.True(TargetCurves.Named(name).At(8000) < TargetCurves.Named(name).At(1000))); // real heads hold less up there
    }
}
