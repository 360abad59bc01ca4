using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;

namespace Proscenium.Tests.Plugins;

/// <summary>Plan folders for plug-ins.</summary>
static class PlanFolders
{
    static readonly Lazy<SpatialDesign> _laptop = new(() => SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop") }));

    /// <summary>Two drivers.</summary>
    public static SpatialDesign Laptop => _laptop.Value;

    /// <summary>Five drivers, later by some samples than the default design.</summary>
    public static SpatialDesign Canceller => Designs.Canceller;

    /// <summary>Writes a design into a folder and gives the folder.</summary>
    public static string Write(this TemporaryFolder folder, string name, SpatialDesign design)
    {
        PlanFile.Write(design, folder[name]);
        return folder[name];
    }

    /// <summary>A renderer that plays a plan as the plug-ins do.</summary>
    public static Renderer AsPlayed(this RenderPlan plan, int maxFrames, double gainDb = 0) => new(plan, maxFrames, Math.Pow(10, (plan.PlaybackGainDb + gainDb) / 20), Renderer.PlaybackCeilingDb);
}
