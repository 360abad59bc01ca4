using Proscenium.Engine.Plan;

namespace Proscenium.Integrations.Verification;

/// <summary>A real program that runs exported files, without a sound card.</summary>
interface IProgramRun
{
    /// <summary>The program's name.</summary>
    string Program { get; }

    /// <summary>The export format that it verifies.</summary>
    string Format { get; }

    /// <summary>Why it cannot be run here, with the cure, or null.</summary>
    string? Obstacle { get; }

    /// <summary>The largest residual in dB of a correct run: that of the program's arithmetic, and a margin.</summary>
    double WorstDb { get; }

    /// <summary>The part of the export that it does not verify, or null.</summary>
    string? NotVerified { get; }

    /// <summary>Runs the sound through the exported files until the filters have rung out.</summary>
    /// <param name="export">The exported folder, absolute.</param>
    /// <param name="plan">The plan of the rate to run at.</param>
    /// <param name="sound">Inputs x frames.</param>
    /// <param name="scratch">An empty folder for whatever is needed.</param>
    /// <param name="cancel">Ends the program.</param>
    /// <returns>Drivers x frames, at least as many as <paramref name="sound"/> and filters have together, from the first sample on or later by a constant delay.</returns>
    /// <exception cref="ProgramException">The program failed.</exception>
    float[][] Run(string export, RenderPlan plan, float[][] sound, string scratch, CancellationToken cancel);
}

/// <summary>A program that could not do what it was asked; one sentence with the program and what it says.</summary>
sealed class ProgramException(string sentence, Exception? cause = null) : ProsceniumException(new(ErrorCodes.ProgramFailed, sentence), cause);
