using Proscenium.Files.Projects;
using Proscenium.Integrations.Installation;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Integrations.Installation;

/// <summary>The commands, with settings and data in a folder of their own.</summary>
[Collection("console")]
public sealed class InstallCommandTests : IDisposable
{
    static readonly string[] _variables = ["XDG_CONFIG_HOME", "XDG_DATA_HOME"];

    readonly TemporaryFolder _folder = new();
    readonly string?[] _before = Array.ConvertAll(_variables, Environment.GetEnvironmentVariable);

    public InstallCommandTests()
    {
        foreach (string variable in _variables) Environment.SetEnvironmentVariable(variable, _folder[variable]);
        PlanFile.Write(Designs.Echo, _folder["plan"]);
        PluginFile.Write(_folder[LadspaSearch.FileName]);
    }

    public void Dispose()
    {
        for (int n = 0; n < _variables.Length; n++) Environment.SetEnvironmentVariable(_variables[n], _before[n]);
        _folder.Dispose();
    }

    [Fact]
    public void Install_TellsTheSteps_AndTheUndo_WhichWorks()
    {
        string told = Command.Succeed([.. Install, "--plugin", _folder[LadspaSearch.FileName]]);
        foreach (string part in (string[])["systemctl --user restart pipewire", "'Proscenium echo-studio'", "proscenium uninstall --pipewire", "the plug-in"]) Assert.Contains(part, told);
        Assert.Contains("in place of the previous", Command.Succeed([.. Install, "--plugin", _folder[LadspaSearch.FileName]]));
        Assert.Contains("removed 3 files", Command.Succeed("uninstall", "--pipewire"));
        Assert.Contains("nothing is installed", Command.Succeed("uninstall", "--pipewire"));
        Assert.Equal(["plan", "proscenium", LadspaSearch.FileName], _folder.Names);
    }

    [Fact]
    public void Uninstall_NamesWhatWasMovedAside()
    {
        PlanFile.Write(Designs.Canceller, _folder["XDG_CONFIG_HOME/proscenium/plan"]);
        Command.Succeed([.. Install, "--plugin", _folder[LadspaSearch.FileName], "--replace"]);
        Command.Succeed([.. Install, "--plugin", _folder[LadspaSearch.FileName]]);
        Assert.Contains(_folder["XDG_CONFIG_HOME/proscenium/plan.1"], Command.Run("uninstall", "--pipewire").Errors);
    }

    [Fact]
    public void Print_WritesNothing_AndQuiet_SaysNothing()
    {
        Assert.Contains("libpipewire-module-filter-chain", Command.Succeed([.. Install, "--plugin", _folder[LadspaSearch.FileName], "--print"]));
        Assert.Equal(["plan", "proscenium", LadspaSearch.FileName], _folder.Names);
        Assert.Empty(Command.Succeed([.. Install, "--plugin", _folder[LadspaSearch.FileName], "--quiet"]));
        Assert.Empty(Command.Succeed("uninstall", "--pipewire", "--quiet"));
    }

    [Fact]
    public void WrongUse_GetsASentence()
    {
        Assert.Contains("--convolvers", Command.Fail(2, [.. Install, "--convolvers", "--plugin", "x"]));
        Assert.Contains("--pipewire", Command.Fail(2, "install", "--plan", _folder["plan"]));
        Assert.Contains("holds no plan", Command.Fail(1, "install", "--pipewire", "--plan", _folder["none"]));
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", "relative");
        Assert.Contains("set a full path", Command.Fail(1, Install));
        Assert.Contains("set a full path", Command.Fail(1, "uninstall", "--pipewire"));
    }

    string[] Install => ["install", "--pipewire", "--plan", _folder["plan"]];
}
