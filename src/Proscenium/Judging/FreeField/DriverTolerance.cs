using System.Numerics;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;

namespace Proscenium.Judging.FreeField;

/// <summary>
/// What is left of a plan when the drivers differ from their model: Monte Carlo trials with smooth random errors of level and phase, another for
/// every driver.
/// </summary>
public sealed record DriverTolerance
{
    /// <summary>Between the seeds of two trials.</summary>
    const int TrialStride = 7919;

    /// <summary>Number of Monte Carlo trials.</summary>
    public required int Draws { get; init; }

    /// <summary>Standard deviation of each driver's level, dB.</summary>
    public required double LevelDb { get; init; }

    /// <summary>Standard deviation of each driver's phase, degrees.</summary>
    public required double PhaseDegrees { get; init; }

    /// <summary>The seed; the same seed gives the same trials.</summary>
    public required int Seed { get; init; }

    /// <summary>Separation at the seat in each trial, dB.</summary>
    public required IReadOnlyList<double> SeatMonteCarloDb { get; init; }

    /// <summary>Separation at the seat, dB.</summary>
    public required Spread Seat { get; init; }

    /// <summary>Separation 5 cm to the side, dB.</summary>
    public required Spread FiveCentimetres { get; init; }

    /// <summary>Separation in the worst of the nine poses, dB.</summary>
    public required Spread WorstPose { get; init; }

    /// <summary>Deviation of the tone at the ipsilateral ear, dB.</summary>
    public required Spread Tone { get; init; }

    /// <summary>Mean error of the level difference between the ears, dB; null for a canceller alone.</summary>
    public required Spread? ImageLevel { get; init; }

    /// <summary>Mean error of the time difference between the ears, seconds; null for a canceller alone.</summary>
    public required Spread? ImageTime { get; init; }

    /// <summary>Least front-to-side ratio of the centre from 350 Hz to 3 kHz, dB; null without a centre.</summary>
    public required Spread? CentreBeam { get; init; }

    /// <summary>Runs the trials.</summary>
    /// <param name="measured">The plan as it runs.</param>
    /// <param name="untreated">The untreated device, with drivers as they should be.</param>
    /// <param name="setup">Device, head and free field.</param>
    /// <param name="angleDegrees">Azimuth of the virtual loudspeakers, or null.</param>
    /// <param name="trials">1 or more.</param>
    /// <param name="levelDb">Standard deviation of level, dB, 0 or more.</param>
    /// <param name="phaseDegrees">Standard deviation of phase, degrees, 0 or more.</param>
    /// <param name="seed">Of the random errors.</param>
    /// <param name="cancel">Ends the work between trials.</param>
    internal static DriverTolerance Measure(MeasuredPlan measured, MeasuredPlan untreated, FreeFieldSetup setup, double? angleDegrees, int trials, double levelDb, double phaseDegrees, int seed = 1, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        Complex[] reference = untreated.Point(0, setup.Ears, 0);
        EarSpectra? real = angleDegrees is { } angle ? setup.TrueLoudspeaker(angle) : null;
        Trial Judge(MeasuredPlan mistuned) => Trial.Of(mistuned, reference, setup, real);
        Trial nominal = Judge(measured);
        Trial[] made = [.. Enumerable.Range(0, trials).AsParallel().AsOrdered().WithCancellation(cancel)
            .Select(trial => Judge(measured.Mistuned(DriverErrors.Draw(measured.Drivers, setup.Grid, levelDb, phaseDegrees, new Random(seed + TrialStride * trial)))))];
        Spread Larger(Func<Trial, double> figure) => Spread.LargerIsBetter(figure(nominal), Array.ConvertAll(made, trial => figure(trial)));
        Spread Smaller(Func<Trial, double> figure) => Spread.SmallerIsBetter(figure(nominal), Array.ConvertAll(made, trial => figure(trial)));
        return new()
        {
            Draws = trials,
            LevelDb = levelDb,
            PhaseDegrees = phaseDegrees,
            Seed = seed,
            SeatMonteCarloDb = Array.ConvertAll(made, trial => trial.Poses[0]),
            Seat = Larger(trial => trial.Poses[0]),
            FiveCentimetres = Larger(trial => (trial.Poses[1] + trial.Poses[2]) / 2),
            WorstPose = Larger(trial => trial.Poses.Min()),
            Tone = Smaller(trial => trial.ToneDb),
            ImageLevel = real is null ? null : Smaller(trial => trial.Image!.Value.LevelErrorDb),
            ImageTime = real is null ? null : Smaller(trial => trial.Image!.Value.TimeErrorSeconds),
            CentreBeam = measured.Inputs < 3 ? null : Larger(trial => trial.BeamDb!.Value),
        };
    }

    /// <summary>The figures of one trial.</summary>
    readonly record struct Trial(double[] Poses, double ToneDb, VirtualImage? Image, double? BeamDb)
    {
        public static Trial Of(MeasuredPlan measured, Complex[] untreated, FreeFieldSetup setup, EarSpectra? real)
        {
            EarSpectra heard = measured.AtEars(0, setup.Ears, 0);
            double[] poses = [.. Enumerable.Range(0, setup.Poses.Count).Select(pose => Separation.Mean(measured, setup.Ears, pose))];
            VirtualImage? image = real is { } source ? VirtualImage.Compare(heard, source, measured.Grid) : null;
            return new(poses, Coloration.Between(heard.Left, untreated, measured.Grid).DeviationDb, image, measured.Inputs < 3 ? null : MinBeam(measured, setup));
        }

        static double MinBeam(MeasuredPlan measured, FreeFieldSetup setup)
        {
            double[] ratio = BeamPattern.FrontToSide(measured, 2, setup);
            return Enumerable.Range(0, ratio.Length).Where(bin => measured.Grid.Frequency(bin) is >= 350 and <= 3000).Min(bin => ratio[bin]);
        }
    }
}
