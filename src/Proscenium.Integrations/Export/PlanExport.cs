using Proscenium.Files;

namespace Proscenium.Integrations.Export;

/// <summary>A plan written in a format. An earlier export of the same device and format is replaced, what it had more is removed; others are left alone.</summary>
public static class PlanExport
{
    /// <summary>Writes the files, all of them or none, and gives the steps by which a listener puts them to use.</summary>
    /// <param name="format">The format; it takes the family.</param>
    /// <param name="family">The plans.</param>
    /// <param name="place">The folder, which is made where it is missing.</param>
    /// <exception cref="SoundException">The folder holds another export, or cannot be written.</exception>
    public static IReadOnlyList<string> Write(IExportFormat format, MultiRatePlan family, string place)
    {
        ExportRecord? before = ExportRecord.Read(place);
        if (before is not null && (before.Format, before.Device) != (format.Name, family.Name))
            throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{place}: holds an export of {before.Device} for {before.Format}, which this one would get mixed up with: choose another folder, or remove that one"));
        using AtomicFolder folder = new(place);
        IReadOnlyList<string> steps = format.Write(family, folder);
        ExportRecord written = new(format.Name, family.Name, folder.Names);
        written.Write(folder);
        folder.Complete();
        before?.RemoveAllBut(written, folder.Place);
        return steps;
    }
}
