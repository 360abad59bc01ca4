using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Export;
using Proscenium.Rendering;
using Proscenium.Storage;

namespace Proscenium.Verification;

/// <summary>What a program made of an export at one rate.</summary>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Program">The program's output against direct convolution in double precision, the gain included.</param>
/// <param name="EngineDb">The project's own convolver against the same, in dB.</param>
public readonly record struct ProvenExport(int SampleRate, Residual Program, double EngineDb);

/// <summary>Runs exported files in the programs they are for, and holds what comes out against direct convolution in double precision.</summary>
public static class ExportVerification
{
    /// <summary>The programs that can be run.</summary>
    public static IReadOnlyList<IProgramRun> Programs { get; } =
    [
        new PipeWireRun(),
    ];

    /// <summary>Runs one program at one rate.</summary>
    /// <param name="program">The program.</param>
    /// <param name="family">What was exported.</param>
    /// <param name="plan">The plan of the rate.</param>
    /// <param name="export">The exported folder.</param>
    /// <exception cref="ProgramException">The program failed.</exception>
    public static ProvenExport Verify(IProgramRun program, PlanFamily family, RenderPlan plan, string export)
    {
        float[][] sound = TestSignal.Of(family.Inputs.Count, plan.SampleRate);
        double[][] truth = DirectConvolution.Run(sound, plan.Filters, family.Gain);
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("proscenium-verify-");
        try
        {
            return new(plan.SampleRate, Residual.Of(program.Run(export, plan, sound, scratch.FullName), truth), Residual.Of(Engine(sound, plan, family.GainDb), truth).Decibels);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static float[][] Engine(float[][] sound, RenderPlan plan, double gainDb)
    {
        FirMatrix filters = new(plan.Inputs.Count, plan.Drivers.Count, plan.Filters.Taps);
        for (int input = 0; input < filters.Inputs; input++)
            for (int driver = 0; driver < filters.Outputs; driver++) plan.Filters[input, driver].CopyTo(filters[input, driver]);
        MatrixFile.Scale(filters, gainDb);
        List<float>[] outputs = [.. plan.Drivers.Select(_ => new List<float>())];
        int done = 0;
        MatrixRun.Run(block =>
        {
            int frames = Math.Min(block.Frames, sound[0].Length - done);
            for (int input = 0; input < sound.Length; input++) sound[input].AsSpan(done, frames).CopyTo(block[input]);
            done += frames;
            return frames;
        }, filters, block =>
        {
            for (int driver = 0; driver < outputs.Length; driver++) outputs[driver].AddRange(block[driver]);
        });
        return [.. outputs.Select(output => output.ToArray())];
    }
}
