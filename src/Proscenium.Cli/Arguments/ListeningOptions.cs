using System.CommandLine;
using Proscenium.Engine.Listening;

namespace Proscenium.Cli.Arguments;

/// <summary>Options for where one listens: at night, softly, on small drivers.</summary>
sealed class ListeningOptions
{
    /// <summary>Loud passages softer, soft ones louder.</summary>
    public Option<bool> Night { get; } = new("--night") { Description = "Turn loud passages down and soft ones up, all channels alike." };

    /// <summary>The loudness level to listen at.</summary>
    public Option<double?> Level { get; } = NumberOption.RealWithin(ListeningSettings.LeastPhon, ListeningSettings.MostPhon, "--listening-level", "phon", $"Keep the tone of the mix for listening at this loudness level in phon, {ListeningSettings.LeastPhon:0} to {ListeningSettings.MostPhon:0} (ISO 226; music is mixed at about {ListeningSettings.ReferencePhon:0}, {ListeningSettings.ReferencePhon - 20:0} is 20 dB softer).");

    /// <summary>Harmonics for missing bass.</summary>
    public Option<bool> HarmonicBass { get; } = new("--harmonic-bass") { Description = "Replace bass below the device's lowest driver by its second and third harmonic." };

    /// <summary>Adds all to a command.</summary>
    public void AddTo(Verb command) => command.Add(Heading.Listening, Night, Level, HarmonicBass);
}
