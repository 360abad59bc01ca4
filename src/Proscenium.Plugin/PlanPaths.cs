using Proscenium.Engine.Plan;

namespace Proscenium.Plugin;

/// <summary>Folders of the plans that a plug-in finds without the host's help.</summary>
static class PlanPaths
{
    /// <summary>The environment variable that names the default plan.</summary>
    public const string Variable = "PROSCENIUM_PLAN";

    /// <summary>The default plan: what the variable says, else <c>~/.config/proscenium/plan</c>.</summary>
    public static string Default => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? FolderOf(named) : Path.Combine(Settings, "plan");

    /// <summary>The folders in <c>~/.config/proscenium/plans</c>, by name.</summary>
    public static string[] Named()
    {
        try
        {
            string[] folders = Directory.GetDirectories(Path.Combine(Settings, "plans"));
            Array.Sort(folders, StringComparer.Ordinal);
            return folders;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // most have no such folder
        }
    }

    /// <summary>The plan folder for a path, which may be the <c>plan.json</c> in it, since some file dialogues choose only files.</summary>
    public static string FolderOf(string path) =>
        Path.GetFileName(path) == RenderPlanFile.FileName && File.Exists(path) ? Path.GetDirectoryName(path)! : path;

    static string Settings => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "proscenium");
}
