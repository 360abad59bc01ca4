namespace Proscenium.Engine.Plan;

/// <summary>The names of the upmix's modes, as files and the command spell them.</summary>
static class UpmixModes
{
    /// <summary>Those that split a centre off, in one line.</summary>
    public const string Names = "music, video, live or fast";

    /// <summary>The same where there need be no upmix.</summary>
    public const string NamesOrNone = "music, video, live, fast or none";

    /// <summary>Those that split a centre off.</summary>
    public static IReadOnlyList<UpmixMode> All { get; } = [UpmixMode.Music, UpmixMode.Video, UpmixMode.Live, UpmixMode.Fast];

    /// <summary>All, with none.</summary>
    public static IReadOnlyList<UpmixMode> AllAndNone { get; } = [.. All, UpmixMode.None];

    /// <summary>A mode's name.</summary>
    public static string Name(UpmixMode mode) => mode switch
    {
        UpmixMode.Music => "music",
        UpmixMode.Video => "video",
        UpmixMode.Live => "live",
        UpmixMode.None => "none",
        _ => "fast",
    };

    /// <summary>The mode of a name; false where there is none that splits a centre off.</summary>
    public static bool TryParse(string name, out UpmixMode mode)
    {
        foreach (UpmixMode one in All)
        {
            mode = one;
            if (Name(mode) == name) return true;
        }
        mode = UpmixMode.None;
        return false;
    }

    /// <summary>The mode of a name, or none; false where there is no such name.</summary>
    public static bool TryParseOrNone(string name, out UpmixMode mode) => TryParse(name, out mode) || name == Name(UpmixMode.None);
}
