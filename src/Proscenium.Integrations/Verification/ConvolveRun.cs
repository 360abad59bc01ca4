using Proscenium.Engine.Plan;
using Proscenium.Files.Sound;

namespace Proscenium.Integrations.Verification;

/// <summary>The exported matrix as <c>proscenium convolve</c> reads and runs it: what is in the files is what was designed.</summary>
sealed class ConvolveRun : IProgramRun
{
    public string Program => "proscenium convolve";

    public string Format => "wav";

    public string? Obstacle => null;

    public double WorstDb => -120;

    public string? NotVerified => null;

    public float[][] Run(string export, RenderPlan plan, float[][] sound, string scratch, CancellationToken cancel) =>
        EngineConvolution.Run(sound, MatrixFile.Read(Path.Combine(export, $"matrix-{plan.SampleRate}.wav"), new(plan.SampleRate, sound.Length), plan.Drivers.Count, gainDb: 0, notes: []));
}
