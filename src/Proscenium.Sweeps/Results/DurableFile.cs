using Proscenium.Files;

namespace Proscenium.Sweeps.Results;

/// <summary>Files that are there whole or not at all, also after the machine has lost its power: written beside, brought to the disk, renamed.</summary>
static class DurableFile
{
    /// <summary>Writes one; its folder is made where it is missing.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string folder = Path.GetDirectoryName(path)!;
        OutputFault.MakeFolder(folder);
        TemporaryName.RemoveLeftovers(folder);
        string beside = TemporaryName.In(folder);
        try
        {
            using (FileStream file = new(beside, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (OutputFault.IsOfASystem(e))
        {
            TemporaryName.Remove(beside);
            throw OutputFault.Of(path, e);
        }
    }
}
