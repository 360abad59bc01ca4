namespace Proscenium.Integrations.Export;

/// <summary>Words for a POSIX shell.</summary>
static class Shell
{
    /// <summary>A text as one word, whatever is in it.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
