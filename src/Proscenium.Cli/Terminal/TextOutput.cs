using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Files;

namespace Proscenium.Cli.Terminal;

/// <summary>Figures and pages to where the user wants them: a file, whole or not at all, or standard output by the name <c>-</c>.</summary>
static class TextOutput
{
    const string Key = "writtenBy", Program = "proscenium";

    /// <summary>What a page of this command has in its head.</summary>
    public const string PageMark = "<meta name=\"generator\" content=\"proscenium\">";

    const int BeginningBytes = 512;

    /// <summary>Refuses, before any work, places that cannot be written, are read, or hold somebody else's text.</summary>
    /// <param name="json">File for figures, or null.</param>
    /// <param name="page">File for a page, or null.</param>
    /// <param name="others">Other files of the command.</param>
    public static void Require(string? json, string? page = null, params IReadOnlyList<string?> others)
    {
        AtomicFile.Require([json, page, .. others]);
        RequireOwn(json, $"\"{Key}\": \"{Program}\"");
        RequireOwn(page, PageMark);
    }

    /// <summary>Writes figures.</summary>
    public static void WriteJson(string path, JsonObject figures)
    {
        figures.Insert(0, Key, Program);
        Write(path, ReadableJson.Of(figures));
    }

    /// <summary>Writes a text.</summary>
    public static void Write(string path, string text)
    {
        if (OutputTarget.IsStandardOutput(path)) Line(Console.Out, text);
        else AtomicFile.WriteAllText(path, text + "\n");
    }

    /// <summary>Prints a line; what the system does not take is told as of any file.</summary>
    public static void Line(TextWriter writer, string text)
    {
        try
        {
            writer.WriteLine(text);
        }
        catch (IOException e)
        {
            throw OutputFault.Of("-", e);
        }
    }

    /// <summary>Refuses a text that this command did not write: it may be somebody's work.</summary>
    static void RequireOwn(string? path, string mark)
    {
        if (path is null || FileIdentity.Of(path).Kind != FileKind.Regular || Beginning(path) is not { Length: > 0 } text || text.Contains(mark, StringComparison.Ordinal)) return;
        throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{path}: is there already and was not written by this command: remove it, or name another file"));
    }

    static string Beginning(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[BeginningBytes];
            return Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        catch (Exception e) when (OutputFault.IsOfASystem(e))
        {
            throw OutputFault.Of(path, e);
        }
    }
}
