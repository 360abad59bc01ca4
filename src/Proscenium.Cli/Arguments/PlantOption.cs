using System.CommandLine;
using Proscenium.Cli.Terminal;
using Proscenium.Files.Measurements;
using Proscenium.Measuring;

namespace Proscenium.Cli.Arguments;

/// <summary>The option that names measured responses at a listener's ears, made anew for each command.</summary>
static class PlantOption
{
    public static Option<string?> Create(string what) => new("--plant") { HelpName = "file", Description = $"{what}: a SOFA file, as 'proscenium measure recover' writes it, or a sound file, two channels a driver." };

    /// <summary>The file of a name, or null.</summary>
    public static MeasuredPlant? Open(string? path)
    {
        if (path is null) return null;
        MeasuredPlant plant = PlantFile.Open(path);
        foreach (string note in plant.Notes) Report.Warn(note);
        return plant;
    }
}
