namespace Proscenium.Cli.Demo;

/// <summary>Placeholder.</summary>
sealed class DemoPiece
{
    public required float[][] Mix { get; init; }
    public static DemoPiece Compose(int sampleRate) => new() { Mix = [new float[20*sampleRate], new float[20*sampleRate]] };
}
