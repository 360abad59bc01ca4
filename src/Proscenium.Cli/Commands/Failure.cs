using System.Reflection;
using Proscenium.Cli.Text;
using Proscenium.Live.Control;

namespace Proscenium.Cli.Commands;

/// <summary>The one place where work that failed is told: a sentence and an exit code for whatever was thrown. Only what this project throws on purpose is the user's to mend.</summary>
static class Failure
{
    /// <summary>Bad input, or a system that does not let us: exit code 1.</summary>
    public const int Failed = 1;

    /// <summary>A command line that cannot be carried out: exit code 2.</summary>
    public const int WrongUse = 2;

    /// <summary>All went well, and a plan is not as good as a script requires: exit code 3.</summary>
    public const int NotMet = 3;

    /// <summary>A fault of this program: exit code 70, EX_SOFTWARE of sysexits.h.</summary>
    public const int OwnFault = 70;

    /// <summary>Tells an error and gives its exit code.</summary>
    /// <param name="error">Whatever was thrown.</param>
    /// <param name="details">True to print an own fault with its stack.</param>
    public static int Tell(Exception error, bool details) => error switch
    {
        ProsceniumException known => Complain(Cures.Sentence(known.Fault), known is SettingException ? WrongUse : Failed),
        AggregateException { InnerExceptions.Count: > 0 } several => Tell(MostTelling(several.Flatten()), details),
        TargetInvocationException { InnerException: { } inner } => Tell(inner, details),
        OperationCanceledException => Complain("interrupted: nothing was written.", Failed),
        OutOfMemoryException => Complain("there is not enough memory for this: close other programs, or give it less to do.", Failed),
        IOException or UnauthorizedAccessException => Complain($"a file could not be read or written: {error.Message}", Failed),
        _ => OfOurOwn(error, details),
    };

    /// <summary>Prints a sentence, free of what a terminal would obey.</summary>
    public static int Complain(string sentence, int code)
    {
        new LossyWriter(() => Console.Error).WriteLine($"proscenium: {PrintableText.Of(sentence)}");
        return code;
    }

    /// <summary>Of errors in several threads, one on purpose; else one that is no cancellation, which the others bring about.</summary>
    static Exception MostTelling(AggregateException several) => several.InnerExceptions.FirstOrDefault(inner => inner is ProsceniumException)
        ?? several.InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? several.InnerExceptions[0];

    static int OfOurOwn(Exception error, bool details)
    {
        string what = $"{error.GetType().Name}: {PrintableText.Quote(error.Message)}";
        Complain($"this is a fault of proscenium itself ({what}), not of what you gave it: please report it with the command line{(details ? " and the details below" : "; with --verbose it prints details for the report")}.", OwnFault);
        if (details) foreach (string line in error.ToString().Split('\n')) new LossyWriter(() => Console.Error).WriteLine($"  {PrintableText.Of(line.TrimEnd('\r'))}");
        return OwnFault;
    }
}
