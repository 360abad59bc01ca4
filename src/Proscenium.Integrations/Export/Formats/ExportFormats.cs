using Proscenium.Files;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>All formats there are.</summary>
public static class ExportFormats
{
    /// <summary>In the order of the documentation.</summary>
    internal static IReadOnlyList<IExportFormat> All { get; } =
    [
        new WaveFormat(),
        new BruteFirFormat(),
        new JconvolverFormat(),
        new FfmpegFormat(),
        new PipeWireFormat(),
        new CamillaDspFormat(),
        new EqualizerApoFormat(),
        new ConvolverFormat(),
        new EasyEffectsFormat(),
        new JamesDspFormat(),
        new CsvFormat(),
        new HeaderFormat(),
    ];

    /// <summary>Their names, with commas.</summary>
    public static string Names => string.Join(", ", All.Select(format => format.Name));

    /// <summary>Writes a plan in a format, all of its files or none; an earlier export of the same device and format is replaced.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="multiRatePlan">The plan.</param>
    /// <param name="folder">The folder, which is made where it is missing.</param>
    /// <returns>The steps by which a listener puts the files to use, one sentence each.</returns>
    /// <exception cref="SettingException">There is no such format, or the plan does not fit it.</exception>
    /// <exception cref="SoundException">The folder holds another export, or cannot be written.</exception>
    public static IReadOnlyList<string> Write(string name, MultiRatePlan multiRatePlan, string folder)
    {
        IExportFormat format = Named(name);
        Require(format, multiRatePlan);
        return PlanExport.Write(format, multiRatePlan, folder);
    }

    /// <summary>Refuses a plan that a format cannot hold.</summary>
    /// <exception cref="SettingException">The plan does not fit the format.</exception>
    internal static void Require(IExportFormat format, MultiRatePlan multiRatePlan)
    {
        if (format.Refusal(multiRatePlan) is { } refusal) throw new SettingException(refusal with { Sentence = $"{format.Name}: {refusal.Sentence}" });
    }

    /// <summary>The format of a name.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    internal static IExportFormat Named(string name) => All.FirstOrDefault(format => format.Name == name) ?? throw new SettingException($"there is no export format '{name}': {Names}.");
}
