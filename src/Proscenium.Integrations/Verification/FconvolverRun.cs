using Proscenium.Engine.Plan;
using Proscenium.Files.Sound;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Integrations.Verification;

/// <summary>fconvolver, jconvolver's companion for files, with the exported configuration.</summary>
sealed class FconvolverRun : IProgramRun
{
    const double Seconds = 120;

    public string Program => "fconvolver";

    public string Format => "jconvolver";

    public string? Obstacle => ProgramProcess.Missing("jconvolver", "fconvolver");

    public double WorstDb => -120;

    public string? NotVerified => "jconvolver and mcfx_convolver, which read the same file";

    public float[][] Run(string export, RenderPlan plan, float[][] sound, string scratch, CancellationToken cancel)
    {
        string input = Path.Combine(scratch, "in.wav"), output = Path.Combine(scratch, "out.wav");
        SoundWriter.WriteWhole(input, plan.SampleRate, [.. sound.Select(channel => (float[])[.. channel, .. new float[JconvolverFormat.Fragment]])]);
        ProgramProcess.Run(scratch, Seconds, "fconvolver", [Path.Combine(export, JconvolverFormat.Configuration(plan.SampleRate)), input, output], cancel);
        return SoundReader.ReadWhole(output).Channels;
    }
}
