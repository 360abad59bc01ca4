using Proscenium.Cli.Terminal;
using Proscenium.Files;
using Proscenium.Files.Sound;
using Proscenium.Measuring;

namespace Proscenium.Cli.Commands.Measure;

/// <summary>The sweeps of several recordings, with what is wrong with each.</summary>
static class RecordingRecovery
{
    /// <summary>Reads and recovers recordings of microphones at both ears.</summary>
    /// <param name="files">Their names.</param>
    /// <param name="session">What was played.</param>
    /// <param name="poses">At how many poses of the head.</param>
    /// <param name="calibrations">Of the microphones.</param>
    /// <param name="report">Says how far it is.</param>
    /// <exception cref="SettingException">They are not of two ears a pose.</exception>
    /// <exception cref="SoundException">One of them cannot be used.</exception>
    public static ((float[][] Channels, int SampleRate)[] Sounds, SweepRecovery[] Recovered, List<SetupFault> Faults) OfEars(string[] files, MeasurementSession session, int poses, IReadOnlyList<MicrophoneCalibration> calibrations, Report report)
    {
        (float[][] Channels, int SampleRate)[] sounds = Array.ConvertAll(files, SoundReader.ReadWhole);
        int microphones = sounds.Sum(sound => sound.Channels.Length), needed = 2 * poses;
        if (microphones != needed)
            throw new SettingException($"the recordings have {microphones} channels together, and {needed} are needed, one for each ear{(poses > 1 ? $" at each of {poses} poses" : "")}: {(microphones > needed ? "leave out channels of other microphones" : "name the recordings of both ears")}.");
        (SweepRecovery[] recovered, List<SetupFault> faults) = Of(files, sounds, session, calibrations, report);
        return (sounds, recovered, faults);
    }

    /// <summary>Recovers each.</summary>
    /// <param name="files">Their names.</param>
    /// <param name="sounds">What they hold.</param>
    /// <param name="session">What was played.</param>
    /// <param name="calibrations">Of the microphones.</param>
    /// <param name="report">Says how far it is.</param>
    /// <exception cref="SoundException">One of them cannot be used.</exception>
    public static (SweepRecovery[] Recovered, List<SetupFault> Faults) Of(string[] files, (float[][] Channels, int SampleRate)[] sounds, MeasurementSession session, IReadOnlyList<MicrophoneCalibration> calibrations, Report report)
    {
        List<SetupFault> faults = [];
        foreach ((string file, (float[][] channels, _)) in files.Zip(sounds)) faults.AddRange(SetupFaults.OfSound(file, channels));
        SweepRecovery[] recovered = LongRun.Of("recovering", report.IsQuiet, (_, cancel) => Array.ConvertAll(sounds, sound =>
        {
            cancel.ThrowIfCancellationRequested();
            return SweepRecovery.Of(sound.Channels, sound.SampleRate, session);
        }));
        foreach ((string file, SweepRecovery recovery) in files.Zip(recovered)) faults.AddRange(SetupFaults.OfRecording(file, recovery, session));
        if (faults.FirstOrDefault(fault => fault.IsFatal) is { } fatal) throw new SoundException($"{fatal.Sentence}.");
        return (MicrophoneCalibration.TakenOut(recovered, calibrations), faults);
    }
}
