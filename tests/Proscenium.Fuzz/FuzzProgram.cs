using System.Diagnostics;
using System.Globalization;

namespace Proscenium.Fuzz;

/// <summary><c>Proscenium.Fuzz [--seconds N] [--inputs N] [--target NAME] [--data FOLDER] [--finds FOLDER] [--seed N]</c>: all targets one after the other, each for its share.</summary>
static class FuzzProgram
{
    static int Main(string[] args)
    {
        Dictionary<string, string> options = [];
        for (int i = 0; i + 1 < args.Length; i += 2) options[args[i]] = args[i + 1];
        double seconds = double.Parse(options.GetValueOrDefault("--seconds", "30"), CultureInfo.InvariantCulture);
        long inputs = long.Parse(options.GetValueOrDefault("--inputs", "9223372036854775807"), CultureInfo.InvariantCulture);
        int seed = int.Parse(options.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture);
        Environment.SetEnvironmentVariable("PATH", ""); // no ffmpeg, which would read what ours refuses
        string finds = options.GetValueOrDefault("--finds", "fuzz-finds");
        FuzzTarget[] targets = [.. FuzzTargets.All(options.GetValueOrDefault("--data")).Where(target => target.Seeds.Count > 0 && options.GetValueOrDefault("--target", target.Name) == target.Name)];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("proscenium-fuzz-");
        List<string> found = [];
        long all = 0;
        Console.WriteLine("| target | inputs | read well, % | slowest, ms | most memory of one, MB | finds |");
        Console.WriteLine("|---|---|---|---|---|---|");
        try
        {
            foreach (FuzzTarget target in targets)
            {
                FuzzRun run = new(target, folder.CreateSubdirectory(target.Name).FullName, finds, seed);
                run.For(TimeSpan.FromSeconds(seconds / targets.Length), inputs);
                all += run.Inputs;
                found.AddRange(run.Finds);
                Console.WriteLine(FormattableString.Invariant($"| {target.Name} | {run.Inputs} | {100.0 * run.Accepted / run.Inputs:0.0} | {run.Slowest.TotalMilliseconds:0} | {run.MostAllocated / 1e6:0} | {run.Finds.Count} |"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(FormattableString.Invariant($"\n{all} inputs, {found.Count} finds; the process took at most {self.PeakWorkingSet64 / 1e6:0} MB."));
        foreach (string line in found) Console.WriteLine(line);
        return found.Count == 0 ? 0 : 1;
    }
}
