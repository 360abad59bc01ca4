using System.Globalization;

namespace Proscenium.Installation;

/// <summary>Where an installation for PipeWire lies.</summary>
/// <param name="User">The user's folders.</param>
public sealed record PipeWirePlaces(UserFolders User)
{
    /// <summary>The filter chain, which PipeWire reads when it starts.</summary>
    public string Chain => Path.Combine(User.Config, "pipewire", "pipewire.conf.d", "proscenium.conf");

    /// <summary>The plan that the plug-in plays.</summary>
    public string Plan => Path.Combine(User.Config, "proscenium", "plan");

    /// <summary>What was written.</summary>
    public string Record => Path.Combine(Own, "installed.json");

    string Own => Path.Combine(User.Data, "proscenium", "pipewire");

    /// <summary>A folder for filters that does not exist yet, so that those in use stay whole until the chain is exchanged.</summary>
    public string UnusedFilters() => Enumerable.Range(1, int.MaxValue).Select(n => Path.Combine(Own, n.ToString(CultureInfo.InvariantCulture))).First(folder => !Path.Exists(folder));
}
