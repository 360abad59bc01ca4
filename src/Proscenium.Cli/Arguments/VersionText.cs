using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Proscenium.Cli.Arguments;

/// <summary>The version; with <c>--verbose</c> also what it runs on, by which a fast machine is told from a slow one.</summary>
sealed class VersionText(Option<bool> verbose) : SynchronousCommandLineAction
{
    /// <summary>Makes a command print it.</summary>
    public static void For(RootCommand root, Option<bool> verbose)
    {
        VersionOption version = root.Options.OfType<VersionOption>().Single();
        (version.Action, version.Description) = (new VersionText(verbose), $"Print the version; with {verbose.Name} also the runtime, and the vectors that the engine uses.");
        version.Validators.Clear(); // the usual one refuses --verbose, too
        version.Validators.Add(result =>
        {
            bool IsMore(SymbolResult other) => other is not OptionResult option || (option.Option != version && option.Option != verbose);
            if (result.Parent is CommandResult command && command.Children.Any(IsMore)) result.AddError($"{version.Name} is given with more: leave all out but {version.Name} and {verbose.Name}.");
        });
    }

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
        if (!parseResult.GetValue(verbose)) return 0;
        output.WriteLine($"runtime: {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        output.WriteLine($"vectors: {Vectors}");
        output.WriteLine($"processors: {Environment.ProcessorCount}");
        return 0;
    }

    static string Vectors =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? "512 bits, AVX-512"
        : Vector256.IsHardwareAccelerated && Avx2.IsSupported ? "256 bits, AVX2"
        : AdvSimd.Arm64.IsSupported ? "128 bits, NEON"
        : Vector128.IsHardwareAccelerated ? "128 bits, SSE2"
        : "none";
}
