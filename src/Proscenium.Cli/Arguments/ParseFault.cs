using System.CommandLine;

namespace Proscenium.Cli.Arguments;

/// <summary>What is wrong with a command line, in a sentence: a misspelt name is told the one that was meant.</summary>
static class ParseFault
{
    /// <summary>The sentence of the first fault; null where there is none.</summary>
    public static string? Of(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0) return null;
        Command command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is not [{ } unknown, ..]) return parsed.Errors[0].Message;
        if (unknown.StartsWith('-') && unknown.Length > 1) return Unknown($"there is no option '{unknown}'", NearestName.To(unknown.Split('=', ':')[0], command.Options.Where(option => !option.Hidden).Select(option => option.Name)));
        if (command is RootCommand) return Unknown($"there is no command '{unknown}'", NearestName.To(unknown, command.Subcommands.Select(verb => verb.Name)));
        return parsed.Errors[0].Message;
    }

    static string Unknown(string fault, string? meant) => meant is null ? $"{fault}." : $"{fault}: did you mean '{meant}'?";
}
