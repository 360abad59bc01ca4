using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
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

    /// <summary>The canceller's filters in the seat; half as loud 20 cm to the left, upside down 20 cm to the right.</summary>
    public static SpatialDesign Followed => Designs.Canceller with
    {
        Plan = Designs.Canceller.Plan with { Bank = new([-0.2, 0, 0.2], [0], [Scaled(-1), Scaled(1), Scaled(0.5f)]) },
        Request = Designs.Canceller.Request with { Bank = BankGrid.Parse("left=-0.2..0.2/0.2") },
    };

    /// <summary>The plan that plays for the left place of <see cref="Followed"/>, or between it and the seat.</summary>
    public static RenderPlan FollowedTo(float gain) => Designs.Canceller.Plan with { Filters = Scaled(gain) };

    /// <summary>Writes a design into a folder and gives the folder.</summary>
    public static string Write(this TemporaryFolder folder, string name, SpatialDesign design)
    {
        PlanFile.Write(design, folder[name]);
        return folder[name];
    }

    static FirMatrix Scaled(float gain)
    {
        FirMatrix filters = Designs.Canceller.Plan.Filters, scaled = new(filters.Inputs, filters.Outputs, filters.Taps);
        for (int input = 0; input < filters.Inputs; input++)
            for (int driver = 0; driver < filters.Outputs; driver++)
                for (int tap = 0; tap < filters.Taps; tap++) scaled[input, driver][tap] = gain * filters[input, driver][tap];
        return scaled;
    }

    /// <summary>A renderer that plays a plan as the plug-ins do.</summary>
    public static Renderer AsPlayed(this RenderPlan plan, int maxFrames, double gainDb = 0) => new(plan, maxFrames, Math.Pow(10, (plan.PlaybackGainDb + gainDb) / 20), Renderer.PlaybackCeilingDb);
}
