using Proscenium.Engine.Plan;

namespace Proscenium.Files;

/// <summary>Files whose names stand in other files: whoever runs the command did not choose them, so a pipe there is not waited for, and a device is not read.</summary>
static class OnDisk
{
    /// <summary>Refuses what is there and is no file on a disk.</summary>
    /// <exception cref="FileFormatException">It is a named pipe, a socket or a device.</exception>
    public static void Require(string path)
    {
        if (FileIdentity.Of(path).Kind == FileKind.Other) throw new FileFormatException(new Fault(ErrorCodes.FileUnreadable, $"{path}: is a pipe, a socket or a device, not a file on a disk: name a file"));
    }
}
