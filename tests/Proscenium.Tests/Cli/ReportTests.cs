using Proscenium.Analysis;
using Proscenium.Cli.Page;
using Proscenium.Cli.Pictures;
using Proscenium.Design;
using Proscenium.Judging.Levels;

namespace Proscenium.Tests.Cli;

public class ReportTests
{
    [Fact]
    public void Shortfall_IsTheWidestRange_AndItsWorstPoint()
    {
        double[] hertz = [100, 200, 400, 800, 1600, 3200, 6400, 12800];
        RatioCurves Curve(params double[] decibels) => new(hertz, new Dictionary<string, IReadOnlyList<double>> { ["left"] = decibels });
        SpatialDesign design = Designs.Canceller with { Asked = Curve(20, 20, 20, 20, 20, 20, 20, 20), Planned = Curve(20, 5, 12, 20, 20, 17, 20, 0) };
        Assert.Equal(new TargetShortfall(200, 400, 200, 20, 5), TargetShortfall.Of(design));
        Assert.Null(TargetShortfall.Of(design with { Planned = design.Asked }));
    }

    [Fact]
    public void Spread_NamesTheWorst_ByWhatIsBetter()
    {
        Assert.Equal(new Spread(5, 3, Math.Sqrt(2.0 / 3), 2), Spread.LargerIsBetter(5, [2, 3, 4]));
        Assert.Equal(new Spread(1, 3, Math.Sqrt(2.0 / 3), 4), Spread.SmallerIsBetter(1, [2, 3, 4]));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void ThePage_TakesNames_AsTheyAre()
    {
        SpatialDesign design = Designs.Canceller;
        SpatialDesign named = design with { Request = design.Request with { Device = design.Request.Device with { Name = "<script>alert(1)</script> & \"co\"" } } };
        string page = ReportPage.Of(new PlanAnalyzer().Measure(named, cancel: TestContext.Current.CancellationToken), "analyze --device <x>");
        Assert.DoesNotContain("<script", page);
        Assert.Contains("&lt;script&gt;", page);
        Assert.Contains("--device &lt;x&gt;", page);
    }

    [Fact]
    public void Ranges_HoldTheirValues_InWholeSteps()
    {
        Assert.Equal((-5, 20), CurvePicture.Range([-1.0, 16.2, double.NaN], 5, -10, 40));
        Assert.Equal((-10, 40), CurvePicture.Range([-100, 100], 5, -10, 40));
        Assert.Equal((0, 5), CurvePicture.Range([-0.01, 4], 5, -10, 40));
    }
}
