using System.Text;
using Proscenium.Engine.Plan;

namespace Proscenium.Files.Measurements;

/// <summary>The text of a measurement, in lines.</summary>
static class MeasurementText
{
    const int LargestBytes = 64 << 20;

    /// <summary>What stands where bytes are no letter.</summary>
    const char NoLetter = '\uFFFD';

    /// <summary>The lines of a file, whatever ends them: CR LF, LF, or CR alone.</summary>
    /// <exception cref="FileFormatException">The file is missing, empty, too large, or no text.</exception>
    public static string[] LinesOf(string path)
    {
        if (Directory.Exists(path)) throw new FileFormatException($"{path}: is a folder: name a file.");
        if (!File.Exists(path)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"{path}: there is no such file: name a response that was measured"));
        FilesRead.Note(path);
        string text = TextOf(Content(path));
        if (text.Length == 0) throw new FileFormatException($"{path}: the file is empty: export the response again.");
        if (text.Contains('\0')) throw new FileFormatException($"{path}: is no text: name a text file with Hz, dB and degrees in each line, or end the name of a sound file in .wav.");
        return text.ReplaceLineEndings("\n").Split('\n');
    }

    /// <summary>Bytes as text; those that are no UTF-8, as a lone degree sign, are Latin-1.</summary>
    static string TextOf(byte[] content) => BoundedFile.TextOf(content) is var text && text.Contains(NoLetter) ? Encoding.Latin1.GetString(content) : text;

    static byte[] Content(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return BoundedFile.Read(file, path, LargestBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFormatException(new Fault(ErrorCodes.FileUnreadable, $"{path}: cannot be read ({e.Message.TrimEnd('.')}): name a text file that you may read"), e);
        }
    }
}
