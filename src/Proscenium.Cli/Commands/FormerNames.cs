using System.CommandLine;

namespace Proscenium.Cli.Commands;

/// <summary>Former names of options: they still work, and the help does not show them.</summary>
static class FormerNames
{
    static readonly Dictionary<string, string> _formerNames = new()
    {
        ["--from-plan"] = "--like",
        ["--reference"] = "--against",
        ["--duration"] = "--for",
        ["--monte-carlo"] = "--draws",
        ["--monte-carlo-tolerance"] = "--draw-tolerance",
        ["--sound-track"] = "--track",
    };

    /// <summary>Makes all commands accept the former names of their options.</summary>
    public static void Accept(RootCommand root)
    {
        foreach (Command command in root.Subcommands)
            foreach (Option option in command.Options)
                if (_formerNames.TryGetValue(option.Name, out string? formerName) && command.Options.All(other => other.Name != formerName)) option.Aliases.Add(formerName);
    }

    /// <summary>A sentence about the options of a command, with their present names in place of former ones in quotation marks.</summary>
    public static string InPresentOnes(string sentence, Command command) => command.Options.Aggregate(sentence, (words, option) =>
        _formerNames.TryGetValue(option.Name, out string? formerName) ? words.Replace($"'{formerName}'", $"'{option.Name}'", StringComparison.Ordinal) : words);
}
