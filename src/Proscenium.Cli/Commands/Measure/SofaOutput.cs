using Proscenium.Files;

namespace Proscenium.Cli.Commands.Measure;

/// <summary>Files for responses: only such a file is replaced, for anything else may be a recording that is not made again.</summary>
static class SofaOutput
{
    /// <summary>Refuses, before any work, to replace what is no SOFA file.</summary>
    /// <param name="files">The files that will be written; null for none.</param>
    /// <exception cref="SoundException">One of them is something else.</exception>
    public static void Require(params IReadOnlyList<string?> files)
    {
        foreach (string file in files.OfType<string>())
            if (FileIdentity.Of(file).Kind == FileKind.Regular && !IsSofa(file))
                throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{file}: is there already and is no SOFA file: remove it, or name another file"));
    }

    /// <summary>An empty file, or the signature of HDF5.</summary>
    static bool IsSofa(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[8];
            int count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return count == 0 || start[..count].SequenceEqual((ReadOnlySpan<byte>)[0x89, .. "HDF\r\n\u001a\n"u8]);
        }
        catch (Exception e) when (OutputFault.IsOfASystem(e))
        {
            throw OutputFault.Of(path, e);
        }
    }
}
