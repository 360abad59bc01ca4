using System.Globalization;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Listening;
using Proscenium.Heads;

namespace Proscenium.Live.Control;

/// <summary>Executes commands from keys and sockets, one at a time, and runs the blind test.</summary>
/// <param name="sound">What plays.</param>
/// <param name="coin">A fair coin for blind tests; null for a cryptographic one.</param>
/// <param name="tell">Tells whoever started the program why a command of another program failed.</param>
sealed class CommandInterpreter(ILiveSound sound, Func<bool>? coin = null, Action<string>? tell = null)
{
    const double LevelStepPhon = 10, LowestStepPhon = 40;

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    readonly Lock _oneAtATime = new();
    BlindTest? _test;
    BlindTestResult? _lastResult;

    /// <summary>The kind of the running blind test; null while none runs.</summary>
    public BlindTestKind? Testing
    {
        get
        {
            lock (_oneAtATime) return _test?.Kind;
        }
    }

    /// <summary>Executes a line.</summary>
    /// <returns>The reply, a line or more, none of them empty; for a command that cannot be carried out, one sentence.</returns>
    public IReadOnlyList<string> Execute(string line) => Execute(line, Sentence);

    /// <summary>The same for other programs, which may not be allowed to read what this one can: what files hold is not quoted to them.</summary>
    public IReadOnlyList<string> ExecuteForOthers(string line) => Execute(line, e =>
    {
        if (e is ControlException) return e.Message;
        tell?.Invoke(Sentence(e));
        return "this cannot be done: why is said where the program was started.";
    });

    IReadOnlyList<string> Execute(string line, Func<Exception, string> sentence)
    {
        bool alone = false;
        try
        {
            ControlCommand command = ControlCommand.Parse(line);
            alone = _oneAtATime.TryEnter(command is ControlCommand.Quit ? _patience : Timeout.InfiniteTimeSpan);
            if (alone) return CarryOut(command);
            sound.Quit(); // whatever another command waits for
            return ["ending."];
        }
        catch (Exception e) // whatever a command ran into, the sound goes on
        {
            return [sentence(e)];
        }
        finally
        {
            if (alone) _oneAtATime.Exit();
        }
    }

    static string Sentence(Exception e) =>
        string.Join(' ', Lines(e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message));

    IReadOnlyList<string> CarryOut(ControlCommand command) => (command, _test) switch
    {
        (ControlCommand.Help, _) => ControlHelp.Lines,
        (ControlCommand.Quit, _) => Quit(),
        (ControlCommand.Status status, _) => status.AsJson ? [StatusJson.Of(sound, _test)] : _test is null ? Status : [Running(_test), _test.Match],
        (ControlCommand.Meters, _) => [StatusJson.OfMeters(sound, _test)],
        (ControlCommand.Hear hear, { } test) => [test.Hear(hear.Slot)],
        (ControlCommand.Answer answer, { } test) => Answer(test, answer.Slot),
        (ControlCommand.Repeat, { } test) => [test.Repeat()],
        (ControlCommand.End, { } test) => End(test),
        (_, { } test) => throw new ControlException($"{TestName(test)} runs: nothing else can be changed meanwhile: 'end' ends it."),
        (ControlCommand.Bypass bypass, _) => Bypass(bypass.On ?? !sound.Bypassed),
        (ControlCommand.Gain gain, _) => Gain(gain),
        (ControlCommand.Night night, _) => Listen(sound.Listening with { Night = night.On ?? !sound.Listening.Night }),
        (ControlCommand.Loudness loudness, _) => Listen(sound.Listening with { LevelPhon = loudness.Phon is { } phon ? phon == 0 ? null : phon : NextLevel(sound.Listening.LevelPhon) }),
        (ControlCommand.Bass bass, _) => HarmonicBass(bass.On ?? sound.Listening.BassHz is null),
        (ControlCommand.Pose pose, _) => Place(pose.At),
        (ControlCommand.LosePose, _) => LosePose(),
        (ControlCommand.CentrePose, _) => CentrePose(),
        (ControlCommand.AskPose, _) => [sound.Head.Status?.Words ?? "head: nobody says where it is; the filters for the seat play."],
        (ControlCommand.Plan plan, _) => SwitchPlan(plan.Folder),
        (ControlCommand.Test begin, _) => Begin(begin),
        (ControlCommand.ListTrials, _) => _lastResult?.TrialLines is { Count: > 0 } trials ? trials : throw new ControlException("trials: no blind test was answered yet: 'ab' and 'abx' begin one."),
        _ => throw new ControlException("no blind test runs: there is nothing to hear or answer: 'ab' and 'abx' begin one."),
    };

    IReadOnlyList<string> Status => [.. sound.Status.SelectMany(Lines)];

    IReadOnlyList<string> Bypass(bool on)
    {
        sound.Bypassed = on;
        if (!sound.PlanPlays) return [$"bypass {(on ? "on" : "off")}. No plan is playing yet: until then the untreated device plays."];
        return [on ? $"bypass on. {BlindTestResult.MatchSentence(sound.MatchDb, sound.MatchSeconds)}" : "bypass off. The plan is playing."];
    }

    IReadOnlyList<string> Gain(ControlCommand.Gain gain)
    {
        if (gain.Decibels is { } decibels)
        {
            double wanted = Math.Round(decibels + (gain.IsStep ? sound.GainDb : 0), 2);
            if (!(wanted is >= GainRange.MinDb and <= GainRange.MaxDb))
                throw new ControlException(string.Create(CultureInfo.InvariantCulture, $"gain {wanted:0.##} dB: is beyond {GainRange.MinDb} to {GainRange.MaxDb} dB: it stays at {sound.GainDb:0.##} dB."));
            sound.GainDb = wanted;
        }
        return [string.Create(CultureInfo.InvariantCulture, $"gain {sound.GainDb:+0.##;-0.##;0} dB")];
    }

    IReadOnlyList<string> Listen(ListeningSettings settings)
    {
        sound.Listening = settings;
        return [$"listening: {settings.Description}."];
    }

    IReadOnlyList<string> HarmonicBass(bool on) => sound.BassCornerHz is null && on
        ? throw new ControlException("bass on: does nothing here: the device's drivers play the bass themselves.")
        : Listen(sound.Listening with { BassHz = on ? sound.BassCornerHz : null });

    /// <summary>From off downwards in steps, then off again.</summary>
    static double? NextLevel(double? phon) => phon switch
    {
        null => ListeningSettings.ReferencePhon - LevelStepPhon,
        <= LowestStepPhon => null,
        { } level => level - LevelStepPhon,
    };

    IReadOnlyList<string> Place(HeadPose pose)
    {
        if (!sound.Head.Tell(pose)) throw new ControlException($"pose: the head is followed by {sound.Head.Tracker}: start without a tracker to say where it is.");
        return [$"head: {pose.Words}.{(!sound.FollowsHead ? " The plan has filters for the seat alone: nothing changes." : sound.PlanPlays ? "" : " The plan is not ready yet: its filters follow once it plays.")}"];
    }

    IReadOnlyList<string> LosePose()
    {
        sound.Head.Lose();
        return [sound.Head.Tracker is { } tracker ? $"head: lost, until the next pose of {tracker}." : "head: lost: within two seconds the filters for the seat play, until the next 'pose'."];
    }

    IReadOnlyList<string> CentrePose() => sound.Head.Centre() ? ["head: at the seat, where it is now."]
        : throw new ControlException(sound.Head.Tracker is null ? "pose centre: is for a tracker: what 'pose' tells is from the seat already." : "pose centre: no pose is known that could be the seat: see 'pose'.");

    IReadOnlyList<string> SwitchPlan(string folder)
    {
        sound.SwitchPlan(folder);
        return [Preparing(folder)];
    }

    /// <summary>What is said where another plan is taken.</summary>
    public static string Preparing(string folder) => $"plan {folder} is being prepared and will fade in.";

    IReadOnlyList<string> Begin(ControlCommand.Test requested)
    {
        if (!sound.PlanPlays || sound.IsChanging) throw new ControlException("a plan is being made ready: try again once it plays.");
        _test = new(requested.Kind, requested.Trials, sound, coin);
        return [_test.Rules, _test.Match, _test.Progress];
    }

    IReadOnlyList<string> Answer(BlindTest test, char? slot)
    {
        string noted = test.Answer(slot);
        return test.IsComplete ? [noted, .. End(test)] : [noted];
    }

    IReadOnlyList<string> End(BlindTest test)
    {
        (_lastResult, _test) = (test.End(), null);
        return _lastResult.Trials.Count > 0 ? [.. _lastResult.Lines, "'trials' lists what was played."] : _lastResult.Lines;
    }

    IReadOnlyList<string> Quit()
    {
        IReadOnlyList<string> result = _test is null ? [] : End(_test);
        sound.Quit();
        return [.. result, "ending."];
    }

    static string Running(BlindTest test) => $"{TestName(test)} runs. {test.Progress}";

    static string TestName(BlindTest test) => test.Kind == BlindTestKind.Preference ? "A blind preference test" : "A blind identification test";

    static string[] Lines(string text) => text.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
