using System.Globalization;
using System.Runtime.InteropServices;
using Proscenium.Integrations.Verification;

namespace Proscenium.Tests.Plugins;

/// <summary>The plug-ins as <c>src/Proscenium.Plugin/build.sh</c> has built them for this machine; a test without them skips with one sentence.</summary>
static class BuiltPlugins
{
    static readonly string[] _sources = ["src/Proscenium.Engine", "src/Proscenium.Plugin", "tests/Proscenium.Garbage"];

    const string Build = "run src/Proscenium.Plugin/build.sh";

    public static string Ladspa => Require("ladspa/proscenium.so");

    public static string Clap => Require("clap/proscenium.clap");

    public static string Lv2 => Require("lv2/proscenium.lv2/proscenium.so");

    public static string Host => Require("tests/ladspa-host");

    public static string Garbage => Require("tests/garbage.so");

    /// <summary>Runs a program where hosts find the plug-ins and a plan; gives all that it prints.</summary>
    public static string Run(string plan, string program, params string[] arguments) => Run([$"PROSCENIUM_PLAN={plan}"], program, arguments);

    /// <summary>The same with any environment.</summary>
    public static string Run(string[] environment, string program, params string[] arguments) => ProgramProcess.Run(Path.GetTempPath(), 60, "env",
    [
        $"LADSPA_PATH={Path.GetDirectoryName(Ladspa)}", $"LV2_PATH={Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Lv2)!, ".."))}", .. environment,
        "sh", "-c", "\"$@\" 2>&1", "sh", program, .. arguments,
    ], TestContext.Current.CancellationToken);

    static string Require(string file) => Built(RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "linux-arm64" : "linux-x64", file, "missing program: ");

    /// <summary>A file of the build for a system, or skips the running test.</summary>
    /// <param name="rid">The system.</param>
    /// <param name="file">The file in its folder.</param>
    /// <param name="skipped">How the sentence begins.</param>
    [Trait(Traits.Needs, Traits.Program)]
    public static string Built(string rid, string file, string skipped) => Current($"plugins/{rid}/{file}", _sources, $"{skipped}the plug-ins for {rid}", $"{Build} {rid}");

    /// <summary>A file that a script has built of the code as it is, or skips the running test.</summary>
    /// <param name="file">The file in the folder of artifacts.</param>
    /// <param name="sources">The folders of its code.</param>
    /// <param name="what">What is built, in the plural.</param>
    /// <param name="build">How.</param>
    [Trait(Traits.Needs, Traits.Program)]
    public static string Current(string file, string[] sources, string what, string build)
    {
        LinuxSystem.Require();
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Proscenium.slnx"))) root = root.Parent;
        string path = Path.Combine(root?.FullName ?? "", "artifacts", file);
        if (!File.Exists(path)) Assert.Skip($"{what} are not built; {build}.");
        DateTime built = File.GetLastWriteTimeUtc(path), written = sources.Select(folder => Path.Combine(root!.FullName, folder))
            .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)).Max(File.GetLastWriteTimeUtc);
        if (built < written) Assert.Skip(string.Create(CultureInfo.InvariantCulture, $"{what} are of {built:u}, their code is of {written:u}; {build}."));
        return path;
    }
}
