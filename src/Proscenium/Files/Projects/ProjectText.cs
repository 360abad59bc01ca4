using Proscenium.Engine.Plan;

namespace Proscenium.Files.Projects;

/// <summary>The text of a file that a user wrote.</summary>
static class ProjectText
{
    /// <summary>Reads it whole; a pipe that the user names is read, too.</summary>
    /// <exception cref="FileFormatException">The file cannot be read, or is larger than any text.</exception>
    public static string Of(string path)
    {
        FilesRead.Note(path);
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Of(file, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFormatException(new Fault(ErrorCodes.FileUnreadable, $"{path}: cannot be read ({e.Message.TrimEnd('.')}): name a text file that you may read"), e);
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="FileFormatException">It holds more than any text.</exception>
    public static string Of(Stream content, string name) => BoundedFile.TextOf(BoundedFile.Read(content, name, BoundedFile.MaxTextBytes));
}
