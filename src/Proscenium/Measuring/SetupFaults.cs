using Proscenium.Heads;
using Proscenium.Plants;
using static System.FormattableString;

namespace Proscenium.Measuring;

/// <summary>Something that went wrong while measuring, as the recordings show it.</summary>
/// <param name="Sentence">The fault and its cure, without a full stop.</param>
/// <param name="IsFatal">True where nothing can be recovered.</param>
sealed record SetupFault(string Sentence, bool IsFatal = false);

/// <summary>Looks for what went wrong while measuring.</summary>
static class SetupFaults
{
    /// <summary>A microphone that reaches this is clipped, and one that does not reach that is too quiet or silent; amplitudes.</summary>
    public const double FullScale = 0.999, QuietPeak = 0.003, SilentPeak = 1e-6;

    const double MostClockParts = 200, OtherRateParts = 5000, LoudNoiseDb = -20, MovedSeconds = 5e-6, SecondsARadian = 0.51e-3, GainChangeDb = 0.7, LeastLikeness = 0.97, MostDistortion = 0.1, SameDb = -60, ApartSeconds = 1.5e-3, EarliestReflectionSeconds = DirectWindow.LeastSeconds;
    const double MostDegreesApart = 25, RepeatedWindowSeconds = 5e-3, OppositeCosine = -0.6;
    const double LowestBandHz = 300, HighestBandHz = 10000, OverFullScale = 1.0001, MostResidue = 0.6, LowestHighestHz = 20000;
    const int ClipRun = 3, ClippedRuns = 3;

    /// <summary>What a recording shows before anything is recovered from it.</summary>
    /// <param name="name">The file.</param>
    /// <param name="recording">Microphones x samples.</param>
    public static IEnumerable<SetupFault> OfSound(string name, float[][] recording)
    {
        float peak = recording.Max(channel => channel.Max(Math.Abs));
        if (peak < SilentPeak)
        {
            yield return new($"{name}: is silent: choose the input that the microphones are at, look whether they are muted or need power, and measure again", IsFatal: true);
            yield break;
        }
        if (peak < QuietPeak) yield return new(Invariant($"{name}: is recorded at {20 * Math.Log10(peak + 1e-12):0} dB of full scale at most: turn the microphone's gain up and measure again"));
        if (recording.Any(channel => IsClipped(channel, peak))) yield return new(Invariant($"{name}: is clipped: turn the microphone's gain or the sweep's level down and measure again"));
        if (recording.Length == 2 && IsSame(recording[0], recording[1])) yield return new(Invariant($"{name}: holds the same sound in both channels: choose an input with two channels, one for each ear, or record the ears one after the other"), IsFatal: true);
    }

    /// <summary>A sample rate too low for the sweeps.</summary>
    /// <param name="name">The file.</param>
    /// <param name="sampleRate">Of the recording.</param>
    /// <param name="session">What was played.</param>
    public static IEnumerable<SetupFault> OfRate(string name, int sampleRate, MeasurementSession session)
    {
        if (sampleRate / 2.0 < Math.Min(session.Schedule.Sweep.HighHz, LowestHighestHz))
            yield return new(Invariant($"{name}: is recorded at {sampleRate} Hz, so nothing above {sampleRate / 2000.0:0.#} kHz is measured: record at {session.SampleRate} Hz, and look whether the microphone is a telephone's headset"));
    }

    /// <summary>What the recovery of a recording shows.</summary>
    /// <param name="name">The file.</param>
    /// <param name="recovery">What was recovered.</param>
    /// <param name="session">What was played.</param>
    public static IEnumerable<SetupFault> OfRecording(string name, SweepRecovery recovery, MeasurementSession session)
    {
        bool[] heard = [.. session.Sources.Select((_, source) => recovery.Responses.Any(microphone => microphone[source].IsHeard))];
        if (!heard.Contains(true))
        {
            yield return new(Invariant($"{name}: holds none of the session's sweeps: play this session's sweep.wav at {session.SampleRate} Hz, and record all of it"), IsFatal: true);
            yield break;
        }
        if (recovery.IsCut) yield return new(Invariant($"{name}: begins or ends within the sweeps: record from before the first to after the last, {(double)session.Schedule.Frames / session.SampleRate:0} s"), IsFatal: true);
        if (recovery.HasGap) yield return new(Invariant($"{name}: samples were lost or added while it was recorded: the sweeps run at the player's pace, the time between them does not; close other programs, take larger blocks, and measure again"), IsFatal: true);
        string[] missing = [.. session.Sources.Where((_, source) => !heard[source]).Select(source => source.Name)];
        if (missing.Length > 0) yield return new(Invariant($"{name}: {string.Join(", ", missing)} cannot be heard: look at the wiring and at the channels of the output{(session.Plan is null ? ", or leave the driver out of the device" : "")}"), IsFatal: true);
        if (Math.Abs(recovery.ClockParts) > MostClockParts && !recovery.HasGap) yield return new(Invariant($"{name}: runs {Math.Abs(recovery.ClockParts):0} ppm {(recovery.ClockParts > 0 ? "faster" : "slower")} than the player: {(Math.Abs(recovery.ClockParts) > OtherRateParts ? "play the sweep at its own sample rate" : "play and record with one sound card, or with better clocks")}"), Math.Abs(recovery.ClockParts) > OtherRateParts);
        foreach (SetupFault fault in session.Plan is null ? Noisy(name, recovery, session, heard) : []) yield return fault; // where a plan cancels, noise is what is left
        foreach (SetupFault fault in recovery.HasGap ? [] : Repeated(name, recovery)) yield return fault;
        string[] rough = [.. session.Sources.Select((source, n) => (source.Name, Distortion: recovery.Responses.Where(microphone => microphone[n].IsHeard).Select(microphone => microphone[n].Distortion).DefaultIfEmpty(0).Min())).Where(one => one.Distortion > MostDistortion).Select(one => Invariant($"{one.Name} ({100 * one.Distortion:0} %)"))];
        if (rough.Length > 0) yield return new(Invariant($"{name}: {string.Join(", ", rough)} distorts: play the sweep softer, and look for what buzzes"));
    }

    /// <summary>What the plant shows beside the model of the device.</summary>
    public static IEnumerable<SetupFault> OfPlant(RecoveredPlant plant)
    {
        string[] names = [.. plant.Session.Sources.Select(source => source.Name)];
        if (plant.Direct.ReflectionSeconds < EarliestReflectionSeconds)
            yield return new(Invariant($"a strong reflection comes {1000 * plant.Direct.ReflectionSeconds:0.0} ms after the direct sound: move device and head away from tables and walls, or cover what reflects"));
        foreach (SetupFault fault in WeakLowEnd.In(plant)) yield return fault;
        double[][] late = [.. plant.Direct.Paths.Select(drivers => drivers.Select(path => path.Late.DelaySeconds).ToArray())];
        for (int pose = 0; pose < plant.Poses.Count; pose++)
        {
            double[] left = late[2 * pose], right = late[(2 * pose) + 1];
            if (AreOpposite(plant.Direct, pose)) yield return new("what one ear's microphone hears is the other one's with the opposite sign: exchange the two wires of one of them, or turn its polarity round in the recorder");
            SetupFault[] exchanged = [.. Exchanged(plant, pose, names)];
            foreach (SetupFault fault in exchanged.Length > 0 ? exchanged : ExchangedDrivers.In(plant, pose)) yield return fault;
            foreach ((double[] ear, Side side) in ((double[], Side)[])[(left, Side.Left), (right, Side.Right)])
            {
                double middle = ear.Order().ElementAt(ear.Length / 2);
                string[] apart = [.. names.Where((_, driver) => Math.Abs(ear[driver] - middle) > ApartSeconds)];
                if (apart.Length > 0 && ear.Length > 2) yield return new(Invariant($"{string.Join(", ", apart)} {(apart.Length == 1 ? "comes" : "come")} more than {1000 * ApartSeconds:0.0} ms earlier or later than the others at the {(side == Side.Left ? "left" : "right")} ear: the latency changed while it was recorded, so measure again without other programs, or the device file puts drivers in wrong places"));
            }
        }
        string[] reversed = [.. Reversed(plant.Direct).Select(driver => names[driver])];
        if (reversed.Length > 0) yield return new(Invariant($"{string.Join(", ", reversed)} {(reversed.Length == 1 ? "moves" : "move")} the other way round than most: exchange the two wires, or leave it so, since the plan allows for it"));
    }

    static IEnumerable<SetupFault> Noisy(string name, SweepRecovery recovery, MeasurementSession session, bool[] heard)
    {
        int[] bands = [.. Enumerable.Range(0, RecoveredResponse.Bands).Where(band => RecoveredResponse.BandHz(band) is >= LowestBandHz and <= HighestBandHz)];
        string[] noisy = [.. session.Sources.Select((source, n) => (source.Name, n)).Where(one => heard[one.n]).Select(one =>
        {
            int[] loud = [.. bands.Where(band => RecoveredResponse.BandHz(band) > session.Sources[one.n].LowHz && recovery.Responses.Max(microphone => microphone[one.n].NoiseDb[band]) > LoudNoiseDb)];
            return loud.Length < 2 ? null : Invariant($"{one.Name} from {RecoveredResponse.BandHz(loud[0]):0} to {RecoveredResponse.BandHz(loud[^1]):0} Hz");
        }).OfType<string>()];
        if (noisy.Length > 0) yield return new(Invariant($"{name}: noise is less than {-LoudNoiseDb:0} dB below {string.Join(", ", noisy)}: make it quiet, play louder or longer sweeps, or look whether the driver plays there at all"));
    }

    /// <summary>What the first sweep and its repetition differ by.</summary>
    static IEnumerable<SetupFault> Repeated(string name, SweepRecovery recovery)
    {
        if (recovery.Repetition.Length == 0 || !recovery.Repetition.All(response => response.IsHeard)) yield break;
        ResponseShift[] shifts = [.. recovery.Responses.Select((microphone, n) => ResponseShift.Between(Direct(recovery.Repetition[n]), Direct(microphone[0]), microphone[0].SampleRate))];
        double moved = shifts.Length == 2 ? Math.Abs(shifts[0].Seconds - shifts[1].Seconds) : 0;
        if (moved > MovedSeconds) yield return new(Invariant($"{name}: the head or a microphone moved while it was recorded: the sound comes from {moved / SecondsARadian * 180 / Math.PI:0.0} degrees farther to a side at the end: lean the head on something and measure again"));
        double alike = shifts.Min(shift => shift.Likeness);
        if (alike < LeastLikeness && moved <= MovedSeconds) yield return new(Invariant($"{name}: the first sweep comes back changed at the end (correlation {alike:0.00}): turn off echo cancellation and noise suppression of the input, and other sound in the room"));
        Repeatability apart = Repeatability.Of([recovery], new(RepeatedWindowSeconds))!.Value;
        if (apart.Degrees > MostDegreesApart && moved <= MovedSeconds && alike >= LeastLikeness) yield return new(Invariant($"{name}: the first sweep comes back {apart.Degrees:0} degrees apart at the end: samples were lost while it was recorded, or something moved; measure again"));
        double louder = shifts.MaxBy(shift => Math.Abs(shift.Decibels)).Decibels;
        if (Math.Abs(louder) > GainChangeDb) yield return new(Invariant($"{name}: the first sweep comes back {Math.Abs(louder):0.0} dB {(louder > 0 ? "louder" : "softer")} at the end: turn off automatic gain, echo cancellation and noise suppression of the input"));
    }

    static double[] Direct(RecoveredResponse response) => response.Samples[..(int)((RecoveredResponse.BeforeSeconds + 10e-3) * response.SampleRate)];

    /// <summary>Ears or drivers that are the other way round than the device says: interaural times tell.</summary>
    static IEnumerable<SetupFault> Exchanged(RecoveredPlant plant, int pose, string[] names)
    {
        PlantPath[] left = plant.Direct.Paths[2 * pose], right = plant.Direct.Paths[(2 * pose) + 1];
        double[] model = [.. left.Zip(right, (l, r) => PathAlignment.Anywhere(r.Model, l.Model, l.Grid).DelaySeconds)], measured = [.. left.Zip(right, (l, r) => PathAlignment.Anywhere(r.Direct, l.Direct, l.Grid).DelaySeconds)];
        (double middle, double found) = (model.Average(), measured.Average());
        double same = model.Zip(measured, (m, f) => (m - middle) * (f - found)).Sum(), spread = model.Sum(m => (m - middle) * (m - middle));
        if (spread < 1e-10 || same > 0) yield break;
        yield return new(Invariant($"sound from the left comes later to the left ear than to the right: exchange the microphones, or name the channels' ears (--ears right,left); else the device stands upside down or has {names[Array.IndexOf(model, model.Max())]} and {names[Array.IndexOf(model, model.Min())]} exchanged"));
    }

    /// <summary>Whether all drivers move the two ears' microphones in opposite directions, beyond the model.</summary>
    static bool AreOpposite(DirectPlant direct, int pose) =>
        direct.Paths[2 * pose].Zip(direct.Paths[(2 * pose) + 1], (left, right) => Math.Cos(left.Late.OffsetRadians - right.Late.OffsetRadians)).Max() < OppositeCosine;

    /// <summary>Drivers whose sound, over the model's, has the other sign than most.</summary>
    public static IEnumerable<int> Reversed(DirectPlant direct)
    {
        double[] offsets = [.. Enumerable.Range(0, direct.Paths[0].Length).Select(driver => direct.Paths.Average(drivers => Math.Cos(drivers[driver].Late.OffsetRadians - direct.Paths[0][0].Late.OffsetRadians)))];
        bool[] turned = [.. offsets.Select(offset => offset < -MostResidue)];
        return turned.Count(one => one) * 2 > turned.Length ? Enumerable.Range(0, turned.Length).Where(driver => offsets[driver] > MostResidue) : Enumerable.Range(0, turned.Length).Where(driver => turned[driver]);
    }

    /// <summary>Several runs of samples at full scale; what goes beyond it was never clipped.</summary>
    static bool IsClipped(float[] channel, float peak)
    {
        if (peak is < (float)FullScale or > (float)OverFullScale) return false;
        (int run, int runs) = (0, 0);
        foreach (float sample in channel)
        {
            run = Math.Abs(sample) >= FullScale * peak ? run + 1 : 0;
            if (run == ClipRun) runs++;
        }
        return runs >= ClippedRuns;
    }

    static bool IsSame(float[] one, float[] other)
    {
        (double apart, double energy) = (0, 0);
        for (int n = 0; n < one.Length; n++) (apart, energy) = (apart + Math.Pow(one[n] - other[n], 2), energy + ((double)one[n] * one[n]));
        return apart <= energy * Math.Pow(10, SameDb / 10);
    }
}
