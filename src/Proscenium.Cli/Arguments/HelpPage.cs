using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Proscenium.Cli.Terminal;

namespace Proscenium.Cli.Arguments;

/// <summary>The help of a command: how it is typed, then its options under their headings, in lines that fit the terminal.</summary>
sealed class HelpPage : SynchronousCommandLineAction
{
    /// <summary>The longest and the shortest line.</summary>
    public const int MostColumns = 100, LeastColumns = 60;

    const int UsualColumns = 80, NameColumns = 26;
    const string Example = "Example: ";
    const char NoBreak = '\u00a0';

    /// <summary>Also where the rest of the command line is wrong.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Makes a command print its help in this form.</summary>
    public static void For(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        (help.Action, help.Description) = (new HelpPage(), "Print this help.");
    }

    public override int Invoke(ParseResult parseResult)
    {
        int columns = Console.IsOutputRedirected ? UsualColumns : Math.Clamp(TerminalLine.Columns, LeastColumns, MostColumns);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        foreach (string line in Lines(parseResult.CommandResult.Command, columns)) output.WriteLine(line);
        return 0;
    }

    /// <summary>The help of a command in lines of so many columns.</summary>
    public static IEnumerable<string> Lines(Command command, int columns)
    {
        (string about, string[] examples) = About(command);
        foreach (string line in about.Split('\n').SelectMany(paragraph => WrappedText.Lines(paragraph, columns))) yield return line;
        yield return "";
        yield return $"Usage: {Usage(command)}";
        foreach (string example in examples) yield return $"{Example}{example}";
        foreach (string line in Section("Commands", command.Subcommands.Where(verb => !verb.Hidden).Select(verb => (Typed(verb), FirstSentence(verb))), columns)) yield return line;
        foreach (string line in Section("Files and names", command.Arguments.Select(argument => (argument.Name, argument.Description ?? "")), columns)) yield return line;
        if (command is Verb verbOfGroups)
            foreach (string line in verbOfGroups.Groups.SelectMany(group => Section(group.Heading.Words(), group.Options.Where(option => !option.Hidden).Select(Row), columns))) yield return line;
        foreach (string line in Section("Help", Common(command).Select(Row), columns)) yield return line;
    }

    /// <summary>What every command takes.</summary>
    static IEnumerable<Option> Common(Command command) => command is RootCommand ? command.Options
        : command.Parents.OfType<Command>().SelectMany(Common).Where(option => option.Recursive);

    static IEnumerable<string> Section(string heading, IEnumerable<(string Name, string Text)> rows, int columns)
    {
        bool begun = false;
        foreach ((string name, string text) in rows)
        {
            if (!begun)
            {
                yield return "";
                yield return $"{heading}:";
                begun = true;
            }
            string before = $"  {name}".PadRight(NameColumns);
            string[] lines = [.. WrappedText.Lines(text, columns - NameColumns - 1).Select(line => line.Replace(NoBreak, ' '))];
            bool fits = before.Length <= NameColumns && lines.Length > 0;
            yield return fits ? $"{before} {lines[0]}" : before.TrimEnd();
            foreach (string line in lines.Skip(fits ? 1 : 0)) yield return $"{"",NameColumns} {line}";
        }
    }

    static (string Name, string Text) Row(Option option)
    {
        IEnumerable<string> shortOnes = option.Aliases.Where(alias => alias.Length == 2 && alias[0] == '-').Order(StringComparer.Ordinal);
        return ($"{string.Join(", ", [.. shortOnes, option.Name])}{Value(option)}", $"{option.Description}{Standard(option)}{(option.Required ? " Required." : "")}");
    }

    /// <summary>What follows an option.</summary>
    public static string Value(Option option) => option.HelpName is not { } name ? "" : option.Arity.MinimumNumberOfValues == 0 ? $" [{name}]" : $" <{name}>";

    /// <summary>What an option is where it is left out.</summary>
    static string Standard(Option option) => option.HasDefaultValue && option.ValueType != typeof(bool) && option.GetDefaultValue() is { } value
        ? FormattableString.Invariant($" [default:{NoBreak}{value}]") : "";

    /// <summary>How a command is typed.</summary>
    public static string Usage(Command command) => command.Subcommands.Count > 0 ? $"{Path(command)} COMMAND [options]" : $"{Path(command.Parents.OfType<Command>().First())} {Typed(command)} [options]";

    /// <summary>A command with those that it belongs to, as it is typed, whatever the file of the program is called.</summary>
    public static string Path(Command command) => command is RootCommand ? "proscenium" : $"{Path(command.Parents.OfType<Command>().First())} {command.Name}";

    /// <summary>A command as it is typed: what may be left out stands in brackets.</summary>
    static string Typed(Command command) => string.Join(' ', [command.Name, .. command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]" : $"<{argument.Name}>"),
        .. command.Options.Where(option => option.Required).Select(option => $"{option.Name}{Value(option)}")]);

    static (string About, string[] Examples) About(Command command)
    {
        string[] lines = (command.Description ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (string.Join('\n', lines.Where(line => !line.StartsWith(Example, StringComparison.Ordinal))), [.. lines.Where(line => line.StartsWith(Example, StringComparison.Ordinal)).Select(line => line[Example.Length..])]);
    }

    static string FirstSentence(Command verb)
    {
        string about = About(verb).About.Split('\n')[0];
        int end = about.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? about : about[..(end + 1)];
    }
}
