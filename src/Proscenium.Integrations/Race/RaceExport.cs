using Proscenium.Design;
using Proscenium.Files;
using Proscenium.Integrations.Export;

namespace Proscenium.Integrations.Race;

/// <summary>A design as settings of a program's recursive canceller, written to files.</summary>
/// <param name="Fit">The settings, and by how much they fall short.</param>
/// <param name="Steps">What a listener does with the files, one sentence each.</param>
sealed record RaceExport(RaceFit Fit, IReadOnlyList<string> Steps)
{
    /// <summary>Fits and writes.</summary>
    /// <param name="design">The design.</param>
    /// <param name="format">The program.</param>
    /// <param name="folder">Folder for the files.</param>
    /// <param name="gainDb">The gain, or null for minus the headroom.</param>
    /// <exception cref="SettingException">The program does not take the settings.</exception>
    public static RaceExport Write(SpatialDesign design, IRaceFormat format, string folder, double? gainDb = null)
    {
        RaceFit fit = RaceFit.Of(design, format, gainDb);
        using AtomicFolder files = new(folder, PlanExport.Holding($"{format.Name}-race", design.Request.Device.Name));
        IReadOnlyList<string> steps = format.Write(fit, design, files);
        files.Complete();
        return new(fit, steps);
    }
}
