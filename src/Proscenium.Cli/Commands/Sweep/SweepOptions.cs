using System.CommandLine;
using Proscenium.Cli.Arguments;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary>Options that verbs of a sweep share.</summary>
static class SweepOptions
{
    /// <summary>The exit code of work that was asked to stop and can go on: EX_TEMPFAIL of sysexits.h.</summary>
    public const int GoesOn = 75;

    public static Argument<string> Job() => new("JOB") { Description = "The job's folder." };

    public static Option<int?> Threads() => NumberOption.Whole("--threads", "number", "Items that are done at the same time; by default one a core.", lowest: 1, highest: 1024);

    public static Option<string> Nats() => new("--nats") { HelpName = "address", Description = "NATS: the server, as in nats://host:4222.", DefaultValueFactory = _ => "nats://127.0.0.1:4222" };

    /// <summary>The names in a list with commas between.</summary>
    public static IReadOnlyList<string> Names(string option, string? list)
    {
        if (list is null) return [];
        string[] names = list.Split(',', StringSplitOptions.TrimEntries);
        return names.Contains("") ? throw new SettingException($"{option} needs names of columns with commas between, not '{list}'.") : names;
    }

    /// <summary>Two figures with a comma between, or none.</summary>
    public static IReadOnlyList<string> Pareto(string? list)
    {
        IReadOnlyList<string> names = Names("--pareto", list);
        return names.Count is 0 or 2 ? names : throw new SettingException($"--pareto needs two figures, as in cancellationDb_mean,largestEffortDb_left, not '{list}'.");
    }
}
