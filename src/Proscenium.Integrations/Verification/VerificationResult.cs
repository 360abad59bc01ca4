namespace Proscenium.Integrations.Verification;

/// <summary>What a program made of an export at a sample rate, or why it made nothing.</summary>
/// <param name="Program">The program.</param>
/// <param name="SampleRate">Samples per second.</param>
public sealed record VerificationResult(string Program, int SampleRate)
{
    /// <summary>The program's output against direct convolution in double precision, the gain included; null where there is none.</summary>
    public Residual? Residual { get; init; }

    /// <summary>The project's own convolver against the same, in dB.</summary>
    public double? EngineDb { get; init; }

    /// <summary>What of the export the program does not run, or null.</summary>
    public string? NotVerified { get; init; }

    /// <summary>Why there is no output, in a sentence, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>True where the program was run and failed; false where it cannot be run here.</summary>
    public bool Failed { get; init; }
}
