using System.Diagnostics;
using Proscenium.Engine.Dsp;
using Proscenium.Files;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using static System.FormattableString;

namespace Proscenium.Live.Recording;

/// <summary>Plays the sound of a session and records the microphones: the soft bursts first, then, where the microphones heard them and would not be clipped, the sweeps.</summary>
sealed class RecordingRun
{
    /// <summary>Recorded on after the sound, for latency.</summary>
    const double AfterSeconds = 0.5;

    const double MeterSeconds = 0.25;

    static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(50), _patience = TimeSpan.FromSeconds(5);

    readonly MeasurementSession _session;
    readonly SweepSchedule _schedule;
    readonly RecordingLine _line;
    readonly Action<string> _say, _show;
    readonly PlayAndRecord _sound;
    readonly RecordingMeter _meter;

    /// <summary>Takes all memory; nothing plays yet.</summary>
    /// <param name="session">What to play.</param>
    /// <param name="sound">Its sound, drivers x frames.</param>
    /// <param name="line">Drivers and microphones.</param>
    /// <param name="say">Receives a line for each event.</param>
    /// <param name="show">Receives the state, some times a second.</param>
    /// <exception cref="SoundException">The server runs at another rate.</exception>
    public RecordingRun(MeasurementSession session, float[][] sound, RecordingLine line, Action<string> say, Action<string> show)
    {
        if (line.Server.SampleRate != session.SampleRate)
            throw new SoundException(new Fault(ErrorCodes.DeviceRateRefused, $"{line.Server.Name} runs at {line.Server.SampleRate} Hz and the session's sweeps are at {session.SampleRate} Hz: write the session for {line.Server.SampleRate} Hz, or run the server at {session.SampleRate} Hz", Value: $"{line.Server.SampleRate}"));
        (_session, _schedule, _line, _say, _show) = (session, session.Schedule, line, say, show);
        _sound = new(sound, line.Ports.Inputs.Count, session.Schedule.Frames + (int)(AfterSeconds * session.SampleRate), session.SampleRate);
        _meter = new([.. line.Ports.Inputs.Take(line.Microphones)], _sound);
    }

    /// <summary>Records.</summary>
    /// <param name="cancel">Fades out.</param>
    /// <exception cref="SoundException">The server ends, or the bursts foretell that nothing would come of it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RecordedSession Record(CancellationToken cancel)
    {
        PlayAndRecord.Rehearse(_line.Ports);
        _line.Server.Start(_sound);
        _line.Connect();
        Describe();
        long xruns = _line.Server.Xruns;
        try
        {
            PlayBursts(cancel);
            RequireBursts();
            PlaySweeps(cancel);
        }
        catch (OperationCanceledException)
        {
            FadeOut();
            throw;
        }
        return Recorded(_line.Server.Xruns - xruns);
    }

    void Describe()
    {
        foreach (string note in _line.Server.PumpServerEvents()) _say(note);
        _say(Invariant($"{_line.Server.Name}: {_line.Server.SampleRate} Hz, blocks of {_line.Server.BlockFrames}, latency of its ports {_line.Server.AddedLatencyFrames} samples"));
        foreach (string connection in _line.Server.Connections) _say($"  {connection}");
        foreach (string note in _line.Notes) _say($"{note}.");
    }

    void PlayBursts(CancellationToken cancel)
    {
        _sound.PlayUntil(_schedule.BurstsEnd);
        Await(_schedule.BurstsEnd, "bursts", sweeps: false, cancel);
    }

    /// <summary>Refuses to play the sweeps to microphones that did not hear the bursts, or would be clipped.</summary>
    void RequireBursts()
    {
        (string Name, BurstLevel Burst)[] heard = [.. Enumerable.Range(0, _line.Microphones).Select(channel => (Name(channel), Burst(channel)))];
        if (BurstFaults.Of(heard).FirstOrDefault() is { } fault) throw new SoundException($"stopped before the sweeps: {fault.Sentence}.");
        if (_line.LoopbackChannel is { } loopback && !Burst(loopback).IsHeard)
            throw new SoundException($"stopped before the sweeps: {Name(loopback)} is unplugged, or not where '{_session.Sources[0].Name}' is led back to: plug its cable in, or measure without it.");
        _say($"bursts heard: the first sweep will reach {string.Join(", ", heard.Select((one, channel) => Invariant($"{one.Burst.SweepPeakDb:0.0} dBFS at the {_line.Ports.Inputs[channel]}")))}");
    }

    void PlaySweeps(CancellationToken cancel)
    {
        int[] ends = [.. _schedule.Starts[1..], _schedule.Frames];
        _sound.PlayUntil(_sound.Frames);
        for (int sweep = 0; sweep < ends.Length; sweep++)
        {
            string what = sweep < _session.Sources.Count ? _session.Sources[sweep].Name : $"{_session.Sources[0].Name} once more";
            Await(ends[sweep], $"sweep {sweep + 1} of {ends.Length}, {what}", sweeps: true, cancel);
            _say($"{what}: {_meter.Levels(_schedule.Starts[sweep], ends[sweep], sweeps: true)}");
        }
        Await(_sound.Frames, "room", sweeps: false, cancel);
    }

    /// <summary>Waits until a frame was played, and shows the levels meanwhile.</summary>
    void Await(int frame, string what, bool sweeps, CancellationToken cancel)
    {
        (int last, long moved) = (_sound.Position, Stopwatch.GetTimestamp());
        while (_sound.Position < frame)
        {
            cancel.WaitHandle.WaitOne(_tick);
            cancel.ThrowIfCancellationRequested();
            if (!_line.Server.IsRunning || _line.Server.SampleRate != _session.SampleRate) throw Ended("is gone, or runs at another rate");
            int position = _sound.Position;
            if (position != last) (last, moved) = (position, Stopwatch.GetTimestamp());
            if (Stopwatch.GetElapsedTime(moved) > _patience) throw Ended(Invariant($"has stood still for {_patience.TotalSeconds:0} s"));
            string levels = _meter.Levels(Math.Max(0, position - (int)(MeterSeconds * _session.SampleRate)), position, sweeps);
            _show(Invariant($"{levels} | {(double)(_sound.Frames - position) / _session.SampleRate:0} s left, {what}"));
        }
    }

    void FadeOut()
    {
        _sound.FadeOut();
        for (long begun = Stopwatch.GetTimestamp(); !_sound.IsSilent && _line.Server.IsRunning && Stopwatch.GetElapsedTime(begun) < _patience;) Thread.Sleep(1);
        Thread.Sleep(TimeSpan.FromSeconds(2.0 * _line.Server.BlockFrames / _session.SampleRate)); // until the loudspeakers have it
    }

    RecordedSession Recorded(long xruns)
    {
        List<string> faults = [];
        if (xruns > 0) faults.Add($"{xruns} {(xruns == 1 ? "block" : "blocks")} came too late while it was recorded: end other programs or take larger blocks, and measure again");
        if (_line.Lost() is { } lost) faults.Add($"the connection of {lost} was lost while it was recorded: measure again");
        LoopbackCopy? copy = _line.LoopbackChannel is { } loopback ? LoopbackCopy.Of(_sound.Recorded(loopback, 0, _sound.Frames).ToArray(), _schedule) : null;
        if (copy is { IsThere: false }) throw new SoundException("the loopback was unplugged while it was recorded: plug its cable in, and measure again.");
        if (copy is { LaterAtEndFrames: not 0 and var late }) faults.Add($"the latency changed by {Math.Abs(late)} samples while it was recorded, as the loopback shows: end other programs, and measure again");
        float[][] recorded = [.. Enumerable.Range(0, _line.Microphones).Select(channel => _sound.Recorded(channel, copy?.LatencyFrames ?? 0, _sound.Frames).ToArray())];
        foreach (float[] channel in recorded) SampleGuard.Silence(channel);
        return new(recorded, _session.SampleRate, xruns, copy?.LatencyFrames, _sound.AllocatedBytes, faults);
    }

    /// <summary>An input and where it comes from.</summary>
    string Name(int channel) => _line.Server.Connections[channel].Replace(" < ", " from ", StringComparison.Ordinal);

    BurstLevel Burst(int channel) => BurstLevel.Of(_sound.Recorded(channel, 0, _schedule.BurstsEnd).ToArray(), _schedule);

    SoundException Ended(string how) => new(new Fault(ErrorCodes.ServerUnavailable, $"{_line.Server.Name} {how}: see to it, and measure again"));
}
