using Proscenium.Cli;

namespace Proscenium.Tests.Cli;

/// <summary>Runs command lines in this process; the console is one, so tests that use it run one after another.</summary>
[CollectionDefinition("console")]
public static class Command
{
    /// <summary>Exit code and what was printed.</summary>
    public static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        (TextWriter output, TextWriter errors) = (Console.Out, Console.Error);
        using StringWriter printed = new(), complained = new();
        try
        {
            Console.SetOut(printed);
            Console.SetError(complained);
            int code = Program.Run(arguments);
            return (code, printed.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }

    /// <summary>Asserts success without a complaint and gives what was printed.</summary>
    public static string Succeed(params string[] arguments)
    {
        (int code, string output, string errors) = Run(arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: {code}, {errors}");
        return output;
    }

    /// <summary>Asserts one clear sentence and an exit code.</summary>
    public static string Fail(int wanted, params string[] arguments)
    {
        (int code, string output, string errors) = Run(arguments);
        Assert.True(code == wanted, $"{string.Join(' ', arguments)}: {code}, {output}{errors}");
        string sentence = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.StartsWith("proscenium: note:", StringComparison.Ordinal));
        Assert.StartsWith("proscenium: ", sentence);
        return sentence;
    }
}
