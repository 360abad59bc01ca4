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
        string plain = $"Untreated ({ToneText.Untreated}), a sound in the left channel is {heard.UntreatedSeparationDb:0.0} dB louder at the left ear than at the right ear.";
        string honest = analysis.HeadFile is null ? " The listening head here is a rigid sphere, for which most designs are made; the figures of a measured head (--head) are more honest." : "";
        if (analysis.RealLoudspeakerSeparationDb is not { } real || heard.Image is not { } image || heard.UntreatedImage is not { } before)
            return $"{plain} With this plan it is {heard.SeatSeparationDb:0.0} dB louder: this is the crosstalk cancellation, mean over 300 Hz to 8 kHz ({heard.SeatSeparationTo4500HzDb:0.0} dB from 300 Hz to 4.5 kHz).{honest}";
        double angle = analysis.Design.Request.AngleDegrees!.Value;
        return $"{plain} With a real loudspeaker at {angle:0.#} degrees the difference is {real:0.0} dB, with this plan {heard.SeatSeparationDb:0.0} dB. "
            + $"The error of the interaural level difference, a localisation cue, is {image.LevelErrorDb:0.0} dB instead of {before.LevelErrorDb:0.0} dB, that of the time difference {image.TimeErrorSeconds * 1e6:0} instead of {before.TimeErrorSeconds * 1e6:0} microseconds.{honest}";
    }

    /// <summary>The target, and what was planned, achieved and heard.</summary>
    public static string Cancellation(PlanAnalysis analysis)
    {
        SpatialDesign design = analysis.Canceller;
        DesignRequest request = design.Request;
        string asked = $"Target: a separation of {request.Target.Description}, with an effort of at most {request.GainLimit.Decibels:0.#} dB.";
        string planned = TargetShortfall.Of(design) is { } missed
            ? $" Planned: the limits of effort, boost and filter length reduce it from {missed.LowHz:0} to {missed.HighHz:0} Hz (shaded), most at {missed.WorstHz:0} Hz, where {missed.PlannedDb:0.0} of {missed.AskedDb:0.0} dB remain; the target is fully met {AnalysisText.TargetMet(design)}."
            : " Planned: the target is fully met up to 8 kHz.";
        double designed = Mean(design.Achieved), heard = analysis.CancellerHeard.SeatSeparationDb;
        string reached = $" Achieved: on the design head the largest realisation error of the running filters is {AnalysisText.LargestRealisationErrorDb(design):0.00} dB from 400 Hz to 8 kHz (mean separation {designed:0.0} dB).";
        string compared = request.Poses.Count > 1 ? $" at the seat; the target refers to the mean over {request.Poses.Count} head poses" : Math.Abs(designed - heard) < 0.3 ? "" : $", {Change(heard - designed)}";
        return asked + planned + reached + $" Heard: the mean separation at the ears of {analysis.HeadName} is {heard:0.0} dB{compared}.";
    }

    /// <summary>Which of the others cancels most, and what it costs.</summary>
    public static string Comparison(PlanAnalysis analysis)
    {
        FreeFieldAnalysis own = analysis.CancellerHeard;
        BaselineAnalysis best = analysis.Baselines.MaxBy(baseline => baseline.Heard.SeatSeparationDb)!, aside = analysis.Baselines.MaxBy(baseline => baseline.Heard.OffAxis5CmSeparationDb)!;
        string subject = analysis.IsCancellerAlone ? "This plan" : "This plan's canceller";
        return $"{subject} cancels {own.SeatSeparationDb:0.0} dB at the seat and {own.OffAxis5CmSeparationDb:0.0} dB with the head 5 cm to the side (from 300 Hz to 4.5 kHz: {own.SeatSeparationTo4500HzDb:0.0} and {own.OffAxis5CmSeparationTo4500HzDb:0.0} dB); the highest gain of a driver is {ComparisonTable.MaxGainDb(own):0.0} dB. "
            + $"Of the baselines, {best.Name} cancels most at the seat, {best.Heard.SeatSeparationDb:0.0} dB, with a driver gain of {ComparisonTable.MaxGainDb(best.Heard):0.0} dB, and keeps {best.Heard.OffAxis5CmSeparationDb:0.0} dB at 5 cm; "
            + $"{(aside == best ? "no other baseline keeps more there" : $"{aside.Name} keeps {aside.Heard.OffAxis5CmSeparationDb:0.0} dB there, with a deviation of tone of {aside.Heard.Ipsilateral.DeviationDb:0.0} dB rms instead of {own.Ipsilateral.DeviationDb:0.0} dB")}.";
    }

    /// <summary>How the image over frequency compares with a true loudspeaker's.</summary>
    public static string Image(PlanAnalysis analysis)
    {
        VirtualImage image = analysis.Heard.Image!.Value;
        ImageBand worst = analysis.Heard.ImageBands!.Where(band => band.Band.LowHz >= 300).MaxBy(band => Math.Abs(band.HeardDb - band.TrueDb));
        return $"The interaural level difference deviates from that of a real loudspeaker by {image.LevelErrorDb:0.0} dB on average and by {image.LargestLevelErrorDb:0.0} dB at most, around {worst.Band.Centre:0} Hz. "
            + $"The time difference deviates by {image.TimeErrorSeconds * 1e6:0} microseconds from 500 Hz to 1.5 kHz, and by {image.TimeErrorFrom200HzSeconds * 1e6:0} from 200 Hz on.";
    }

    /// <summary>What becomes of the tone.</summary>
    public static string Tone(PlanAnalysis analysis)
    {
        (Coloration near, Coloration centre) = (analysis.Heard.Ipsilateral, ComparisonTable.Centre(analysis.Heard));
        (Band worst, double decibels) = centre.Bands.Where(band => band.Band.Centre is > 190 and < 13000).MaxBy(band => Math.Abs(band.Decibels - centre.MeanDb));
        string alike = analysis.HasCentreChannel ? "The centre channel" : $"A signal common to both channels{(analysis.Heard.Centre is null ? "" : ", which passes through the centre,")}";
        return $"From 200 Hz to 12.5 kHz the tone of one channel at its own ear deviates from that of {ToneText.OneSide(analysis.Design.Request)} by {near.DeviationDb:0.0} dB rms, {near.LargestDb:0.0} dB at most. "
            + $"{alike} deviates from {ToneText.InFront} by {centre.DeviationDb:0.0} dB rms, most around {worst.Centre:0} Hz, by {Level.Change(decibels - centre.MeanDb)} dB.";
    }

    /// <summary>The loss to the side, nearer, farther and turned.</summary>
    public static string Poses(PlanAnalysis analysis)
    {
        IReadOnlyList<PoseSpectra> poses = analysis.CancellerHeard.Poses;
        double seat = poses[0].SeparationDb, five = analysis.CancellerHeard.OffAxis5CmSeparationDb, ten = analysis.CancellerHeard.OffAxis10CmSeparationDb;
        double depth = poses.Where(pose => pose.Pose.Forward != 0).Min(pose => pose.SeparationDb), yaw = poses.Where(pose => pose.Pose.YawDegrees != 0).Min(pose => pose.SeparationDb);
        PoseSpectra worst = poses.MinBy(pose => Math.Min(pose.LeftDb, pose.RightDb))!;
        return $"With the head 5 cm to the side, {five:0.0} of {seat:0.0} dB of cancellation remain ({Change(five - seat)}), with 10 cm {ten:0.0} dB; nearer or farther at least {depth:0.0} dB, with the head turned at least {yaw:0.0} dB. "
            + $"Off axis the two channels differ; the lowest value is that of the {(worst.LeftDb < worst.RightDb ? "left" : "right")} channel, {worst.Name}, with {Math.Min(worst.LeftDb, worst.RightDb):0.0} dB.";
    }

    /// <summary>The gains of the drivers.</summary>
    public static string Drivers(PlanAnalysis analysis)
    {
        (double hertz, double highest, int driver) = analysis.Heard.MaxGain[0];
        (double effortHertz, double effort) = analysis.Heard.Effort[0];
        return $"For the left channel the driver {analysis.Design.Plan.Drivers[driver]} has the highest gain, {highest:0.0} dB at {hertz:0} Hz relative to the input; the largest effort of all drivers together is {effort:0.0} dB at {effortHertz:0} Hz. "
            + $"At {Level.Of(analysis.Design.Plan.PlaybackGainDb)} dB the plan is as loud as the untreated device; inputs are turned down for the moments in which a driver would exceed -1 dB of full scale{(analysis.Design.Plan.DriverLimits.Count > 0 ? " or its limits" : "")}.";
    }

    /// <summary>How loud it plays, and what that costs.</summary>
    public static string HighestLevel(PlanAnalysis analysis)
    {
        HighestLevels highest = analysis.HighestLevels;
        string reference = highest.IsSoundPressure ? "" : " Levels are relative to a driver at full scale in free air, 1 m away, since the device's file does not state 'fullScaleDb'.";
        string bears = analysis.Design.Plan.DriverLimits.Count == 0 ? "full scale" : "its limits";
        return $"The loudest sine that keeps every driver within {bears} reaches the louder ear with {HighestLevelText.At(highest, 125)} at 125 Hz, {HighestLevelText.At(highest, 1000)} at 1 kHz and {HighestLevelText.At(highest, 4000)} at 4 kHz (left channel, octave means). "
            + $"Music has its strength in few frequencies at a time, and is hardly ever limited by as much as these curves differ.{reference}";
    }

    /// <summary>The power radiated into the room.</summary>
    public static string Room(PlanAnalysis analysis)
    {
        IReadOnlyList<double> more = analysis.Heard.RoomPowerDb;
        int worst = Enumerable.Range(0, more.Count).MaxBy(i => more[i]), least = Enumerable.Range(0, more.Count).MinBy(i => more[i]);
        return $"For the same level at the ipsilateral ear, the device radiates {more[worst]:0.0} dB more power than untreated in the octave around {FreeFieldAnalysis.RoomBands[worst].Centre:0} Hz and {more[least]:0.0} dB around {FreeFieldAnalysis.RoomBands[least].Centre:0} Hz: "
            + "reflections become stronger relative to the direct sound by the same amount. All figures up to here are without a room.";
    }

    /// <summary>What the beam does and what it cannot do.</summary>
    public static string Beam(PlanAnalysis analysis)
    {
        (BeamPattern beam, BeamPattern plain) = (analysis.Beam!, analysis.UntreatedBeam!);
        double back = beam.FrontToBackDb(350, 1400), side = beam.AtFortyFiveDegreesDb(350, 1400);
        string behind = back < 3
            ? $"Behind the device it is {(back < 0.5 ? "as loud as" : $"only {back:0.0} dB quieter than")} in front: drivers that radiate alike to front and back cannot distinguish them."
            : $"Behind the device it is {back:0.0} dB quieter than in front.";
        return $"From 350 Hz to 3 kHz the centre is in the worst case {Louder(beam.MinFrontToSideDb(350, 3000))} in front than at the sides; untreated {Louder(plain.MinFrontToSideDb(350, 3000))}{AnalysisText.WorseBeam(beam, plain)}. "
            + $"At 45 degrees it is {-side:0.0} dB quieter than in front, from 350 Hz to 1.4 kHz (a cosine-squared lobe: 6.0 dB). {behind}";
    }

    /// <summary>What the beam does to the room.</summary>
    public static string Directivity(PlanAnalysis analysis)
    {
        (BeamPattern beam, BeamPattern plain) = (analysis.Beam!, analysis.UntreatedBeam!);
        (double low, double high) = (beam.DirectivityIndexDb(250, 600), beam.DirectivityIndexDb(700, 3000));
        return $"The directivity index is the level of the centre on axis relative to the mean over all directions, including above and below: {low:0.0} dB from 250 to 600 Hz and {high:0.0} dB from 700 Hz to 3 kHz; untreated {plain.DirectivityIndexDb(250, 600):0.0} and {plain.DirectivityIndexDb(700, 3000):0.0} dB."
            + (low < 0 ? " Below 0 dB the room receives more of the centre than from an omnidirectional source." : "");
    }

    /// <summary>How the plan would do as a loudspeaker, one for each kind of signal.</summary>
    public static string Spinoramas(Spinoramas spinoramas) =>
        $"The plan plays each kind of signal in its own way, so each is measured like a loudspeaker of its own ({SpinoramaText.Standard}); 0 dB is the mean of its listening window from 300 Hz to 3 kHz. "
        + $"From 200 Hz to 8 kHz the predicted in-room response departs from a straight line by {string.Join(", ", spinoramas.All.Select(each => $"{each.Spinorama.InRoom.DeviationDb:0.0} dB rms ({each.Name}, slope {SpinoramaText.Slope(each.Spinorama.InRoom)} dB per octave)"))}; "
        + $"with the power over a whole sphere instead of the two circles of the standard by {string.Join(", ", spinoramas.All.Select(each => $"{each.Spinorama.InRoomBySphere.DeviationDb:0.0}"))} dB. "
        + "The directivity indices are the listening window over the early reflections and over the sound power: below 0 dB more goes to the sides, up, down and back than to the listener.";

    /// <summary>One of them.</summary>
    public static string Spinorama(string name, Spinorama spinorama) =>
        $"Spinorama of {name}: the predicted in-room response has a slope of {SpinoramaText.Slope(spinorama.InRoom)} dB per octave from 200 Hz to 8 kHz and departs from that line by {spinorama.InRoom.DeviationDb:0.0} dB rms; "
        + $"the sound power directivity index is {Level.Of(spinorama.IndexAt1KHzDb)} dB at 1 kHz.";

    /// <summary>What tolerance costs.</summary>
    public static string Tolerance(PlanAnalysis analysis)
    {
        (DriverTolerance plan, Spread seat) = (analysis.Tolerance!, analysis.CancellerTolerance!.SeatSeparation);
        string image = plan.ImageLevel is { } level && plan.ImageTime is { } time
            ? $" The errors of the image are then {level.Mean:0.0} dB and {time.Mean * 1e6:0} microseconds instead of {level.Nominal:0.0} dB and {time.Nominal * 1e6:0}."
            : "";
        return $"With random errors of {plan.DriverLevelDeviationDb:0.##} dB and {plan.DriverPhaseDeviationDegrees:0.##} degrees in each driver (standard deviation, varying over about an octave), {seat.Mean:0.0} +- {seat.StandardDeviation:0.0} dB of {seat.Nominal:0.0} dB of cancellation remain, "
            + $"{seat.Worst:0.0} dB in the worst of {plan.Runs} Monte Carlo runs.{image}";
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
