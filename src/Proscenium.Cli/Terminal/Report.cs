using Proscenium.Files;

namespace Proscenium.Cli.Terminal;

/// <summary>Where a command says what it did: standard output, or standard error while sound goes to standard output.</summary>
sealed class Report(TextWriter writer)
{
    /// <summary>Nowhere when quiet, else where no sound goes.</summary>
    public Report(bool quiet, params string?[] outputs) : this(quiet ? TextWriter.Null : outputs.Any(OutputTarget.IsStandardOutput) ? Console.Error : Console.Out)
    {
    }

    /// <summary>True where nothing is told.</summary>
    public bool IsQuiet => writer == TextWriter.Null;

    /// <summary>A line of its own.</summary>
    public void Line(string text = "") => TextOutput.Line(writer, PrintableText.Of(text));

    /// <summary>A name and its value, in columns.</summary>
    public void Figure(string name, string value) => Line($"  {name,-36} {value}");

    /// <summary>Something the user should know, even when quiet.</summary>
    public static void Warn(string? sentence)
    {
        if (sentence is not null) Console.Error.WriteLine($"proscenium: note: {PrintableText.Of(sentence)}");
    }

    /// <summary>Something that could not be done, while other things go on.</summary>
    public static void Complain(string sentence) => Console.Error.WriteLine($"proscenium: {PrintableText.Of(sentence)}");
}
