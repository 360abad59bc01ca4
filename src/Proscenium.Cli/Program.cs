using System.CommandLine;
using System.CommandLine.Parsing;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Commands;
using Proscenium.Cli.Commands.Measure;
using Proscenium.Cli.Commands.Sweep;
using Proscenium.Cli.Commands.Track;
using Proscenium.Cli.Terminal;
using Proscenium.Files;

namespace Proscenium.Cli;

/// <summary>The <c>proscenium</c> command: parse, call the library, print.</summary>
static class Program
{
    const string Verbose = "--verbose";

    static bool _details;

    static int Main(string[] arguments)
    {
        // the system would print the stack of what is thrown in another thread, and dump core
        AppDomain.CurrentDomain.UnhandledException += (_, thrown) => Environment.Exit(Failure.Tell((Exception)thrown.ExceptionObject, _details));
        using IDisposable? limits = FileSizeLimit.AsAnError();
        StandardText.Guard();
        return Run(arguments);
    }

    /// <summary>Runs one command line; 0 done, 1 failed, 2 wrong use, 3 not as good as required, 70 a fault of this program.</summary>
    internal static int Run(string[] arguments) => Run(arguments, () => CommandTree(formerNames: !IsForCompletion(arguments), Asked(arguments)));

    /// <summary>Runs one command line of some commands.</summary>
    internal static int Run(string[] arguments, Func<RootCommand> commands)
    {
        _details = arguments.Contains(Verbose);
        using IDisposable read = FilesRead.Begin();
        try
        {
            ParseResult parsed = commands().Parse(arguments is ["help", .. var about] ? [.. about, "--help"] : arguments.Length == 0 ? ["--help"] : arguments, _parser);
            Command command = parsed.CommandResult.Command;
            if (ParseFault.Of(parsed) is { } fault) return Failure.Complain($"{FormerNames.InPresentOnes(fault, command)} See '{HelpPage.Path(command)} --help'.", Failure.WrongUse);
            if (EmptyOne(parsed) is { } empty) return Failure.Complain(empty, Failure.WrongUse);
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e)
        {
            return Failure.Tell(e, _details);
        }
    }

    /// <summary>An argument that begins with @ is a name like any other.</summary>
    static readonly ParserConfiguration _parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>True where a shell asks how a command line may go on.</summary>
    static bool IsForCompletion(string[] arguments) => arguments is [['[', 's', 'u', 'g', 'g', 'e', 's', 't', ..], ..];

    /// <summary>The commands in the order of the help.</summary>
    static readonly (string Name, Func<Command> Create)[] _commands =
    [
        ("demo", DemoCommand.Create), ("render", RenderCommand.Create), ("design", DesignCommand.Create), ("analyze", AnalyzeCommand.Create), ("measure", MeasureCommand.Create), ("upmix", UpmixCommand.Create),
        ("headphones", HeadphonesCommand.Create), ("convolve", ConvolveCommand.Create), ("room", RoomCommand.Create), ("brir", BrirCommand.Create), ("devices", DevicesCommand.Create), ("rooms", RoomsCommand.Create),
        ("export", ExportCommand.Create), ("live", LiveCommand.Create), ("track", TrackCommand.Create), ("studio", StudioCommand.Create), ("sweep", SweepCommand.Create), ("install", InstallCommand.Create), ("uninstall", UninstallCommand.Create),
    ];

    /// <summary>The command that a line begins with; null where it begins otherwise.</summary>
    static string? Asked(string[] arguments)
    {
        string? first = arguments is ["help", var about, ..] ? about : arguments.FirstOrDefault();
        return _commands.Any(command => command.Name == first) ? first : null;
    }

    /// <summary>All commands, with their options; under their former names, too, unless a shell is to offer them.</summary>
    /// <param name="formerNames">Whether former names of options are accepted.</param>
    /// <param name="asked">The one command that is asked for, or null for all: to make the others takes longer than most of them run.</param>
    internal static RootCommand CommandTree(bool formerNames = true, string? asked = null)
    {
        RootCommand root = new("Spatial audio for loudspeakers that are too close together.");
        foreach ((string name, Func<Command> create) in _commands)
            if (name == (asked ?? name)) root.Subcommands.Add(create());
        if (formerNames) FormerNames.Accept(root);
        HelpPage.For(root);
        return WithVerbose(root);
    }

    /// <summary>The same with the option that every command takes.</summary>
    internal static RootCommand WithVerbose(RootCommand root)
    {
        Option<bool> verbose = new(Verbose) { Recursive = true, Description = "Print details where the fault is of this program itself." };
        root.Options.Add(verbose);
        VersionText.For(root, verbose);
        return root;
    }

    /// <summary>A sentence about an option or argument without a character in it, or null.</summary>
    static string? EmptyOne(ParseResult parsed)
    {
        static bool IsEmpty(SymbolResult? result) => result?.Tokens.Any(token => token.Value.Length == 0) ?? false;
        Command command = parsed.CommandResult.Command;
        if (command.Options.FirstOrDefault(option => IsEmpty(parsed.GetResult(option))) is { } option) return $"{option.Name} is empty: give it a value{(option.Required ? "" : ", or leave it out")}.";
        return command.Arguments.FirstOrDefault(argument => IsEmpty(parsed.GetResult(argument))) is { } argument ? $"{argument.Name} is empty: give it a value." : null;
    }
}
