namespace Proscenium.Engine.Plan;

/// <summary>Files that are read whole, up to a size: what is larger is none of the kind and does not get into memory.</summary>
static class BoundedFile
{
    /// <summary>The most bytes of a text that people or this program write.</summary>
    public const int MaxTextBytes = 16 << 20;

    /// <summary>The bytes of a stream to its end.</summary>
    /// <param name="stream">Read forward only.</param>
    /// <param name="path">Named in the error.</param>
    /// <param name="most">More bytes are refused.</param>
    /// <exception cref="FileFormatException">There are more.</exception>
    public static byte[] Read(Stream stream, string path, int most)
    {
        using MemoryStream content = new(stream.CanSeek ? (int)Math.Clamp(stream.Length, 0, most) : 0);
        byte[] piece = new byte[1 << 16];
        for (int count; (count = stream.Read(piece)) > 0; content.Write(piece, 0, count))
            if (content.Length + count > most) throw new FileFormatException($"{path}: is larger than {most >> 20} MB, which no file of its kind is: name another file.");
        return content.ToArray();
    }

    /// <summary>The bytes of a file on a disk, named by somebody else than who asks: a pipe there would never end, and a device is none of theirs.</summary>
    /// <exception cref="FileFormatException">The file is empty, no file on a disk, or too large.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] ReadFromDisk(string path, int most)
    {
        if (IsEmptyOrNoFile(path)) throw new FileFormatException(new Fault(ErrorCodes.FileUnreadable, $"{path}: is empty or no file on a disk: put the file back, or make it anew"));
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Read(file, path, most);
    }

    /// <summary>The text of a file on a disk, whatever its encoding says.</summary>
    /// <inheritdoc cref="ReadFromDisk"/>
    public static string ReadTextFromDisk(string path) => TextOf(ReadFromDisk(path, MaxTextBytes));

    /// <summary>Bytes as text: UTF-8, or as their mark says.</summary>
    public static string TextOf(byte[] content)
    {
        using StreamReader text = new(new MemoryStream(content));
        return text.ReadToEnd();
    }

    /// <summary>True for files without a byte, and for named pipes, sockets and devices, whose length the system tells as 0; links are followed. It is told without opening it.</summary>
    /// <exception cref="IOException">There is no such file.</exception>
    static bool IsEmptyOrNoFile(string path)
    {
        FileInfo file = new(path);
        return (file.LinkTarget is null ? file : (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!).Length == 0;
    }
}
