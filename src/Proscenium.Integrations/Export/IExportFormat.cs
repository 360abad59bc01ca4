using Proscenium.Files;

namespace Proscenium.Integrations.Export;

/// <summary>The files by which a program gets a matrix of filters.</summary>
interface IExportFormat
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>The programs that read it.</summary>
    string Programs { get; }

    /// <summary>True where the program picks the filters for the rate it runs at: one export holds them all.</summary>
    bool ChoosesRate { get; }

    /// <summary>True where the places of a bank are written, too.</summary>
    bool HasBank => false;

    /// <summary>Where the gain is in the files, or null where they cannot hold one: then the filters are at their designed level, and the listener sets it.</summary>
    string? GainPosition { get; }

    /// <summary>True where the program, set up as written here, turns all drivers down alike before one exceeds full scale: the plan then plays as loud as the untreated device.</summary>
    bool Limits => Limiter is not null;

    /// <summary>What turns them down, in words, or null.</summary>
    string? Limiter => null;

    /// <summary>Samples by which the program, set up as written here, delays the sound beyond the filters and the sound server's buffers.</summary>
    int ProgramDelaySamples(int sampleRate) => 0;

    /// <summary>Why the format cannot hold a plan, with the cure, or null.</summary>
    Fault? Refusal(MultiRatePlan multiRatePlan);

    /// <summary>Writes the files; returns the steps for the listener to use them, one sentence each.</summary>
    IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder);
}
