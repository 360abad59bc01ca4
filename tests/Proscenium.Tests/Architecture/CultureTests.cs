using System.Globalization;
using System.Reflection;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Loudspeakers;
using Proscenium.Steering;

namespace Proscenium.Tests.Architecture;

/// <summary>Libraries say numbers as files hold them, whatever the language of the program that uses them.</summary>
public class CultureTests
{
    static readonly Assembly[] _libraries = [typeof(Proscenium.Engine.Renderer).Assembly, typeof(SpatialDesigner).Assembly, typeof(MultiRatePlan).Assembly, typeof(Proscenium.Live.Servers.ISoundServer).Assembly, typeof(Proscenium.Plugin.PluginPath).Assembly];

    [Fact]
    public void NoLibrary_WritesReadsOrSorts_InTheLanguageOfItsHost()
    {
        string[] calls = [.. _libraries.SelectMany(CultureCalls.Of)];
        Assert.True(calls.Length == 0, string.Join('\n', calls));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void Plans_Sentences_Exports_AndErrors_AreThoseOfAnyHost()
    {
        List<string> usual = Said();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = German();
            Assert.Equal("~0,5", $"{-0.5}");
            Assert.Equal(usual, Said());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.True(usual.Count > 20, $"{usual.Count} texts");
    }

    /// <summary>A decimal comma, points between thousands, and a sign of its own, as Swedish and Arabic have; the tests run without the data of real languages.</summary>
    static CultureInfo German()
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.PercentDecimalSeparator, culture.NumberFormat.NegativeSign) = (",", ".", ",", "~");
        return culture;
    }

    /// <summary>What the libraries write and say of a design with fractions everywhere.</summary>
    static List<string> Said()
    {
        using TemporaryFolder folder = new();
        Device phone = DeviceFile.Open("phone");
        DesignRequest request = new() { Device = phone, DistanceMetres = 0.45, AngleDegrees = 22.5, GainLimit = new(6.5), BoostLimitDb = 2.5, RoomBudget = new(3.5), ToleranceDb = 0.5, ToleranceDegrees = 1.5, Upmix = Proscenium.Engine.Plan.UpmixMode.None };
        SpatialDesign design = SpatialDesigner.Design(request);
        PlanFile.Write(design, folder["plan"]);
        List<string> said = [File.ReadAllText(folder["plan/plan.json"]), .. design.Warnings, request.GainLimit.Description, request.Budget.Description, request.Target.Description, request.Tone.Description];
        MultiRatePlan plan = MultiRatePlan.Of(design, [48000], stereoOnly: true, -3.25, cancel: TestContext.Current.CancellationToken);
        foreach (IExportFormat format in ExportFormats.All.Where(format => format.Refusal(plan) is null))
        {
            said.AddRange(PlanExport.Write(format, plan, folder[format.Name], TestContext.Current.CancellationToken).Select(step => step.Replace(folder[""], "", StringComparison.Ordinal)));
            said.AddRange(Directory.EnumerateFiles(folder[format.Name], "*", SearchOption.AllDirectories).Where(IsText).Order(StringComparer.Ordinal).Select(file => File.ReadAllText(file).Replace(folder[""], "", StringComparison.Ordinal)));
        }
        foreach (Action wrong in (Action[])[() => (request with { DistanceMetres = 0.05 }).Check(), () => (request with { AngleDegrees = 0.5 }).Check(), () => (request with { SampleRate = -5 }).Check(), () => (request with { ModellingDelaySamples = -5 }).Check(), () => _ = new GainLimit(-0.5), () => PowerRatioCurve.Flat(-1.5), () => PlanFile.Read(Damaged(folder["plan"]))])
            said.Add(Assert.ThrowsAny<ProsceniumException>(wrong).Message.Replace(folder[""], "", StringComparison.Ordinal));
        return said;
    }

    static string Damaged(string plan)
    {
        string path = Path.Combine(plan, "plan.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"headroomDb\": ", "\"headroomDb\": -", StringComparison.Ordinal));
        return plan;
    }

    /// <summary>Not the record of a folder, whose fingerprints change with the folder's name in the files.</summary>
    static bool IsText(string file) => Path.GetFileName(file)[0] != '.' && Path.GetExtension(file) is ".txt" or ".json" or ".conf" or ".yml" or ".cfg" or ".csv" or ".h" or ".sh";
}
