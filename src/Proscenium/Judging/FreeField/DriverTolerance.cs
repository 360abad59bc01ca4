using System.Numerics;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;

namespace Proscenium.Judging.FreeField;

/// <summary>
/// What is left of a plan when the drivers differ from their model: Monte Carlo runs with smooth random errors of level and phase, another for
/// every driver.
/// </summary>
public sealed record DriverTolerance
{
    /// <summary>Between the seeds of two runs.</summary>
    const int RunStride = 7919;

    /// <summary>Number of Monte Carlo runs.</summary>
    public required int Runs { get; init; }

    /// <summary>Standard deviation of each driver's level, dB.</summary>
    public required double DriverLevelDeviationDb { get; init; }

    /// <summary>Standard deviation of each driver's phase, degrees.</summary>
    public required double DriverPhaseDeviationDegrees { get; init; }

    /// <summary>The seed; the same seed gives the same runs.</summary>
    public required int Seed { get; init; }

    /// <summary>Separation at the seat in each run, dB.</summary>
    public required IReadOnlyList<double> SeatSeparationOfRunsDb { get; init; }

    /// <summary>Separation at the seat, dB.</summary>
    public required Spread SeatSeparation { get; init; }

    /// <summary>Separation 5 cm to the side, dB.</summary>
    public required Spread OffAxis5CmSeparation { get; init; }

    /// <summary>Separation in the worst of the nine poses, dB.</summary>
    public required Spread WorstPoseSeparation { get; init; }

    /// <summary>Deviation of the tone at the ipsilateral ear from a true loudspeaker at the virtual place, or in front for a canceller alone, dB.</summary>
    public required Spread Tone { get; init; }

    /// <summary>Mean error of the level difference between the ears, dB; null for a canceller alone.</summary>
    public required Spread? ImageLevel { get; init; }

    /// <summary>Mean error of the time difference between the ears, seconds; null for a canceller alone.</summary>
    public required Spread? ImageTime { get; init; }

    /// <summary>Least front-to-side ratio of the centre from 350 Hz to 3 kHz, dB; null without a centre.</summary>
    public required Spread? CentreBeam { get; init; }

    /// <summary>Runs the runs.</summary>
    /// <param name="measured">The plan as it runs.</param>
    /// <param name="setup">Device, head and free field.</param>
    /// <param name="angleDegrees">Azimuth of the virtual loudspeakers, or null.</param>
    /// <param name="runs">1 or more.</param>
    /// <param name="levelDb">Standard deviation of level, dB, 0 or more.</param>
    /// <param name="phaseDegrees">Standard deviation of phase, degrees, 0 or more.</param>
    /// <param name="seed">Of the random errors.</param>
    /// <param name="cancel">Ends the work between runs.</param>
    internal static DriverTolerance Measure(MeasuredPlan measured, FreeFieldSetup setup, double? angleDegrees, int runs, double levelDb, double phaseDegrees, int seed = 1, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        EarSpectra? real = angleDegrees is { } angle ? setup.TrueLoudspeaker(angle) : null;
        Complex[] reference = (real ?? setup.TrueLoudspeaker(0)).Left;
        Run Judge(MeasuredPlan mistuned) => Run.Of(mistuned, reference, setup, real);
        Run nominal = Judge(measured);
        Run[] made = [.. Enumerable.Range(0, runs).AsParallel().AsOrdered().WithCancellation(cancel)
            .Select(run => Judge(measured.Mistuned(DriverErrors.Draw(measured.Drivers, setup.Grid, levelDb, phaseDegrees, new Random(seed + RunStride * run)))))];
        Spread Larger(Func<Run, double> figure) => Spread.LargerIsBetter(figure(nominal), Array.ConvertAll(made, run => figure(run)));
        Spread Smaller(Func<Run, double> figure) => Spread.SmallerIsBetter(figure(nominal), Array.ConvertAll(made, run => figure(run)));
        return new()
        {
            Runs = runs,
            DriverLevelDeviationDb = levelDb,
            DriverPhaseDeviationDegrees = phaseDegrees,
            Seed = seed,
            SeatSeparationOfRunsDb = Array.ConvertAll(made, run => run.Poses[0]),
            SeatSeparation = Larger(run => run.Poses[0]),
            OffAxis5CmSeparation = Larger(run => (run.Poses[1] + run.Poses[2]) / 2),
            WorstPoseSeparation = Larger(run => run.Poses.Min()),
            Tone = Smaller(run => run.ToneDb),
            ImageLevel = real is null ? null : Smaller(run => run.Image!.Value.LevelErrorDb),
            ImageTime = real is null ? null : Smaller(run => run.Image!.Value.TimeErrorSeconds),
            CentreBeam = measured.Inputs < 3 ? null : Larger(run => run.BeamDb!.Value),
        };
    }

    /// <summary>The figures of one run.</summary>
    readonly record struct Run(double[] Poses, double ToneDb, VirtualImage? Image, double? BeamDb)
    {
        public static Run Of(MeasuredPlan measured, Complex[] reference, FreeFieldSetup setup, EarSpectra? real)
        {
            EarSpectra heard = measured.AtEars(0, setup.Ears, 0);
            double[] poses = [.. Enumerable.Range(0, setup.Poses.Count).Select(pose => Separation.Mean(measured, setup.Ears, pose))];
            VirtualImage? image = real is { } source ? VirtualImage.Compare(heard, source, measured.Grid) : null;
            return new(poses, Coloration.Between(heard.Left, reference, measured.Grid).DeviationDb, image, measured.Inputs < 3 ? null : MinBeam(measured, setup));
        }

        static double MinBeam(MeasuredPlan measured, FreeFieldSetup setup)
        {
            double[] ratio = BeamPattern.FrontToSide(measured, 2, setup);
            return Enumerable.Range(0, ratio.Length).Where(bin => measured.Grid.Frequency(bin) is >= 350 and <= 3000).Min(bin => ratio[bin]);
        }
    }
}
