using Proscenium.Cli.Terminal;
using Proscenium.Files;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Measuring;

namespace Proscenium.Cli.Commands.Measure;

/// <summary>The sweeps of several recordings, with what is wrong with each.</summary>
static class RecordingRecovery
{
    /// <summary>Reads a session that is not played now: its sound is what it says. Neither that nor the recordings are written over.</summary>
    /// <param name="folder">The session's folder.</param>
    /// <param name="files">The recordings.</param>
    /// <exception cref="SettingException">A recording is named twice.</exception>
    public static MeasurementSession Session(string folder, string[] files)
    {
        Array.ForEach(files, FilesRead.Note);
        for (int n = 0; n < files.Length; n++)
            if (files[..n].Any(before => FileIdentity.AreOne(before, files[n]))) throw new SettingException($"{files[n]}: is named twice: name a recording of its own for each ear, place of the head or angle.");
        MeasurementSession session = SessionFile.Read(folder);
        if (SessionSound.Compare(folder, session) is { } note) Report.Warn(note);
        return session;
    }

    /// <summary>Reads and recovers recordings of microphones at both ears.</summary>
    /// <param name="files">Their names.</param>
    /// <param name="session">What was played.</param>
    /// <param name="poses">At how many poses of the head.</param>
    /// <param name="calibrations">Of the microphones.</param>
    /// <param name="rightFirst">True where the right ear comes first.</param>
    /// <param name="report">Says how far it is.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="SettingException">They are not of two ears a pose.</exception>
    /// <exception cref="SoundException">One of them cannot be used.</exception>
    public static ((float[][] Channels, int SampleRate)[] Sounds, SweepRecovery[] Recovered, List<SetupFault> Faults) OfEars(string[] files, MeasurementSession session, int poses, IReadOnlyList<MicrophoneCalibration> calibrations, bool rightFirst, Report report, CancellationToken cancel)
    {
        (float[][] Channels, int SampleRate)[] sounds = Read(files, cancel);
        int microphones = sounds.Sum(sound => sound.Channels.Length), needed = 2 * poses;
        if (microphones != needed)
            throw new SettingException($"the recordings have {microphones} {(microphones == 1 ? "channel" : "channels")} together, and {needed} are needed, one for each ear{(poses > 1 ? $" at each of {poses} poses" : "")}: {(microphones > needed ? "leave out channels of other microphones" : "name the recordings of both ears")}.");
        (SweepRecovery[] recovered, List<SetupFault> faults) = Of(files, sounds, session, calibrations, report, cancel, rightFirst ? ["right", "left"] : ["left", "right"]);
        return (sounds, recovered, faults);
    }

    /// <summary>Reads each; none may be a copy of another.</summary>
    /// <param name="files">Their names.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="SoundException">One of them cannot be used.</exception>
    public static (float[][] Channels, int SampleRate)[] Read(string[] files, CancellationToken cancel)
    {
        List<(float[][] Channels, int SampleRate)> sounds = [];
        foreach (string file in files)
        {
            cancel.ThrowIfCancellationRequested();
            (float[][] channels, int rate) = RecordingFile.Read(file);
            int same = sounds.FindIndex(before => before.Channels.Zip(channels).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)));
            if (same >= 0 && channels.Any(channel => channel.Any(sample => sample != 0))) throw new SoundException($"{file}: holds the same sound as {files[same]}: name a recording of its own for each ear, place of the head or angle.");
            sounds.Add((channels, rate));
        }
        return [.. sounds];
    }

    /// <summary>Recovers each.</summary>
    /// <param name="files">Their names.</param>
    /// <param name="sounds">What they hold.</param>
    /// <param name="session">What was played.</param>
    /// <param name="calibrations">Of the microphones.</param>
    /// <param name="report">Says how far it is.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="ears">The ears in the order of the channels; none for a microphone round the device.</param>
    /// <exception cref="SoundException">One of them cannot be used.</exception>
    public static (SweepRecovery[] Recovered, List<SetupFault> Faults) Of(string[] files, (float[][] Channels, int SampleRate)[] sounds, MeasurementSession session, IReadOnlyList<MicrophoneCalibration> calibrations, Report report, CancellationToken cancel, params string[] ears)
    {
        List<SetupFault> faults = [];
        foreach ((string file, (float[][] channels, int rate)) in files.Zip(sounds)) faults.AddRange([.. SetupFaults.OfSound(file, channels), .. SetupFaults.OfRate(file, rate, session)]);
        ThrowFatal(faults);
        SweepRecovery[] recovered = LongRun.Of("recovering", report.IsQuiet, (_, _) => Array.ConvertAll(sounds, sound =>
        {
            cancel.ThrowIfCancellationRequested();
            return SweepRecovery.Of(sound.Channels, sound.SampleRate, session);
        }), cancel);
        int first = 0;
        foreach ((string file, SweepRecovery recovery) in files.Zip(recovered))
        {
            if (recovery.Responses.Length > 1) faults.AddRange(ChannelFaults.In(file, recovery, [.. Enumerable.Range(first, recovery.Responses.Length).Select(microphone => ears[microphone % ears.Length])]));
            faults.AddRange(SetupFaults.OfRecording(file, recovery, session));
            first += recovery.Responses.Length;
        }
        ThrowFatal(faults);
        return (MicrophoneCalibration.TakenOut(recovered, calibrations), faults);
    }

    static void ThrowFatal(List<SetupFault> faults)
    {
        if (faults.Find(fault => fault.IsFatal) is { } fatal) throw new SoundException($"{fatal.Sentence}.");
    }
}
