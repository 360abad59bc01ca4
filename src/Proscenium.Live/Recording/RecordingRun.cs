using System.Diagnostics;
using Proscenium.Engine.Dsp;
using Proscenium.Files;
using Proscenium.Live.Servers;
using Proscenium.Measuring;
using static System.FormattableString;

namespace Proscenium.Live.Recording;

/// <summary>Plays the sound of a session and records the microphones: the soft bursts first, then, where the microphones heard them and would not be clipped, the sweeps.</summary>
/// <param name="session">What to play.</param>
/// <param name="say">Receives a line for each event.</param>
/// <param name="show">Receives the state, some times a second.</param>
sealed class RecordingRun(MeasurementSession session, Action<string> say, Action<string> show)
{
    /// <summary>Recorded on after the sound, for latency.</summary>
    const double AfterSeconds = 0.5;

    static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(50), _patience = TimeSpan.FromSeconds(5);

    readonly SweepSchedule _schedule = session.Schedule;
    readonly int _frames = session.Schedule.Frames + (int)(AfterSeconds * session.SampleRate);

    /// <summary>Records.</summary>
    /// <param name="line">Drivers and microphones.</param>
    /// <param name="cancel">Fades out.</param>
    /// <exception cref="SoundException">The server runs at another rate or ends, or the bursts foretell that nothing would come of it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RecordedSession Record(RecordingLine line, CancellationToken cancel)
    {
        RequireRate(line.Server);
        PlayAndRecord sound = new(session.Sound(), line.Ports.Inputs.Count, _frames, session.SampleRate);
        Rehearse(line.Ports);
        line.Server.Start(sound);
        line.Connect();
        foreach (string note in line.Server.PumpServerEvents()) say(note);
        Describe(line);
        RecordingMeter meter = new([.. line.Ports.Inputs.Take(line.Microphones)], sound);
        long xruns = line.Server.Xruns;
        try
        {
            sound.PlayUntil(_schedule.BurstsEnd);
            Await(_schedule.BurstsEnd, "bursts", false);
            RequireBursts(line, sound);
            sound.PlayUntil(_frames);
            for (int sweep = 0; sweep < _schedule.Starts.Length; sweep++)
            {
                (int start, int end) = (_schedule.Starts[sweep], sweep + 1 < _schedule.Starts.Length ? _schedule.Starts[sweep + 1] : _schedule.Frames);
                string what = sweep < session.Sources.Count ? session.Sources[sweep].Name : $"{session.Sources[0].Name} once more";
                Await(end, Invariant($"sweep {sweep + 1} of {_schedule.Starts.Length}, {what}"), true);
                say($"{what}: {meter.Levels(start, end, sweeps: true)}");
            }
            Await(_frames, "room", false);
        }
        catch (OperationCanceledException)
        {
            sound.FadeOut();
            for (long begun = Stopwatch.GetTimestamp(); !sound.IsSilent && line.Server.IsRunning && Stopwatch.GetElapsedTime(begun) < _patience;) Thread.Sleep(1);
            throw;
        }
        return Recorded(line, sound, line.Server.Xruns - xruns);

        void Await(int frame, string what, bool sweeps)
        {
            (int last, long moved) = (sound.Position, Stopwatch.GetTimestamp());
            while (sound.Position < frame)
            {
                cancel.WaitHandle.WaitOne(_tick);
                cancel.ThrowIfCancellationRequested();
                RequireRunning(line.Server);
                int position = sound.Position;
                if (position != last) (last, moved) = (position, Stopwatch.GetTimestamp());
                if (Stopwatch.GetElapsedTime(moved) > _patience) throw new SoundException(new Fault(ErrorCodes.ServerUnavailable, $"{line.Server.Name} has stood still for {_patience.TotalSeconds:0} s: restart it, and measure again"));
                show(Invariant($"{what}, {(double)(_frames - position) / session.SampleRate:0} s left | {meter.Levels(Math.Max(0, position - session.SampleRate / 4), position, sweeps)}"));
            }
        }
    }

    void RequireRate(ISoundServer server)
    {
        if (server.SampleRate != session.SampleRate)
            throw new SoundException(new Fault(ErrorCodes.DeviceRateRefused, $"{server.Name} runs at {server.SampleRate} Hz and the session's sweeps are at {session.SampleRate} Hz: write the session for {server.SampleRate} Hz, or run the server at {session.SampleRate} Hz"));
    }

    void RequireRunning(ISoundServer server)
    {
        if (!server.IsRunning || server.SampleRate != session.SampleRate) throw new SoundException(new Fault(ErrorCodes.ServerUnavailable, $"{server.Name} is gone, or runs at another rate, while it was recorded: measure again"));
    }

    /// <summary>Compiles the audio thread's code.</summary>
    void Rehearse(SoundPorts ports)
    {
        const int frames = 64;
        PlayAndRecord rehearsal = new([.. ports.Outputs.Select(_ => new float[frames])], ports.Inputs.Count, 2 * frames, session.SampleRate);
        AudioBuffer input = new(ports.Inputs.Count, frames), output = new(ports.Outputs.Count, frames);
        rehearsal.PlayUntil(2 * frames);
        rehearsal.Process(input.Block(), output.Block());
        rehearsal.FadeOut();
        rehearsal.Process(input.Block(), output.Block());
        rehearsal.Process(input.Block(), output.Block());
    }

    void Describe(RecordingLine line)
    {
        ISoundServer server = line.Server;
        say(Invariant($"{server.Name}: {server.SampleRate} Hz, blocks of {server.BlockFrames}, latency of its ports {server.AddedLatencyFrames} samples"));
        foreach (string connection in server.Connections) say($"  {connection}");
        foreach (string note in line.Notes) say($"{note}.");
    }

    /// <summary>Refuses to play the sweeps to microphones that did not hear the bursts, or would be clipped.</summary>
    void RequireBursts(RecordingLine line, PlayAndRecord sound)
    {
        (string Name, BurstLevel Burst)[] heard = [.. Enumerable.Range(0, line.Microphones).Select(channel => (Name(line, channel), Burst(sound, channel)))];
        if (BurstFaults.Of(heard).FirstOrDefault() is { } fault) throw new SoundException(new Fault(ErrorCodes.DeviceUnavailable, $"stopped before the sweeps: {fault.Sentence}"));
        if (line.LoopbackChannel is { } loopback && !Burst(sound, loopback).IsHeard)
            throw new SoundException(new Fault(ErrorCodes.DeviceUnavailable, $"stopped before the sweeps: the loopback is unplugged, or {Name(line, loopback)} is not the input that '{session.Sources[0].Name}' is led back to: plug its cable in, or measure without it"));
        say(string.Join(", ", heard.Select((one, n) => Invariant($"{(n == 0 ? "bursts heard: the first sweep will reach " : "")}{one.Burst.SweepPeakDb:0.0} dBFS at the {line.Ports.Inputs[n]}"))));
    }

    BurstLevel Burst(PlayAndRecord sound, int channel) => BurstLevel.Of(sound.Recorded(channel, 0, _schedule.BurstsEnd).ToArray(), _schedule);

    /// <summary>A microphone and where it is connected to.</summary>
    static string Name(RecordingLine line, int channel) => $"{line.Ports.Inputs[channel]} ({line.Server.Connections[channel]})";

    RecordedSession Recorded(RecordingLine line, PlayAndRecord sound, long xruns)
    {
        List<string> faults = [];
        if (xruns > 0) faults.Add($"{xruns} {(xruns == 1 ? "block" : "blocks")} came too late while it was recorded: end other programs or take larger blocks, and measure again");
        if (line.Lost() is { } lost) faults.Add($"the connection of {lost} was lost while it was recorded: measure again");
        LoopbackCopy? copy = line.LoopbackChannel is { } loopback ? LoopbackCopy.Of(sound.Recorded(loopback, 0, _frames).ToArray(), _schedule) : null;
        if (copy is { IsThere: false }) throw new SoundException(new Fault(ErrorCodes.DeviceUnavailable, "the loopback was unplugged while it was recorded: plug its cable in, and measure again"));
        if (copy is { LaterAtEndFrames: not 0 and var late }) faults.Add($"the latency changed by {Math.Abs(late)} samples while it was recorded, as the loopback shows: end other programs, and measure again");
        int start = copy?.LatencyFrames ?? 0;
        float[][] recorded = [.. Enumerable.Range(0, line.Microphones).Select(channel => sound.Recorded(channel, start, _frames).ToArray())];
        foreach (float[] channel in recorded) SampleGuard.Silence(channel);
        return new(recorded, session.SampleRate, xruns, copy?.LatencyFrames, sound.AllocatedBytes, faults);
    }
}
