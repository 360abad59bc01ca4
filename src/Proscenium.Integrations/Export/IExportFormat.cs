using Proscenium.Files;

namespace Proscenium.Integrations.Export;

/// <summary>How a program is told a matrix of filters.</summary>
public interface IExportFormat
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>The programs that read it.</summary>
    string Programs { get; }

    /// <summary>True where the program picks the filters for the rate it runs at: one export holds them all.</summary>
    bool ChoosesRate { get; }

    /// <summary>Where the gain stands in the files, or null where they have no place for it: then the filters are at true level, and it is the listener's to set.</summary>
    string? GainPosition { get; }

    /// <summary>Samples by which the program, set up as written here, delays the sound beyond the filters and the sound server's buffers.</summary>
    int ProgramDelaySamples(int sampleRate) => 0;

    /// <summary>Why a plan does not fit, with the cure, or null.</summary>
    string? Refusal(MultiRatePlan multiRatePlan);

    /// <summary>Writes the files and gives the steps by which a listener puts them to use, one sentence each.</summary>
    IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder);
}
