using System.Globalization;

namespace Proscenium.Integrations.Installation;

/// <summary>The paths of an installation for PipeWire.</summary>
/// <remarks>Links to the folders that hold them are followed; the paths themselves are no links.</remarks>
/// <param name="User">The user's folders.</param>
sealed record PipeWirePaths(UserFolders User)
{
    /// <summary>The filter chain, which PipeWire reads when it starts.</summary>
    public string Chain => Within(User.Config, "pipewire", "pipewire.conf.d", "proscenium.conf");

    /// <summary>The plan that the plug-in plays.</summary>
    public string Plan => Within(User.Config, "proscenium", "plan");

    /// <summary>The record of what was written.</summary>
    public string Record => Path.Combine(Own, "installed.json");

    /// <summary>The folder of the record and of the convolvers' filters.</summary>
    public string Own => Within(User.Data, "proscenium", "pipewire");

    /// <summary>True for what lies in the plan's folder.</summary>
    public bool IsOfThePlan(string path) => path.StartsWith(Plan + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>A folder for filters that does not exist yet, so that those in use stay whole until the chain is exchanged.</summary>
    public string UnusedFilters() => Enumerable.Range(1, int.MaxValue).Select(n => Path.Combine(Own, n.ToString(CultureInfo.InvariantCulture))).First(folder => !Links.IsTaken(folder));

    static string Within(params string[] names) => Path.Combine(Links.Resolve(Path.Combine(names[..^1])), names[^1]);
}
