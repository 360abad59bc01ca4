namespace Proscenium.Integrations.Export;

/// <summary>Words for a POSIX shell.</summary>
static class Shell
{
    /// <summary>A text as one word, whatever is in it.</summary>
    public static string Word(string text) => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./".Contains(letter)) ? text : Quoted(text);

    /// <summary>The same, always in quotes.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
