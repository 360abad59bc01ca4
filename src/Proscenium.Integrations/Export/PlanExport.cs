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
        using AtomicFolder files = new(folder, Holding(format.Name, multiRatePlan.Name), cancel);
        IReadOnlyList<string> steps = format.Write(multiRatePlan, files);
        files.Complete();
        return steps;
    }

    /// <summary>What a folder holds, in words: an export is replaced by one of the same device for the same format.</summary>
    public static string Holding(string format, string device) => $"an export of {device} for {format}";
}
