namespace Proscenium.Integrations.Race;

/// <summary>All programs with a recursive canceller of their own.</summary>
static class RaceFormats
{
    /// <summary>In the order of the documentation.</summary>
    public static IReadOnlyList<IRaceFormat> All { get; } = [new CamillaRaceFormat(), new EasyEffectsRaceFormat()];

    /// <summary>Their names, with commas.</summary>
    public static string Names => string.Join(", ", All.Select(format => format.Name));

    /// <summary>The program of a name.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static IRaceFormat Named(string name) => All.FirstOrDefault(format => format.Name == name)
        ?? throw new SettingException(new Fault(ErrorCodes.RaceFormatUnknown, $"'{name}' has no recursive canceller to fit", $"{Names} have one; for the whole plan take its own export", Names));
}
