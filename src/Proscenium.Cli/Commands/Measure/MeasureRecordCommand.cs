using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
using Proscenium.Live.Recording;
using Proscenium.Live.Servers;
using Proscenium.Measuring;
using static System.FormattableString;

namespace Proscenium.Cli.Commands.Measure;

/// <summary><c>proscenium measure record -o recording.wav</c>: plays the sweeps and records the microphones in one go.</summary>
static class MeasureRecordCommand
{
    const string Left = "left", Right = "right";

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        Option<string> session = new("--session") { HelpName = "folder", Description = "Folder that 'proscenium measure sweep' wrote.", Required = true };
        Option<string> output = new("--output", "-o") { HelpName = "file", Description = "Sound file for the microphones, the left ear first.", Required = true };
        Option<string[]> input = new("--input") { HelpName = "ports", Description = "Microphones. JACK: a part of the ports' names or a regular expression, whose first ports are taken, left ear first; or one --input for each ear. PortAudio: the device, by its index or a part of its name. Without it, the ports are listed and nothing is recorded." };
        Option<string?> to = new("--to") { HelpName = "ports", Description = "Drivers, in order. JACK: ports in the same way; by default a device with enough of them. PortAudio: the output device; by default the system's." };
        Option<string?> loopback = new("--loopback") { HelpName = "port", Description = "Input that the first driver's signal is led back to by a cable: its delay is taken off the recording, so that both begin together. JACK: a port; PortAudio: a channel of the input device, from 1." };
        Option<string?> ear = new("--ear") { HelpName = "ear", Description = $"Record one microphone, at this ear: {Left} or {Right}; then move it to the other." };
        Option<string?> backend = new("--backend") { HelpName = "name", Description = $"Audio system: {SoundServers.Jack} (also PipeWire's), which is the default, or {SoundServers.PortAudio}." };
        Option<string?> server = ServerOptions.Server();
        Option<string> client = ServerOptions.Client();
        Option<int?> block = ServerOptions.Block();
        Option<bool> quiet = Options.Quiet();
        Verb command = new("record", "Play a session's sweeps and record the microphones at the ears in one go, on one clock: three soft bursts first, and the sweeps only where the bursts were heard and nothing would be clipped. Never louder than the session says; q or Ctrl-C fades out.\n\n"
            + "Example: proscenium measure record --session session --input capture -o recording.wav")
        {
            { Heading.Measurement, session, ear },
            { Heading.Server, input, to, loopback, backend, server, client, block },
            { Heading.Output, output, quiet },
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(ear) is { } named and not (Left or Right)) result.AddError($"--ear '{named}' is no ear: use {Left} or {Right}.");
            if (result.GetValue(backend) is { } system and not (SoundServers.Jack or SoundServers.PortAudio)) result.AddError($"unknown --backend '{system}': use {SoundServers.Jack} or {SoundServers.PortAudio}.");
            if (result.GetValue(backend) == SoundServers.PortAudio && result.GetResult(server) is not null) result.AddError("--server is JACK's alone: leave it out for PortAudio.");
            if (result.GetValue(backend) != SoundServers.PortAudio && result.GetResult(block) is not null) result.AddError("--block is PortAudio's alone: leave it out for JACK.");
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(backend) != SoundServers.PortAudio) ServerOptions.RequireApart(parsed.GetValue(client)!, parsed.GetValue(server));
            MeasurementSession played = SessionFile.Read(parsed.GetValue(session)!);
            if (!played.Schedule.IsRepeated) throw new SettingException($"{parsed.GetValue(session)}: holds another program's sweep, without the soft bursts that are awaited here: record it with that program, or write a session without --excitation.");
            string file = parsed.GetValue(output)!;
            float[][] sound = SessionSound.Read(parsed.GetValue(session)!, played);
            AtomicFile.Require(file);
            if (parsed.GetValue(input) is not { Length: > 0 } inputs) return RefuseUnnamed(parsed.GetValue(backend), parsed.GetValue(server));
            RecordingPorts where = new()
            {
                Microphones = parsed.GetValue(ear) is { } one ? [$"{one} ear"] : [$"{Left} ear", $"{Right} ear"], Inputs = inputs, Loopback = parsed.GetValue(loopback), To = parsed.GetValue(to),
                Server = parsed.GetValue(server), Client = parsed.GetValue(client)!, BlockFrames = parsed.GetValue(block) ?? SoundServers.UsualBlockFrames,
            };
            using StatusLine status = new(parsed.GetValue(quiet));
            RecordedSession recorded = Record(played, sound, where, parsed.GetValue(backend), status);
            status.Dispose();
            SetupFault[] faults = [.. recorded.Faults.Select(fault => new SetupFault($"{file}: {fault}")), .. SetupFaults.OfSound(file, recorded.Microphones)];
            if (faults.FirstOrDefault(fault => fault.IsFatal) is { } fatal) throw new SoundException($"{fatal.Sentence}.");
            SoundWriter.WriteWhole(file, recorded.SampleRate, recorded.Microphones);
            foreach (SetupFault fault in faults) Report.Warn($"{fault.Sentence}.");
            Print(recorded, where, file, parsed.GetValue(session)!, new Report(parsed.GetValue(quiet), file));
            return 0;
        });
        return command;
    }

    static RecordedSession Record(MeasurementSession session, float[][] sound, RecordingPorts where, string? backend, StatusLine status)
    {
        using Interruption interruption = new(() => LeaveAtOnce(status), _patience);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token);
        using RecordingLine line = Open(where, [.. session.Device.Drivers.Select(driver => driver.Name)], session.SampleRate, backend);
        StopKey.Watch(stop);
        return new RecordingRun(session, sound, line, status.Say, status.Show).Record(stop.Token);
    }

    static RecordingLine Open(RecordingPorts where, IReadOnlyList<string> drivers, int sampleRate, string? backend)
    {
        try
        {
            return backend == SoundServers.PortAudio ? RecordingLine.OnPortAudio(where, drivers, sampleRate) : RecordingLine.OnJack(where, drivers);
        }
        catch (SoundException e) when (e.Fault.Code is ErrorCodes.ServerUnavailable or ErrorCodes.ProgramMissing && backend is null)
        {
            throw new SoundException($"{e.Fault.Sentence}; or use PortAudio: --backend {SoundServers.PortAudio}.", e);
        }
        catch (SoundException e) when (e.Fault.Cure is { } cure)
        {
            throw new SoundException($"{e.Fault.Sentence}: {cure}.", e); // the command's own cures name options of 'live'
        }
    }

    /// <summary>Lists the inputs, and takes none of them.</summary>
    static int RefuseUnnamed(string? backend, string? server)
    {
        foreach (string line in SoundServers.List(backend, new() { Server = server }, new("--input", "--to", "PortAudio, for --input and --to:"))) Console.Out.WriteLine(PrintableText.Of(line));
        throw new SettingException("no microphone is recorded unasked: name the left and the right ear's by --input, as listed above.");
    }

    /// <summary>Ends the process, with the terminal as it was.</summary>
    static void LeaveAtOnce(StatusLine status)
    {
        status.Complain("the sound server does not answer: stopped without it, and nothing was written; restart it before the next try.");
        Environment.Exit(1);
    }

    static void Print(RecordedSession recorded, RecordingPorts where, string file, string session, Report report)
    {
        report.Line($"recording: {file}");
        report.Figure("length", Invariant($"{(double)recorded.Microphones[0].Length / recorded.SampleRate:0.0} s at {recorded.SampleRate} Hz: {string.Join(", ", where.Microphones)}"));
        report.Figure("levels", string.Join(", ", recorded.Microphones.Select((channel, n) => Invariant($"{where.Microphones[n]} {20 * Math.Log10(channel.Max(Math.Abs)):0.0} dBFS"))));
        if (recorded.LoopbackFrames is { } late) report.Figure("loopback", $"{late} samples late, which are taken off the beginning");
        report.Figure("xruns", $"{recorded.Xruns}");
        report.Figure("allocated on the audio thread", $"{recorded.AllocatedBytes} bytes");
        string recover = $"proscenium measure recover {(where.Microphones.Count > 1 ? ShellWord.Of(file) : "LEFT.wav RIGHT.wav")} --session {ShellWord.Of(session)} -o plant.sofa";
        if (where.Microphones is [var only]) report.Line($"  next: move the microphone to the other ear and record with --ear {(only.StartsWith(Left, StringComparison.Ordinal) ? Right : Left)}, once for each ear; then {recover}");
        else report.Line($"  next: {recover}");
    }
}
