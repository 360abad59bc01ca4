namespace Proscenium.Cli.Terminal;

/// <summary>Words in lines that fit.</summary>
static class WrappedText
{
    /// <summary>The lines of a paragraph; a word that is longer than a line has one of its own.</summary>
    /// <param name="text">Words with single spaces between.</param>
    /// <param name="columns">How long a line may be.</param>
    public static IEnumerable<string> Lines(string text, int columns)
    {
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        if (line.Length > 0) yield return line;
    }
}
