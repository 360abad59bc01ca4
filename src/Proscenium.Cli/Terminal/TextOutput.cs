using Proscenium.Files;

namespace Proscenium.Cli.Terminal;

/// <summary>Text to where the user wants it.</summary>
static class TextOutput
{
    /// <summary>Writes a file, whole or not at all, or standard output by the name <c>-</c>.</summary>
    public static void Write(string path, string text)
    {
        if (path == "-") Console.Out.WriteLine(text);
        else AtomicFile.WriteAllText(path, text + "\n");
    }
}
