using Proscenium.Analysis;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Cli.Page;

/// <summary>What the figures of an analysis say, in plain sentences; every one of them is made from the figures.</summary>
static class Sentences
{
    /// <summary>The whole in a few sentences.</summary>
    public static string Lead(PlanAnalysis analysis)
    {
        FreeFieldAnalysis heard = analysis.Heard;
        string plain = $"Played plainly, a sound in the left channel is {heard.UntreatedDb:0.0} dB louder at the left ear than at the right one.";
        string honest = analysis.HeadFile is null ? " Here a rigid sphere listens, the head that most designs are made for; the figures of a measured head (--head) are the more honest ones." : "";
        if (analysis.TrueSeparationDb is not { } real || heard.Image is not { } image || heard.UntreatedImage is not { } before)
            return $"{plain} With this plan it is {heard.SeatDb:0.0} dB louder: that much of the crosstalk is cancelled, on a mean over 300 Hz to 8 kHz.{honest}";
        double angle = analysis.Design.Request.AngleDegrees!.Value;
        return $"{plain} A true loudspeaker at {angle:0.#} degrees makes it {real:0.0} dB, this plan {heard.SeatDb:0.0} dB. "
            + $"The level difference between the ears, which places a sound, is off by {image.LevelErrorDb:0.0} dB instead of {before.LevelErrorDb:0.0} dB, the time difference by {image.TimeErrorSeconds * 1e6:0} instead of {before.TimeErrorSeconds * 1e6:0} microseconds.{honest}";
    }

    /// <summary>What was asked, planned, achieved and heard.</summary>
    public static string Cancellation(PlanAnalysis analysis)
    {
        SpatialDesign design = analysis.Canceller;
        DesignRequest request = design.Request;
        string asked = $"Asked: the other ear quieter by {request.Target.Description}, with an effort of at most {request.GainLimit.Decibels:0.#} dB.";
        string planned = TargetShortfall.Of(design) is { } missed
            ? $" Planned: the limits bind from {missed.LowHz:0} to {missed.HighHz:0} Hz (shaded), most at {missed.WorstHz:0} Hz, where {missed.PlannedDb:0.0} of {missed.AskedDb:0.0} dB are left; elsewhere all of it."
            : " Planned: all of it, up to 8 kHz.";
        double designed = Mean(design.Achieved), heard = analysis.CancellerHeard.SeatDb;
        string reached = $" Achieved: the running filters differ from the plan by at most {AnalysisText.LargestRealisationErrorDb(design):0.00} dB from 400 Hz to 8 kHz, on the head they were designed on ({designed:0.0} dB in the mean).";
        string compared = request.Poses.Count > 1 ? $" at the seat; what is asked holds for the mean over {request.Poses.Count} poses of the head" : Math.Abs(designed - heard) < 0.3 ? "" : $", {Change(heard - designed)}";
        return asked + planned + reached + $" Heard: {analysis.HeadName} gets {heard:0.0} dB in the mean{compared}.";
    }

    /// <summary>Which of the others cancels most, and what it costs.</summary>
    public static string Comparison(PlanAnalysis analysis)
    {
        FreeFieldAnalysis own = analysis.CancellerHeard;
        BaselineAnalysis best = analysis.Baselines.MaxBy(baseline => baseline.Heard.SeatDb)!, aside = analysis.Baselines.MaxBy(baseline => baseline.Heard.OffAxis5CmDb)!;
        string subject = analysis.IsCancellerAlone ? "This plan" : "This plan's canceller";
        return $"{subject} cancels {own.SeatDb:0.0} dB at the seat and {own.OffAxis5CmDb:0.0} dB 5 cm aside; its loudest driver plays {ComparisonTable.MaxGainDb(own):0.0} dB above plain. "
            + $"Of the others {best.Name} cancels most at the seat, {best.Heard.SeatDb:0.0} dB, with {ComparisonTable.MaxGainDb(best.Heard):0.0} dB on one driver, and keeps {best.Heard.OffAxis5CmDb:0.0} dB 5 cm aside; "
            + $"{(aside == best ? "no other keeps more there" : $"{aside.Name} keeps {aside.Heard.OffAxis5CmDb:0.0} dB there, with a tone off by {aside.Heard.Ipsilateral.DeviationDb:0.0} dB rms against {own.Ipsilateral.DeviationDb:0.0} dB")}.";
    }

    /// <summary>How the image over frequency compares with a true loudspeaker's.</summary>
    public static string Image(PlanAnalysis analysis)
    {
        VirtualImage image = analysis.Heard.Image!.Value;
        ImageBand worst = analysis.Heard.ImageBands!.Where(band => band.Band.LowHz >= 300).MaxBy(band => Math.Abs(band.HeardDb - band.TrueDb));
        return $"The level difference misses the true one by {image.LevelErrorDb:0.0} dB on average and by {Math.Abs(worst.HeardDb - worst.TrueDb):0.0} dB at most, about {worst.Band.Centre:0} Hz. "
            + $"The time difference misses it by {image.TimeErrorSeconds * 1e6:0} microseconds from 500 Hz to 1.5 kHz, and by {image.TimeErrorFrom200HzSeconds * 1e6:0} from 200 Hz on.";
    }

    /// <summary>What becomes of the tone.</summary>
    public static string Tone(PlanAnalysis analysis)
    {
        (Coloration near, Coloration centre) = (analysis.Heard.Ipsilateral, ComparisonTable.Centre(analysis.Heard));
        (Band worst, double decibels) = centre.Bands.MaxBy(band => Math.Abs(band.Decibels - centre.MeanDb));
        string alike = analysis.HasCentreChannel ? "The centre channel" : $"What both channels play alike{(analysis.Heard.Centre is null ? "" : ", by way of the centre,")}";
        return $"A sound in one channel keeps its tone at the near ear to {near.DeviationDb:0.0} dB rms, {near.LargestDb:0.0} dB at most. "
            + (centre.LargestDb < 0.05 ? $"{alike} keeps it." : $"{alike} changes by {centre.DeviationDb:0.0} dB rms, most about {worst.Centre:0} Hz, by {decibels - centre.MeanDb:+0.0;-0.0} dB.");
    }

    /// <summary>What is lost aside, nearer, farther and turned.</summary>
    public static string Poses(PlanAnalysis analysis)
    {
        IReadOnlyList<PoseSpectra> poses = analysis.CancellerHeard.Poses;
        double seat = poses[0].SeparationDb, five = analysis.CancellerHeard.OffAxis5CmDb, ten = analysis.CancellerHeard.OffAxis10CmDb;
        double depth = poses.Where(pose => pose.Pose.Forward != 0).Min(pose => pose.SeparationDb), yaw = poses.Where(pose => pose.Pose.YawDegrees != 0).Min(pose => pose.SeparationDb);
        PoseSpectra worst = poses.MinBy(pose => Math.Min(pose.LeftDb, pose.RightDb))!;
        return $"5 cm to the side {five:0.0} of {seat:0.0} dB are left, {Change(five - seat)}; 10 cm to the side {ten:0.0} dB. Nearer or farther it stays at {depth:0.0} dB or more, with the head turned at {yaw:0.0} dB or more. "
            + $"To the side one channel fares better than the other: the least of all is the {(worst.LeftDb < worst.RightDb ? "left" : "right")} channel, {worst.Name}, with {Math.Min(worst.LeftDb, worst.RightDb):0.0} dB.";
    }

    /// <summary>What the drivers have to do.</summary>
    public static string Drivers(PlanAnalysis analysis)
    {
        (double hertz, double highest, int driver) = analysis.Heard.MaxGain[0];
        (double effortHertz, double effort) = analysis.Heard.Effort[0];
        return $"For the left channel the driver {analysis.Design.Plan.Drivers[driver]} works hardest, {highest:0.0} dB above plain at {hertz:0} Hz; all drivers together (effort) {effort:0.0} dB at {effortHertz:0} Hz. "
            + $"The device can play that much less loud; an attenuation of {analysis.Design.Plan.HeadroomDb:0.0} dB is safe for any signal there is.";
    }

    /// <summary>What the room gets.</summary>
    public static string Room(PlanAnalysis analysis)
    {
        IReadOnlyList<double> more = analysis.Heard.RoomPowerDb;
        int worst = Enumerable.Range(0, more.Count).MaxBy(i => more[i]), least = Enumerable.Range(0, more.Count).MinBy(i => more[i]);
        return $"For the same level at the near ear the device sends {more[worst]:0.0} dB more power into the room in the octave about {FreeFieldAnalysis.RoomBands[worst].Centre:0} Hz and {more[least]:0.0} dB about {FreeFieldAnalysis.RoomBands[least].Centre:0} Hz: "
            + "that much more of what comes back from the walls stands beside what is heard directly. All figures so far are without a room.";
    }

    /// <summary>What the beam does and what it cannot do.</summary>
    public static string Beam(PlanAnalysis analysis)
    {
        (BeamPattern beam, BeamPattern plain) = (analysis.Beam!, analysis.UntreatedBeam!);
        double back = beam.FrontToBackDb(350, 1400), side = beam.AtFortyFiveDegreesDb(350, 1400);
        string behind = back < 3
            ? $"Behind the device it is {(back < 0.5 ? "as loud as" : $"only {back:0.0} dB quieter than")} in front: drivers that see front and back alike cannot tell one from the other."
            : $"Behind the device it is {back:0.0} dB quieter than in front.";
        return $"From 350 Hz to 3 kHz the centre is, where it is worst, {Louder(beam.MinFrontToSideDb(350, 3000))} in front than at the sides; on both outer drivers plainly {Louder(plain.MinFrontToSideDb(350, 3000))}. "
            + $"At 45 degrees it is {-side:0.0} dB quieter than in front, from 350 Hz to 1.4 kHz (a lobe like the square of the cosine has 6.0 dB there). {behind}";
    }

    /// <summary>What the beam does to the room.</summary>
    public static string Directivity(PlanAnalysis analysis)
    {
        (BeamPattern beam, BeamPattern plain) = (analysis.Beam!, analysis.UntreatedBeam!);
        (double low, double high) = (beam.DirectivityIndexDb(250, 600), beam.DirectivityIndexDb(700, 3000));
        return $"How much louder the centre is on axis than on average over all directions, above and below included: {low:0.0} dB from 250 to 600 Hz and {high:0.0} dB from 700 Hz to 3 kHz, of the plain mix {plain.DirectivityIndexDb(250, 600):0.0} and {plain.DirectivityIndexDb(700, 3000):0.0} dB."
            + (low < 0 ? " Below 0 dB the room gets more of the centre than from a source that sends alike in all directions." : "");
    }

    /// <summary>What tolerance costs.</summary>
    public static string Tolerance(PlanAnalysis analysis)
    {
        (DriverTolerance plan, Spread seat) = (analysis.Tolerance!, analysis.CancellerTolerance!.Seat);
        string image = plan.ImageLevel is { } level && plan.ImageTime is { } time
            ? $" The image is then off by {level.Mean:0.0} dB and {time.Mean * 1e6:0} microseconds instead of {level.Nominal:0.0} dB and {time.Nominal * 1e6:0}."
            : "";
        return $"If level and phase of every driver stray by {plan.LevelDb:0.##} dB and {plan.PhaseDegrees:0.##} degrees (standard deviation, changing over about an octave), {seat.Mean:0.0} +- {seat.StandardDeviation:0.0} dB of {seat.Nominal:0.0} dB of cancellation are left, "
            + $"in the worst of {plan.Draws} draws {seat.Worst:0.0} dB.{image}";
    }

    static string Louder(double decibels) => $"{Math.Abs(decibels):0.0} dB {(decibels < 0 ? "quieter" : "louder")}";

    static string Change(double decibels) => $"{Math.Abs(decibels):0.0} dB {(decibels < 0 ? "less" : "more")}";

    static double Mean(RatioCurves curves) => curves.Decibels.Where(curve => curve.Key is "left" or "right").Average(curve =>
    {
        (double sum, double weights) = (0, 0);
        for (int i = 0; i < curves.Hertz.Count; i++)
        {
            double f = curves.Hertz[i];
            if (f < Separation.MinHz || f > Separation.MaxHz) continue;
            double weight = f / ErbScale.Bandwidth(f); // the frequencies stand evenly over their logarithm
            (sum, weights) = (sum + weight * curve.Value[i], weights + weight);
        }
        return sum / weights;
    });
}
