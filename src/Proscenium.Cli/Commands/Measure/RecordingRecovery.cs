using Proscenium.Cli.Terminal;
using Proscenium.Files;
using Proscenium.Measuring;

namespace Proscenium.Cli.Commands.Measure;

/// <summary>The sweeps of several recordings, with what is wrong with each.</summary>
static class RecordingRecovery
{
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
