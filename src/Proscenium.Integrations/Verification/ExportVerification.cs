using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Integrations.Verification;

/// <summary>Runs exported files in the programs they are for, and compares the output with direct convolution in double precision.</summary>
public static class ExportVerification
{
    const double LoudestFeed = 0.5;

    /// <summary>The programs that can be run.</summary>
    internal static IReadOnlyList<IProgramRun> Programs { get; } =
    [
        new ConvolveRun(),
        new BruteFirRun(),
        new FconvolverRun(),
        new FfmpegRun(),
        new PipeWireRun(),
    ];

    /// <summary>Runs every program of a format at every rate; none where no program of it can be run from here.</summary>
    /// <param name="format">Its name, one of <see cref="ExportFormats.Names"/>.</param>
    /// <param name="multiRatePlan">The plan that was exported.</param>
    /// <param name="export">The exported folder.</param>
    /// <param name="cancel">Ends a program that runs.</param>
    /// <exception cref="SettingException">There is no such format.</exception>
    public static IEnumerable<VerificationResult> Run(string format, MultiRatePlan multiRatePlan, string export, CancellationToken cancel = default) => Run(ExportFormats.Named(format), multiRatePlan, export, cancel);

    /// <summary>Runs every program of a format at every rate; none where no program of it can be run from here.</summary>
    /// <param name="format">The format.</param>
    /// <param name="multiRatePlan">What was exported.</param>
    /// <param name="export">The exported folder.</param>
    /// <param name="cancel">Ends a program that runs.</param>
    internal static IEnumerable<VerificationResult> Run(IExportFormat format, MultiRatePlan multiRatePlan, string export, CancellationToken cancel = default)
    {
        foreach (IProgramRun program in Programs.Where(program => program.Format == format.Name))
        {
            string? obstacle = program.Obstacle;
            foreach (RenderPlan plan in multiRatePlan.Plans)
            {
                VerificationResult result = new(program.Program, plan.SampleRate) { Fault = obstacle };
                yield return obstacle is null ? Run(result, program, plan, format.GainPosition is null ? 0 : multiRatePlan.GainDb, export, cancel) : result;
            }
        }
    }

    static VerificationResult Run(VerificationResult result, IProgramRun program, RenderPlan plan, double gainDb, string export, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        float[][] sound = TestSignal.Of(plan.Inputs.Count, plan.SampleRate);
        double[][] truth = DirectConvolution.Run(sound, plan.Filters, Math.Pow(10, gainDb / 20));
        Quieten(sound, truth);
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("proscenium-verify-");
        try
        {
            Residual residual = Residual.Of(program.Run(Path.GetFullPath(export), plan, sound, scratch.FullName, cancel), truth);
            return Judged(result with { Residual = residual, EngineDb = Residual.Of(EngineConvolution.Run(sound, plan.Filters, gainDb), truth).Decibels, NotVerified = program.NotVerified }, residual.Decibels, program.WorstDb);
        }
        catch (Exception e) when (e is ProgramException or SoundException)
        {
            return result with { Fault = e.Message, Failed = true };
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>Turns the signal down where its feeds are so loud that a limiter would, by a power of two.</summary>
    static void Quieten(float[][] sound, double[][] truth)
    {
        double loudest = truth.Max(driver => driver.Max(Math.Abs)), factor = Math.Pow(2, Math.Min(0, Math.Floor(Math.Log2(LoudestFeed / loudest))));
        foreach (float[] input in sound) SampleMath.Scale(input, (float)factor);
        foreach (double[] driver in truth)
            foreach (ref double sample in driver.AsSpan()) sample *= factor;
    }

    /// <summary>Marks a result as failed where the residual is too large, or NaN.</summary>
    internal static VerificationResult Judged(VerificationResult result, double residualDb, double worstDb) => residualDb <= worstDb ? result
        : result with { Fault = FormattableString.Invariant($"the output does not match the plan: the residual is {residualDb:0.0} dB and should be {worstDb:0} dB or less."), Failed = true };
}
