namespace Proscenium.Plugin.Clap;

/// <summary>
/// The plans that the plan parameter steps through: the default one, those in <c>~/.config/proscenium/plans</c> by name, and last the one
/// that a saved state named, which may lie anywhere. The list stays as it was when the instance was made.
/// </summary>
/// <param name="named">The folders found.</param>
sealed class PlanList(string[] named)
{
    string? _saved;

    /// <summary>The last step.</summary>
    public int Last => named.Length + 1;

    /// <summary>The folder of a step; null for the default plan, whichever that is.</summary>
    public string? Folder(int step) => step <= 0 ? null : step <= named.Length ? named[step - 1] : _saved;

    /// <summary>The step of a folder, null for the default plan; a folder that is not found becomes the last step.</summary>
    public int Step(string? folder)
    {
        if (folder is null) return 0;
        int found = Array.IndexOf(named, folder);
        if (found >= 0) return found + 1;
        _saved = folder;
        return Last;
    }

    /// <summary>A step's name.</summary>
    public string Name(int step) => step <= 0 ? "default"
        : step <= named.Length ? Path.GetFileName(named[step - 1])
        : _saved is null ? "as saved" : $"as saved: {Path.GetFileName(_saved.TrimEnd('/'))}";

    /// <summary>The step of a name, or -1.</summary>
    public int StepOf(string name)
    {
        for (int step = 0; step <= Last; step++)
            if (Name(step) == name) return step;
        return -1;
    }
}
