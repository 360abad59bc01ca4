namespace Proscenium.Engine.Plan;

/// <summary>The names of the upmix's modes, as files and the command spell them.</summary>
static class UpmixModes
{
    /// <summary>All of them in one line.</summary>
    public const string Names = "music, video, live or fast";

    /// <summary>A mode's name.</summary>
    public static string Name(UpmixMode mode) => mode switch
    {
        UpmixMode.Music => "music",
        UpmixMode.Video => "video",
        UpmixMode.Live => "live",
        _ => "fast",
    };

    /// <summary>The mode of a name; false where there is none.</summary>
    public static bool TryParse(string name, out UpmixMode mode)
    {
        for (mode = UpmixMode.Music; mode <= UpmixMode.Fast; mode++)
            if (Name(mode) == name) return true;
        return false;
    }
}
