using System.Runtime.InteropServices;
using Proscenium.Design;

namespace Proscenium.Tests.Plugins;

/// <summary>Hosts within the test's process run one after another: what they set in the process's environment is seen by every plug-in in it.</summary>
[CollectionDefinition(Name)]
public class NativeHosts
{
    public const string Name = "native hosts";
}

/// <summary>A plug-in host's environment: a settings folder of its own, with plans in it.</summary>
[Collection(NativeHosts.Name)]
public abstract partial class NativeHostTests : IDisposable
{
    private protected readonly TemporaryFolder _folder = new();

    protected NativeHostTests()
    {
        LinuxSystem.Require();
        Directory.CreateDirectory(_folder["proscenium/plans"]);
        Set("XDG_CONFIG_HOME", _folder["proscenium/.."], 1);
        Unset("PROSCENIUM_PLAN");
    }

    public void Dispose()
    {
        Unset("XDG_CONFIG_HOME");
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The same plan, some dB lower.</summary>
    private protected string WriteLower(string name, SpatialDesign design, double decibels) => _folder.Write(name, design with { Plan = design.Plan with { PlaybackGainDb = design.Plan.PlaybackGainDb - decibels } });

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unset(string name);
}
