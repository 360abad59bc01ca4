using System.Globalization;
using Proscenium.Integrations.Verification;

namespace Proscenium.Tests.Plugins;

/// <summary>How many instructions parts of the engine take as native code, counted under QEMU: on NEON as many as half as wide vectors need, far from what single lanes would.</summary>
[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Program)]
[Trait(Traits.Needs, Traits.Linux)]
public class InstructionTests
{
    const string Program = "Proscenium.Aot.Instructions";

    static readonly string[] _parts = ["forward,4096,2", "inverse,4096,2", "scalar-forward,4096,2", "scalar-inverse,4096,2", "convolver,5,2048,256,16", "upmix,video,4"];

    [Fact]
    public void OnNeon_TheEngine_TakesAtMostTwiceTheInstructions_ThatItTakesOnAvx2()
    {
        RecordedData.RequireProgram("qemu-aarch64", "qemu-user");
        RecordedData.RequireProgram("qemu-x86_64", "qemu-user");
        string plugin = Built("count.so");
        Dictionary<string, double> neon = Count("Arm64: 128 bits", "qemu-aarch64", "-cpu", "cortex-a72", "-L", "/usr/aarch64-linux-gnu", "-plugin", $"{plugin},write=64", Built("neon/" + Program));
        Dictionary<string, double> avx2 = Count("X64: 256 bits", "qemu-x86_64", "-cpu", "max", "-plugin", $"{plugin},write=1", Built("avx2/" + Program));
        foreach (string part in _parts.Where(part => !part.StartsWith("scalar-", StringComparison.Ordinal)))
            Assert.True(neon[part] / avx2[part] is > 1.2 and < 2.1, string.Create(CultureInfo.InvariantCulture, $"{part}: {neon[part]} on NEON, {avx2[part]} on AVX2"));
        foreach (string part in (string[])["forward,4096,2", "inverse,4096,2"])
        {
            Assert.InRange(neon["scalar-" + part] / neon[part], 3, 5);
            Assert.InRange(avx2["scalar-" + part] / avx2[part], 5, 10);
        }
    }

    /// <summary>By part, the instructions of one turn: of three runs the least, less what it takes to write that one begins and ends.</summary>
    static Dictionary<string, double> Count(string vectors, params string[] command)
    {
        string said = ProgramProcess.Run(Path.GetTempPath(), 60, "sh", ["-c", "\"$@\" 2>&1", "sh", .. command, .. _parts], TestContext.Current.CancellationToken);
        Assert.Contains(vectors, said);
        Dictionary<string, double> least = [], turns = [];
        (string part, double now, double begun) = ("", 0, 0);
        foreach (string line in said.Split('\n'))
        {
            string[] words = line.Split(' ');
            if (words[0] == "instructions:") now = Number(words[1]);
            else if (words[0] == "begin") (part, begun) = (words[1], now);
            else if (words[0] == "end") (least[part], turns[part]) = (Math.Min(now - begun, least.GetValueOrDefault(part, double.PositiveInfinity)), Number(words[1]));
        }
        return _parts.ToDictionary(one => one, one => (least[one] - least["nothing,1"]) / turns[one]);
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A file that the script has built of the code as it is, or skips the running test.</summary>
    [Trait(Traits.Needs, Traits.Program)]
    static string Built(string file) =>
        BuiltPlugins.Current("instructions/" + file, ["src/Proscenium.Engine", "tests/Proscenium.Aot/Instructions"], "missing program: the counters of instructions", "run tests/Proscenium.Aot/Instructions/build.sh");
}
