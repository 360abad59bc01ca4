using System.CommandLine;
using System.CommandLine.Parsing;
using Proscenium.Cli.Commands;
using Proscenium.Cli.Text;
using Proscenium.Files;
using Proscenium.Live.Control;

namespace Proscenium.Cli;

/// <summary>The <c>proscenium</c> command: parse, call the library, print.</summary>
static class Program
{
    const int Failed = 1, WrongUse = 2;

    static int Main(string[] arguments) => Run(arguments);

    /// <summary>Runs one command line; 0 done, 1 failed, 2 wrong use.</summary>
    internal static int Run(string[] arguments)
    {
        ParseResult parsed = CommandTree(formerNames: !IsForCompletion(arguments)).Parse(arguments.Length == 0 ? ["--help"] : arguments);
        if (parsed.Errors.Count > 0) return Complain($"{FormerNames.InPresentOnes(parsed.Errors[0].Message, parsed.CommandResult.Command)} See '{Path(parsed.CommandResult.Command)} --help'.", WrongUse);
        if (EmptyOne(parsed) is { } empty) return Complain(empty, WrongUse);
        using IDisposable read = FilesRead.Begin();
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ProsceniumException e)
        {
            return Complain(Cures.Sentence(e.Fault), e is SettingException ? WrongUse : Failed);
        }
        catch (ArgumentException e)
        {
            return Complain(e.ParamName is null ? e.Message : e.Message.Replace($" (Parameter '{e.ParamName}')", ""), WrongUse);
        }
        catch (OperationCanceledException)
        {
            return Complain("interrupted: nothing was written.", Failed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Complain($"a file could not be read or written: {e.Message}", Failed);
        }
    }

    /// <summary>True where a shell asks how a command line may go on.</summary>
    static bool IsForCompletion(string[] arguments) => arguments is [['[', 's', 'u', 'g', 'g', 'e', 's', 't', ..], ..];

    /// <summary>All commands, with their options; under their former names, too, unless a shell is to offer them.</summary>
    internal static RootCommand CommandTree(bool formerNames = true)
    {
        RootCommand root = new("Spatial audio for loudspeakers that are too close together.")
        {
            DemoCommand.Create(), RenderCommand.Create(), DesignCommand.Create(), AnalyzeCommand.Create(), UpmixCommand.Create(),
            HeadphonesCommand.Create(), ConvolveCommand.Create(), RoomCommand.Create(), BrirCommand.Create(), DevicesCommand.Create(), RoomsCommand.Create(), ExportCommand.Create(),
            LiveCommand.Create(), InstallCommand.Create(), UninstallCommand.Create(),
        };
        if (formerNames) FormerNames.Accept(root);
        return root;
    }

    /// <summary>A command as it is typed, whatever the file of the program is called.</summary>
    static string Path(Command command) => command is RootCommand ? "proscenium" : $"proscenium {command.Name}";

    /// <summary>A sentence about an option or argument without a character in it, or null.</summary>
    static string? EmptyOne(ParseResult parsed)
    {
        static bool IsEmpty(SymbolResult? result) => result?.Tokens.Any(token => token.Value.Length == 0) ?? false;
        Command command = parsed.CommandResult.Command;
        if (command.Options.FirstOrDefault(option => IsEmpty(parsed.GetResult(option))) is { } option) return $"{option.Name} is empty: give it a value{(option.Required ? "" : ", or leave it out")}.";
        return command.Arguments.FirstOrDefault(argument => IsEmpty(parsed.GetResult(argument))) is { } argument ? $"{argument.Name} is empty: give it a value." : null;
    }

    static int Complain(string sentence, int code)
    {
        new LossyWriter(() => Console.Error).WriteLine($"proscenium: {PrintableText.Of(sentence)}");
        return code;
    }
}
