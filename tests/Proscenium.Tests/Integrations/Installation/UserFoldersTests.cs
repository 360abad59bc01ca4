using Proscenium.Files;
using Proscenium.Integrations.Installation;

namespace Proscenium.Tests.Integrations.Installation;

/// <summary>Places are those of the XDG base directory specification, and the folders that LADSPA hosts look into.</summary>
public sealed class UserFoldersTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_AreThoseOfTheSpecification()
    {
        Assert.Equal(new("/home/a/.config", "/home/a/.local/share"), Of(("HOME", "/home/a")));
        Assert.Equal(new("/c", "/d"), Of(("XDG_CONFIG_HOME", "/c"), ("XDG_DATA_HOME", "/d")));
        Assert.Equal(new("/home/a/.config", "/d"), Of(("HOME", "/home/a"), ("XDG_CONFIG_HOME", ""), ("XDG_DATA_HOME", "/d")));
    }

    [Fact]
    public void NoPlace_OrARelativeOne_IsRefusedWithACure()
    {
        Assert.Contains("HOME: is not set", Assert.Throws<SoundException>(() => Of()).Message);
        Assert.Contains("XDG_CONFIG_HOME: 'c'", Assert.Throws<SoundException>(() => Of(("HOME", "/home/a"), ("XDG_CONFIG_HOME", "c"))).Message);
        Assert.Contains("XDG_DATA_HOME: 'd'", Assert.Throws<SoundException>(() => Of(("HOME", "/home/a"), ("XDG_DATA_HOME", "d"))).Message);
        Assert.Contains("HOME: 'a'", Assert.Throws<SoundException>(() => Of(("HOME", "a"))).Message);
    }

    [Fact]
    public void ThePlugin_IsLookedForInOrder()
    {
        string beside = Put("program/plugins/ladspa"), inPlugins = Put("program/plugins"), home = Put("home/.ladspa"), second = Put("b"), first = Put("a");
        Assert.Equal(first, Find(("HOME", _folder["home"]), ("LADSPA_PATH", $"none::{_folder["a"]}:{_folder["b"]}")));
        File.Delete(first);
        Assert.Equal(second, Find(("HOME", _folder["home"]), ("LADSPA_PATH", $"{_folder["a"]}:{_folder["b"]}")));
        Assert.Equal(home, Find(("HOME", _folder["home"])));
        if (Find() != inPlugins) Assert.Skip("a plug-in is installed on this machine: what lies beside the program is not reached.");
        File.Delete(inPlugins);
        Assert.Equal(beside, Find());
        File.Delete(beside);
        Assert.Null(Find());
    }

    string Put(string folder)
    {
        Directory.CreateDirectory(_folder[folder]);
        string file = Path.Combine(_folder[folder], LadspaSearch.FileName);
        File.WriteAllText(file, "");
        return file;
    }

    string? Find(params (string Name, string Value)[] variables) => LadspaSearch.Find(Environment(variables), _folder["program"]);

    static UserFolders Of(params (string Name, string Value)[] variables) => UserFolders.Of(Environment(variables));

    static Func<string, string?> Environment((string Name, string Value)[] variables) => name => Array.Find(variables, variable => variable.Name == name).Value;
}
