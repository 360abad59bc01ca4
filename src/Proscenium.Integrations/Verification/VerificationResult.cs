namespace Proscenium.Integrations.Verification;

/// <summary>The result of running an export in a program at a sample rate.</summary>
/// <param name="Program">The program.</param>
/// <param name="SampleRate">Samples per second.</param>
public sealed record VerificationResult(string Program, int SampleRate)
{
    /// <summary>The program's output against direct convolution in double precision, the gain included; null where there is none.</summary>
    internal Residual? Residual { get; init; }

    /// <summary>The project's own convolver against the same, in dB.</summary>
    public double? EngineDb { get; init; }

    /// <summary>The part of the export that this program does not verify, or null.</summary>
    public string? NotVerified { get; init; }

    /// <summary>Why there is no output, in a sentence, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>True where the program was run and failed; false where it cannot be run here.</summary>
    public bool Failed { get; init; }
}
