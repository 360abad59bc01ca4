namespace Proscenium.Live.Control;

/// <summary>
/// A blind test in progress. A coin assigns the sounds in each trial; until the end, no reply depends on the coin, only the sound does.
/// </summary>
sealed class BlindTest
{
    /// <summary>The largest number of trials.</summary>
    public const int MaxTrials = 100;

    /// <summary>The number of trials by default.</summary>
    public const int UsualTrials = 16;

    readonly ILiveSound _sound;
    readonly Func<bool> _coin;
    readonly bool _bypassedBefore;
    readonly double _matchDb, _matchSeconds;
    readonly List<BlindTrial> _answered = [];
    readonly HashSet<char> _heardInTrial = [];
    int _repeated;
    int _changes;
    char _heard;
    bool _firstIsPlan;

    /// <summary>Holds the loudness match and begins the first trial.</summary>
    /// <param name="kind">The kind of test.</param>
    /// <param name="trials">How many trials there are to be.</param>
    /// <param name="sound">What plays.</param>
    /// <param name="coin">A fair coin; null for a cryptographic one.</param>
    public BlindTest(BlindTestKind kind, int trials, ILiveSound sound, Func<bool>? coin = null)
    {
        (Kind, Trials, _sound, _coin) = (kind, trials, sound, coin ?? (() => Random.Shared.Next(2) == 1));
        (_bypassedBefore, _changes) = (sound.Bypassed, sound.Changes);
        sound.MatchHeld = true;
        try
        {
            (_matchDb, _matchSeconds) = (sound.MatchDb, sound.MatchSeconds);
            NextTrial();
        }
        catch
        {
            sound.MatchHeld = false; // or no plan would ever be taken again
            throw;
        }
    }

    /// <summary>The kind of test.</summary>
    public BlindTestKind Kind { get; }

    /// <summary>How many trials there are to be.</summary>
    public int Trials { get; }

    /// <summary>The running trial, from 1.</summary>
    public int Trial => _answered.Count + 1;

    /// <summary>What is heard: 1 or 2; A, B or X.</summary>
    public char Heard => char.ToUpperInvariant(_heard);

    /// <summary>True once all trials are answered.</summary>
    public bool IsComplete => _answered.Count == Trials;

    /// <summary>The running trial, in one sentence.</summary>
    public string Progress => $"Trial {Trial} of {Trials}: {Heard} is playing.";

    /// <summary>The rules, in one sentence.</summary>
    public string Rules => Kind == BlindTestKind.Preference
        ? "One of 1 and 2 is the plan, the other the untreated device, chosen at random for each trial: listen to both as often as you like (1, 2), then answer which you prefer (prefer 1, prefer 2)."
        : "A is the plan, B the untreated device, X one of them, chosen at random for each trial: listen to them as often as you like (a, b, x), then answer which one X is (is a, is b).";

    /// <summary>How sure the loudness match is, in one sentence.</summary>
    public string Match => BlindTestResult.MatchSentence(_matchDb, _matchSeconds);

    /// <summary>Switches to 1, 2, a, b or x.</summary>
    /// <exception cref="ControlException">This test has no such sound.</exception>
    public string Hear(char slot)
    {
        if (!Slots.Contains(slot)) throw new ControlException($"{char.ToUpperInvariant(slot)}: is not in this test: hear {Listed(Slots)}.");
        CheckTheSound();
        (_heard, _) = (slot, _heardInTrial.Add(slot));
        _sound.Bypassed = !IsPlan(slot);
        return Progress;
    }

    /// <summary>Answers with 1 or 2, a or b; or with the one that is heard.</summary>
    /// <exception cref="ControlException">That is no answer, or not enough was heard.</exception>
    public string Answer(char? slot)
    {
        char answer = slot ?? _heard;
        if (!Answers.Contains(answer))
            throw new ControlException(slot is null ? "X: is what is asked for: hear a or b and answer with the one that it is." : $"{char.ToUpperInvariant(answer)}: answers another kind of test: {(Kind == BlindTestKind.Preference ? "say 'prefer 1' or 'prefer 2'" : "say 'is a' or 'is b'")}.");
        CheckTheSound();
        if (MustBeHeard.Where(needed => !_heardInTrial.Contains(needed)).ToArray() is [char missed, ..])
            throw new ControlException($"{char.ToUpperInvariant(missed)}: was not heard in this trial: hear it before you answer.");
        _answered.Add(new(_firstIsPlan, answer));
        string noted = $"Trial {_answered.Count} of {Trials} is recorded.";
        if (IsComplete) return noted;
        NextTrial();
        return $"{noted} {Progress}";
    }

    /// <summary>Strikes the last answer out; its trial is repeated with a new draw.</summary>
    /// <exception cref="ControlException">Nothing was answered yet.</exception>
    public string Repeat()
    {
        if (_answered.Count == 0) throw new ControlException("repeat: no trial was answered yet: there is nothing to repeat.");
        _answered.RemoveAt(_answered.Count - 1);
        _repeated++;
        NextTrial();
        return $"The last answer is discarded; its trial is repeated. {Progress}";
    }

    /// <summary>Releases the loudness match, restores what played before, and gives the result.</summary>
    public BlindTestResult End()
    {
        _sound.Bypassed = _bypassedBefore;
        _sound.MatchHeld = false;
        return new() { Kind = Kind, Planned = Trials, Trials = [.. _answered], Repeated = _repeated, MatchDb = _matchDb, MatchSeconds = _matchSeconds };
    }

    /// <summary>A trial counts only where both were heard under the same conditions.</summary>
    void CheckTheSound()
    {
        if (!_sound.PlanPlays) throw new ControlException("no plan plays now: wait until it does again, or say 'end'.");
        if (_sound.Changes == _changes) return;
        _changes = _sound.Changes;
        NextTrial();
        throw new ControlException($"the sound was interrupted: this trial is drawn anew. {Progress}");
    }

    char[] Slots => Kind == BlindTestKind.Preference ? ['1', '2'] : ['a', 'b', 'x'];

    char[] Answers => Kind == BlindTestKind.Preference ? ['1', '2'] : ['a', 'b'];

    char[] MustBeHeard => Kind == BlindTestKind.Preference ? ['1', '2'] : ['x'];

    bool IsPlan(char slot) => slot switch
    {
        'a' => true,
        'b' => false,
        '2' => !_firstIsPlan,
        _ => _firstIsPlan,
    };

    /// <summary>Each trial begins with the same slot, whatever it is.</summary>
    void NextTrial()
    {
        _firstIsPlan = _coin();
        _heardInTrial.Clear();
        Hear(Slots[0]);
    }

    static string Listed(char[] slots) => string.Join(", ", slots[..^1]) + " or " + slots[^1];
}
