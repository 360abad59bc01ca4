using Proscenium.Files;

namespace Proscenium.Integrations.Export;

/// <summary>Writes a plan in a format. An earlier export of the same device and format is replaced, and its surplus files are removed; other files are left alone.</summary>
static class PlanExport
{
    /// <summary>Writes the files, all of them or none, and gives the steps by which a listener puts them to use.</summary>
    /// <param name="format">A format that does not refuse the plan.</param>
    /// <param name="multiRatePlan">The plan.</param>
    /// <param name="folder">The folder, which is made where it is missing.</param>
    /// <param name="cancel">Ends the work between files.</param>
    /// <exception cref="SoundException">The folder holds another export, or cannot be written.</exception>
    public static IReadOnlyList<string> Write(IExportFormat format, MultiRatePlan multiRatePlan, string folder, CancellationToken cancel = default)
    {
        ExportRecord? before = ExportRecord.Read(folder);
        if (before is not null && (before.Format, before.Device) != (format.Name, multiRatePlan.Name))
            throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{folder}: holds an export of {before.Device} for {before.Format}, which this one would get mixed up with: choose another folder, or remove that one"));
        using AtomicFolder files = new(folder, cancel);
        IReadOnlyList<string> steps = format.Write(multiRatePlan, files);
        ExportRecord written = new(format.Name, multiRatePlan.Name, files.Names);
        written.Write(files);
        files.Complete();
        before?.RemoveAllBut(written, files.FullPath);
        return steps;
    }
}
