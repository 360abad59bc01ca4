using Proscenium.Design;
using Proscenium.Files;

namespace Proscenium.Integrations.Race;

/// <summary>A program with a recursive canceller of its own: its settings, its response, and its files.</summary>
interface IRaceFormat
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>The programs that have it.</summary>
    string Programs { get; }

    /// <summary>Where the gain is in the files.</summary>
    string GainPosition { get; }

    /// <summary>Samples by which the program, set up as written here, delays the sound.</summary>
    int ProgramDelaySamples(int sampleRate);

    /// <summary>The settings that it takes.</summary>
    RaceChoices Choices(int sampleRate);

    /// <summary>The canceller with given settings.</summary>
    RaceCanceller Canceller(RaceSettings settings, int sampleRate);

    /// <summary>Writes the files and gives the steps by which a listener puts them to use, one sentence each.</summary>
    IReadOnlyList<string> Write(RaceFit fit, SpatialDesign design, AtomicFolder folder);
}
