using System.Numerics;

namespace Proscenium.Listening;

/// <summary>
/// What is left of a plan when the drivers differ from their model: many draws of smooth random errors of level and phase, another for
/// every driver.
/// </summary>
public sealed record DriverTolerance
{
    /// <summary>Between the seeds of two draws.</summary>
    const int DrawStride = 7919;

    /// <summary>Number of draws.</summary>
    public required int Draws { get; init; }

    /// <summary>Standard deviation of each driver's level, dB.</summary>
    public required double LevelDb { get; init; }

    /// <summary>Standard deviation of each driver's phase, degrees.</summary>
    public required double PhaseDegrees { get; init; }

    /// <summary>The seed; the same seed gives the same draws.</summary>
    public required int Seed { get; init; }

    /// <summary>Separation at the seat of each draw, dB.</summary>
    public required IReadOnlyList<double> SeatDrawsDb { get; init; }

    /// <summary>Separation at the seat, dB.</summary>
    public required Spread Seat { get; init; }

    /// <summary>Separation 5 cm to the side, dB.</summary>
    public required Spread FiveCentimetres { get; init; }

    /// <summary>Separation in the worst of the nine poses, dB.</summary>
    public required Spread WorstPose { get; init; }

    /// <summary>Deviation of the tone at the near ear, dB.</summary>
    public required Spread Tone { get; init; }

    /// <summary>Mean error of the level difference between the ears, dB; null for a canceller alone.</summary>
    public required Spread? ImageLevel { get; init; }

    /// <summary>Mean error of the time difference between the ears, seconds; null for a canceller alone.</summary>
    public required Spread? ImageTime { get; init; }

    /// <summary>Least front-to-side ratio of the centre from 350 Hz to 3 kHz, dB; null without a centre.</summary>
    public required Spread? CentreBeam { get; init; }

    /// <summary>Draws and measures.</summary>
    /// <param name="rig">The plan as it runs.</param>
    /// <param name="plain">The untreated device, with drivers as they should be.</param>
    /// <param name="stand">Device, head and free field.</param>
    /// <param name="angleDegrees">Azimuth of the virtual loudspeakers, or null.</param>
    /// <param name="draws">1 or more.</param>
    /// <param name="levelDb">Standard deviation of level, dB, 0 or more.</param>
    /// <param name="phaseDegrees">Standard deviation of phase, degrees, 0 or more.</param>
    /// <param name="seed">Of the random errors.</param>
    public static DriverTolerance Measure(EarRig rig, EarRig plain, TestStand stand, double? angleDegrees, int draws, double levelDb, double phaseDegrees, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        Complex[] untreated = plain.Point(0, stand.Ears, 0);
        EarSpectra? real = angleDegrees is { } angle ? stand.TrueLoudspeaker(angle) : null;
        Draw Judge(EarRig drawn) => Draw.Of(drawn, untreated, stand, real);
        Draw nominal = Judge(rig);
        Draw[] drawn = [.. Enumerable.Range(0, draws).AsParallel().AsOrdered()
            .Select(draw => Judge(rig.Mistuned(DriverErrors.Draw(rig.Drivers, stand.Grid, levelDb, phaseDegrees, new Random(seed + DrawStride * draw)))))];
        Spread Larger(Func<Draw, double> figure) => Spread.LargerIsBetter(figure(nominal), Array.ConvertAll(drawn, d => figure(d)));
        Spread Smaller(Func<Draw, double> figure) => Spread.SmallerIsBetter(figure(nominal), Array.ConvertAll(drawn, d => figure(d)));
        return new()
        {
            Draws = draws,
            LevelDb = levelDb,
            PhaseDegrees = phaseDegrees,
            Seed = seed,
            SeatDrawsDb = Array.ConvertAll(drawn, draw => draw.Poses[0]),
            Seat = Larger(draw => draw.Poses[0]),
            FiveCentimetres = Larger(draw => (draw.Poses[1] + draw.Poses[2]) / 2),
            WorstPose = Larger(draw => draw.Poses.Min()),
            Tone = Smaller(draw => draw.ToneDb),
            ImageLevel = real is null ? null : Smaller(draw => draw.Image!.Value.LevelErrorDb),
            ImageTime = real is null ? null : Smaller(draw => draw.Image!.Value.TimeErrorSeconds),
            CentreBeam = rig.Inputs < 3 ? null : Larger(draw => draw.BeamDb!.Value),
        };
    }

    /// <summary>The figures of one draw.</summary>
    readonly record struct Draw(double[] Poses, double ToneDb, VirtualImage? Image, double? BeamDb)
    {
        public static Draw Of(EarRig rig, Complex[] untreated, TestStand stand, EarSpectra? real)
        {
            EarSpectra heard = new(rig.Point(0, stand.Ears, 0), rig.Point(0, stand.Ears, 1));
            double[] poses = [.. Enumerable.Range(0, stand.Poses.Count).Select(pose => Separation.Mean(rig, stand.Ears, pose))];
            VirtualImage? image = real is { } source ? VirtualImage.Compare(heard, source, rig.Grid) : null;
            return new(poses, Coloration.Between(heard.Left, untreated, rig.Grid).DeviationDb, image, rig.Inputs < 3 ? null : LeastBeam(rig, stand));
        }

        static double LeastBeam(EarRig rig, TestStand stand)
        {
            double[] ratio = BeamPattern.FrontToSide(rig, 2, stand);
            return Enumerable.Range(0, ratio.Length).Where(bin => rig.Grid.Frequency(bin) is >= 350 and <= 3000).Min(bin => ratio[bin]);
        }
    }
}
