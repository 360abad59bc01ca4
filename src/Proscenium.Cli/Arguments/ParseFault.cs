using System.CommandLine;

namespace Proscenium.Cli.Arguments;

/// <summary>What is wrong with a command line, in a sentence: a misspelt name is told the one that was meant.</summary>
static class ParseFault
{
    /// <summary>The sentence of the first fault; null where there is none.</summary>
    public static string? Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        // what looks like an option and is none would be taken for the name of a file
        string? taken = parsed.Tokens.Any(token => token.Value == "--") ? null
            : command.Arguments.SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? []).Select(token => token.Value).FirstOrDefault(value => value.Length > 2 && value.StartsWith("--", StringComparison.Ordinal));
        if (taken is not null) return UnknownOption(taken, command);
        // and so would an option after one without its value
        if (command.Options.FirstOrDefault(option => parsed.GetResult(option)?.Tokens.Any(token => Names(command, token.Value)) ?? false) is { } empty) return NoValue(empty);
        if (parsed.Errors.Count == 0) return null;
        if (parsed.UnmatchedTokens is not [{ } unknown, ..]) return WrongNumber(parsed, command) ?? parsed.Errors[0].Message;
        if (unknown.StartsWith('-') && unknown.Length > 1) return UnknownOption(unknown, command);
        if (command.Subcommands.Count > 0) return Unknown($"there is no command '{unknown}'", NearestName.To(unknown, command.Subcommands.Select(verb => verb.Name)));
        return $"'{unknown}' is one too many: type {HelpPage.Usage(command)}.";
    }

    /// <summary>A sentence about what is missing, or given twice.</summary>
    static string? WrongNumber(ParseResult parsed, Command command)
    {
        if (command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > (parsed.GetResult(argument)?.Tokens.Count ?? 0)) is { } argument) return $"{argument.Name} is missing: type {HelpPage.Usage(command)}.";
        foreach (Option option in command.Options)
        {
            if (parsed.GetResult(option) is not { Implicit: false } given)
            {
                if (option is { Required: true, HelpName: not null }) return $"{option.Name} is missing: add {option.Name}{HelpPage.Value(option)}.";
                continue;
            }
            if (given.Tokens.Count < option.Arity.MinimumNumberOfValues) return NoValue(option);
            if (given.Tokens.Count > option.Arity.MaximumNumberOfValues) return $"{option.Name} is given {given.Tokens.Count} times: give it once.";
        }
        return null;
    }

    static string NoValue(Option option) => $"{option.Name} has no value: give it one, as in {option.Name}{HelpPage.Value(option)}.";

    static bool Names(Command command, string word) => word.StartsWith('-') && command.Options.Any(option => option.Name == word || option.Aliases.Contains(word));

    static string UnknownOption(string unknown, Command command) =>
        Unknown($"there is no option '{unknown}'", NearestName.To(unknown.Split('=', ':')[0], command.Options.Where(option => !option.Hidden).Select(option => option.Name)));

    static string Unknown(string fault, string? meant) => meant is null ? $"{fault}." : $"{fault}: did you mean '{meant}'?";
}
