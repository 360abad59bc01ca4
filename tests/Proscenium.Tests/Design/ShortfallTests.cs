using System.Text.RegularExpressions;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Steering;

namespace Proscenium.Tests.Design;

/// <summary>The constraint that a note names is the one that binds: without it the plan comes nearer to its target, and without another it does not.</summary>
public partial class ShortfallTests
{
    static readonly DesignRequest _laptop = new() { Device = DeviceFile.Open("laptop"), AngleDegrees = null, Tone = Tone.Direct };

    [Fact]
    public void TwoDrivers_ForThreePoses_AreNamed_AndNoLimitThatDoesNotMatter()
    {
        DesignRequest robust = _laptop with { Poses = [.. HeadPose.SeatAndFiveCentimetres], GainLimit = new(40), BoostLimitDb = 40, Taps = 4096 };
        string note = Shortfall(SpatialDesigner.Design(robust));
        Assert.EndsWith("because of the number of drivers: 2 cannot serve all head poses at once.", note);
        Assert.Equal(Missing(note), Missing(Shortfall(SpatialDesigner.Design(robust with { BoostLimitDb = 20 }))), 0.2);
    }

    [Fact]
    public void AGainLimit_IsNamed_WhereMoreOfItHelps()
    {
        string note = Shortfall(SpatialDesigner.Design(_laptop with { GainLimit = new(3), Taps = 4096 }));
        Assert.Contains("because of the gain limit", note);
        Assert.DoesNotContain("number of drivers", note);
        Assert.InRange(Missing(note) - Missing(Shortfall(SpatialDesigner.Design(_laptop with { GainLimit = new(6), Taps = 4096 }))), 1, 30);
    }

    [Fact]
    public void ATolerance_IsNamed_WhereItAloneBinds() =>
        Assert.EndsWith("because of the driver tolerance.", Shortfall(SpatialDesigner.Design(_laptop with { ToleranceDb = 3, ToleranceDegrees = 20, GainLimit = new(40), BoostLimitDb = 40, Taps = 4096 })));

    /// <summary>The note on left and right that misses the most.</summary>
    static string Shortfall(SpatialDesign design) => design.Warnings.Where(note => note.StartsWith("left", StringComparison.Ordinal) && note.Contains("below the target")).MaxBy(Missing)!;

    static double Missing(string? note) => note is null ? 0 : double.Parse(Gap().Match(note).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"up to ([\d.]+) dB below the target")]
    private static partial Regex Gap();
}
