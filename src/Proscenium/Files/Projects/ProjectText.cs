using Proscenium.Engine.Plan;

namespace Proscenium.Files.Projects;

/// <summary>The text of a file that a user wrote.</summary>
static class ProjectText
{
    /// <summary>Reads it whole.</summary>
    /// <exception cref="FileFormatException">The file cannot be read.</exception>
    public static string Of(string path)
    {
        FilesRead.Note(path);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFormatException(new Fault(ErrorCodes.FileUnreadable, $"{path}: cannot be read ({e.Message.TrimEnd('.')}): name a text file that you may read"), e);
        }
    }
}
