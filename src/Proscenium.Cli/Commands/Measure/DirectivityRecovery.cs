using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text.Measuring;
using Proscenium.Files.Projects;
using Proscenium.Measuring;

namespace Proscenium.Cli.Commands.Measure;

/// <summary><c>proscenium measure recover --angles</c>: a device file from recordings of a microphone round the device.</summary>
static class DirectivityRecovery
{
    /// <summary>Recovers the drivers' responses and writes the folder.</summary>
    public static int Run(string[] files, MeasurementSession session, IReadOnlyList<MicrophoneDirection> directions, IReadOnlyList<MicrophoneCalibration> calibrations, double? windowSeconds, string folder, Report report, CancellationToken cancel)
    {
        MeasuredDeviceFolder.Require(folder);
        (float[][] Channels, int SampleRate)[] sounds = RecordingRecovery.Read(files, cancel);
        foreach ((string file, (float[][] channels, _)) in files.Zip(sounds))
            if (channels.Length != 1) throw new SettingException($"{file}: has {channels.Length} channels, and --angles takes one microphone: write its channel to a file of its own.");
        (SweepRecovery[] recovered, List<SetupFault> faults) = RecordingRecovery.Of(files, sounds, session, calibrations, report, cancel);
        RecoveredDirectivity directivity = RecoveredDirectivity.Of(session, recovered, directions, windowSeconds);
        foreach (SetupFault fault in faults.Concat(DirectivityFaults.Of(directivity, files))) Report.Warn($"{fault.Sentence}.");
        cancel.ThrowIfCancellationRequested();
        MeasuredDeviceFolder.Write(directivity, folder, DateTime.UtcNow);
        RecoveryText.Print(directivity, Path.Combine(folder, MeasuredDeviceFolder.Name), report);
        return 0;
    }
}
