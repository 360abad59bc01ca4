using Proscenium.Files;

namespace Proscenium.Integrations.Installation;

/// <summary>The folders in which a user's programs keep settings and data, by the XDG base directory specification.</summary>
/// <param name="Config">Settings, absolute.</param>
/// <param name="Data">Data, absolute.</param>
sealed record UserFolders(string Config, string Data)
{
    /// <summary>The folders that an environment names.</summary>
    /// <param name="environment">Gives the value of a variable, or null.</param>
    /// <exception cref="SoundException">It names none, or not where they begin.</exception>
    public static UserFolders Of(Func<string, string?> environment) =>
        new(Folder(environment, "XDG_CONFIG_HOME", ".config"), Folder(environment, "XDG_DATA_HOME", Path.Combine(".local", "share")));

    static string Folder(Func<string, string?> environment, string variable, string usual)
    {
        if (environment(variable) is { Length: > 0 } named)
            return Path.IsPathRooted(named) ? named : throw new SoundException(new Fault(ErrorCodes.EnvironmentInvalid, $"{variable}: '{named}' does not begin at the root, so programs would look in different places: set a full path, or unset it"));
        if (environment("HOME") is not { Length: > 0 } home) throw new SoundException(new Fault(ErrorCodes.EnvironmentInvalid, $"HOME: is not set, so that there is no place for settings: set it, or {variable}"));
        return Path.IsPathRooted(home) ? Path.Combine(home, usual) : throw new SoundException(new Fault(ErrorCodes.EnvironmentInvalid, $"HOME: '{home}' does not begin at the root: set a full path"));
    }
}
