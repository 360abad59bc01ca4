namespace Proscenium.Integrations.Export.Formats;

/// <summary>All formats there are.</summary>
public static class ExportFormats
{
    /// <summary>In the order of the documentation.</summary>
    public static IReadOnlyList<IExportFormat> All { get; } =
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

    /// <summary>The format of a name.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static IExportFormat Named(string name) => All.FirstOrDefault(format => format.Name == name) ?? throw new SettingException($"there is no export format '{name}': {Names}.");
}
