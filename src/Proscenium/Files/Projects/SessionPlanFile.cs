using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Measuring;

namespace Proscenium.Files.Projects;

/// <summary>The plan of a session: what <c>session.json</c> says of it, and the plan itself, which must be the same still.</summary>
static class SessionPlanFile
{
    const string Key = "plan";
    const double MostGainDb = 300;

    /// <summary>The fingerprint of a plan.</summary>
    public static string Fingerprint(string folder) => Sha256.Of(File.ReadAllBytes(Path.Combine(folder, RenderPlanFile.FileName)));

    /// <summary>Adds the plan to a session's description; its name is relative to the session's folder.</summary>
    public static void Describe(SessionPlan? plan, JsonObject description, string folder)
    {
        if (plan is null) return;
        string name = Path.IsPathFullyQualified(plan.Folder) ? plan.Folder : Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(plan.Folder)).Replace('\\', '/');
        description[Key] = new JsonObject { ["folder"] = name, ["sha256"] = plan.Sha256, ["treatedGainDb"] = plan.TreatedGainDb, ["untreatedGainDb"] = plan.UntreatedGainDb };
    }

    /// <summary>The plan of a description, or null.</summary>
    public static SessionPlan? Read(StrictJson json, string folder) => !json.Has(Key) ? null : json.Object(Key, plan =>
        new SessionPlan(Place(folder, plan.Text("folder")), plan.Text("sha256"), plan.Number("treatedGainDb", -MostGainDb, MostGainDb), plan.Number("untreatedGainDb", -MostGainDb, MostGainDb)));

    /// <summary>A folder as the user would name it here.</summary>
    static string Place(string folder, string name) => Path.IsPathFullyQualified(name) ? name : Path.GetRelativePath(Environment.CurrentDirectory, Path.GetFullPath(Path.Combine(folder, name)));

    /// <summary>Opens the plan that a session was made of.</summary>
    /// <param name="plan">As the session has it.</param>
    /// <param name="folder">Where it is now; null for where it was.</param>
    /// <exception cref="FileFormatException">It is not there, or another one.</exception>
    public static SpatialDesign Open(SessionPlan plan, string? folder)
    {
        string place = folder ?? plan.Folder;
        if (folder is null && !File.Exists(Path.Combine(place, RenderPlanFile.FileName))) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"{place}: the plan of the session is not there: name the folder where it is now"));
        SpatialDesign design = PlanFile.Read(place);
        return Fingerprint(place) == plan.Sha256 ? design
            : throw new FileFormatException($"{place}: {(folder is null ? "has changed since the session was written" : "is not the plan that the session was written of")}: write the session anew, and record it.");
    }
}
