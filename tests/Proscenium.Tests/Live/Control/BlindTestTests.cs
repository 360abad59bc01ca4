using System.Diagnostics;
using System.Text.RegularExpressions;
using Proscenium.Live.Control;

namespace Proscenium.Tests.Live.Control;

[Collection(OnASoundServer.Name)]
public partial class BlindTestTests
{
    [Fact]
    public void ATestThatCannotBegin_LeavesTheLoudnessFree()
    {
        FakeSound sound = new() { StopsAfter = 1 }; // the server goes between the question and the first trial
        Assert.Equal(["no plan plays now: wait until it does again, or say 'end'."], new CommandInterpreter(sound).Execute("abx"));
        Assert.False(sound.MatchHeld);
    }

    [Fact]
    public void WhoPrefersThePlan_IsTold_WithItsProbability()
    {
        FakeSound sound = new();
        CommandInterpreter interpreter = new(sound, Coin(1));
        interpreter.Execute("ab 16");
        string[] told = [.. Preferring(interpreter, sound, trials: 16, plan: trial => trial < 12)];
        Assert.Contains("You preferred the plan in 12 of 16 trials; by chance alone, a result at least as extreme occurs in 7.7 % of such tests: no reliable preference.", told);
        Assert.Contains("p = 0.077", told);
        Assert.Contains("The untreated device plays at +3.2 dB to match the loudness of the plan, measured over the last 42 s of sound.", told);
        Assert.DoesNotContain(told, line => line.StartsWith("Caution", StringComparison.Ordinal));
        IReadOnlyList<string> trials = interpreter.Execute("trials");
        Assert.Equal(16, trials.Count);
        Assert.Equal(12, trials.Count(line => line.EndsWith("the plan", StringComparison.Ordinal) && line.Contains("you preferred", StringComparison.Ordinal) && !line.EndsWith("untreated device", StringComparison.Ordinal)));
    }

    [Fact]
    public void WhoPrefersTheUntreatedDevice_IsToldSo()
    {
        FakeSound sound = new() { MatchSeconds = 0, MatchDb = -2 };
        CommandInterpreter interpreter = new(sound, Coin(2));
        interpreter.Execute("ab 20");
        string[] told = [.. Preferring(interpreter, sound, trials: 20, plan: trial => trial < 3)];
        Assert.Contains("You preferred the plan in 3 of 20 trials; by chance alone, a result at least as extreme occurs in 0.26 % of such tests: a reliable preference for the untreated device.", told);
        Assert.Contains("The untreated device plays at -2.0 dB to match the loudness of the plan, an estimate, because nothing has been measured yet.", told);
    }

    [Fact]
    public void WhoHears_IsRightEveryTime_AndWhoGuesses_IsNot()
    {
        FakeSound sound = new();
        CommandInterpreter interpreter = new(sound, Coin(3));
        Assert.Contains("You identified X correctly in 16 of 16 trials; by chance alone, this many or more occur in 0.0015 % of such tests: you hear the difference.", Identifying(interpreter, sound, hears: true));
        int significant = 0;
        Random guess = new(4);
        for (int test = 0; test < 200; test++)
            if (Identifying(interpreter, sound, hears: false, guess).Any(line => line.Contains("you hear the difference", StringComparison.Ordinal))) significant++;
        Assert.InRange(significant, 1, 20); // 12 or more of 16: 3.8 % of the guessers, by the exact test
    }

    [Fact]
    public void WhileAPlanIsMadeReady_NoTestBegins()
    {
        FakeSound sound = new() { IsChanging = true };
        CommandInterpreter interpreter = new(sound, Coin(1));
        Assert.Equal(["a plan is being made ready: try again once it plays."], interpreter.Execute("ab"));
        (sound.IsChanging, sound.PlanPlays) = (false, false);
        Assert.Equal(["a plan is being made ready: try again once it plays."], interpreter.Execute("abx"));
        Assert.Equal(["bypass on. No plan is playing yet: until then the untreated device plays."], interpreter.Execute("bypass on"));
        Assert.Null(interpreter.Testing);
    }

    [Fact]
    public void ATrialInWhichTheSoundWasInterrupted_IsDrawnAnew_AndNothingIsJudgedInSilence()
    {
        FakeSound sound = new();
        CommandInterpreter interpreter = new(sound, Coin(1));
        foreach (string line in (string[])["ab 2", "1", "2"]) interpreter.Execute(line);
        sound.PlanPlays = false;
        Assert.Equal(["no plan plays now: wait until it does again, or say 'end'."], interpreter.Execute("prefer 1"));
        (sound.PlanPlays, sound.Changes) = (true, 1);
        Assert.Equal(["the sound was interrupted: this trial is drawn anew. Trial 1 of 2: 1 is playing."], interpreter.Execute("prefer 1"));
        Assert.Equal(["2: was not heard in this trial: hear it before you answer."], interpreter.Execute("prefer 1"));
        interpreter.Execute("2");
        Assert.Contains("Trial 1 of 2 is recorded.", interpreter.Execute("prefer 1")[0]);
    }

    [Fact]
    public void FewTrials_AndAnEarlyEnd_AreCautionedAgainst()
    {
        FakeSound sound = new();
        CommandInterpreter interpreter = new(sound, Coin(1));
        interpreter.Execute("ab 12");
        Preferring(interpreter, sound, trials: 4, plan: _ => true);
        IReadOnlyList<string> told = interpreter.Execute("end");
        Assert.Contains("Caution: 4 trials are few; with fewer than 10, only obvious differences can be told from chance.", told);
        Assert.Contains(told, line => line.StartsWith("Caution: the test ended before all 12 trials", StringComparison.Ordinal));
        interpreter.Execute("abx");
        Assert.Equal(["The test ended before a trial was answered: there is no result."], interpreter.Execute("end"));
    }

    [Fact]
    public void ASlip_IsStruckOut_AndItsTrialDrawnAnew()
    {
        FakeSound sound = new();
        Queue<bool> coins = new([true, true, false, true]);
        CommandInterpreter interpreter = new(sound, coins.Dequeue);
        interpreter.Execute("ab 2");
        Assert.StartsWith("repeat: no trial was answered yet", Assert.Single(interpreter.Execute("repeat")));
        Say(interpreter, "1", "2", "prefer 2");
        Assert.Equal("The last answer is discarded; its trial is repeated. Trial 1 of 2: 1 is playing.", Assert.Single(interpreter.Execute("repeat")));
        Say(interpreter, "2", "prefer 2"); // now the plan
        interpreter.Execute("2");
        IReadOnlyList<string> told = interpreter.Execute("prefer 1");
        Assert.Empty(coins);
        Assert.Contains(told, line => line.StartsWith("You preferred the plan in 2 of 2 trials", StringComparison.Ordinal));
        Assert.Contains("Answers discarded and repeated: 1.", told);
    }

    [Fact]
    public void Answers_NeedBothSounds_AndTheRightWords()
    {
        CommandInterpreter interpreter = new(new FakeSound(), Coin(1));
        interpreter.Execute("ab");
        Assert.Equal("2: was not heard in this trial: hear it before you answer.", Assert.Single(interpreter.Execute("prefer 1")));
        Assert.Equal("X: is not in this test: hear 1 or 2.", Assert.Single(interpreter.Execute("x")));
        Assert.Equal("A: answers another kind of test: say 'prefer 1' or 'prefer 2'.", Assert.Single(interpreter.Execute("is a")));
        Say(interpreter, "2");
        Assert.Equal("Trial 1 of 16 is recorded. Trial 2 of 16: 1 is playing.", Assert.Single(interpreter.Execute("this")));
        interpreter.Execute("end");
        interpreter.Execute("abx");
        Assert.Equal("X: was not heard in this trial: hear it before you answer.", Assert.Single(interpreter.Execute("is b")));
        interpreter.Execute("x");
        Assert.StartsWith("X: is what is asked for", Assert.Single(interpreter.Execute("this")));
    }

    [Theory]
    [InlineData("ab", "1", "2")]
    [InlineData("abx", "a", "x")]
    public void NoReply_Status_OrNumberOfSwitches_DependsOnTheAssignment(string test, string first, string second)
    {
        string[] session = [test, "status", "status json", first, second, second, first, "status", "gain +1", "bypass", "plan x", "trials", "ab", second, "this", test == "ab" ? "prefer 1" : "is a", "status", "status json", "repeat", "help", "zzz"];
        (FakeSound ofTrue, FakeSound ofFalse) = (new(), new());
        CommandInterpreter drawnTrue = new(ofTrue, () => true), drawnFalse = new(ofFalse, () => false);
        foreach (string line in session)
        {
            Assert.Equal(drawnTrue.Execute(line), drawnFalse.Execute(line));
            Assert.Equal(ofTrue.Switches.Count, ofFalse.Switches.Count);
        }
        Assert.NotEqual(ofTrue.Switches, ofFalse.Switches); // but for the sound itself
        Assert.Equal((0.0, "echo-studio"), (ofTrue.GainDb, ofTrue.PlanName));
    }

    [Fact]
    public void HearingTheSameAgain_IsAcknowledged_AndSwitched_LikeAnythingElse()
    {
        FakeSound sound = new();
        CommandInterpreter interpreter = new(sound, () => true);
        interpreter.Execute("ab");
        int switches = sound.Switches.Count;
        Assert.Equal("Trial 1 of 16: 1 is playing.", Assert.Single(interpreter.Execute("1")));
        Assert.Equal("Trial 1 of 16: 1 is playing.", Assert.Single(interpreter.Execute("1")));
        Assert.Equal("Trial 1 of 16: 2 is playing.", Assert.Single(interpreter.Execute("2")));
        Assert.Equal(switches + 3, sound.Switches.Count);
    }

    [Fact]
    public void EitherAssignment_TakesAsLongToHear()
    {
        FakeSound sound = new();
        (double ofTrue, double ofFalse) = (double.MaxValue, double.MaxValue);
        for (int round = 0; round < 10; round++) (ofTrue, ofFalse) = (Math.Min(ofTrue, Cost(true)), Math.Min(ofFalse, Cost(false))); // the least, for the machine may be busy
        Assert.InRange(ofTrue / ofFalse, 0.5, 2); // microseconds, where the fade takes milliseconds

        double Cost(bool coin)
        {
            CommandInterpreter interpreter = new(sound, () => coin);
            interpreter.Execute("ab");
            sound.Switches.Clear();
            Stopwatch clock = Stopwatch.StartNew();
            for (int turn = 0; turn < 500; turn++) interpreter.Execute(turn % 2 == 0 ? "2" : "1");
            return clock.Elapsed.TotalMilliseconds;
        }
    }

    [Fact]
    public void Assignments_AreBalanced_AndUnpredictable()
    {
        FakeSound sound = new();
        List<bool> drawn = [];
        for (int test = 0; test < 40; test++)
        {
            CommandInterpreter interpreter = new(sound);
            interpreter.Execute("ab 100");
            for (int trial = 0; trial < 99; trial++)
            {
                drawn.Add(sound.Bypassed); // 1 is heard at the beginning of a trial
                Say(interpreter, "2", "prefer 1");
            }
        }
        int ofOne = drawn.Count(bypassed => bypassed), runs = drawn.Zip(drawn.Skip(1), (a, b) => a != b).Count(changed => changed);
        Assert.InRange(ofOne, 1980 - 190, 1980 + 190); // 6 standard deviations of 3960 fair coins
        Assert.InRange(runs, 1980 - 190, 1980 + 190);
    }

    [Fact]
    public void TheMatch_IsHeld_WhileATestRuns_AndAfterwardsAllIsAsItWas()
    {
        FakeSound sound = new() { Bypassed = true };
        CommandInterpreter interpreter = new(sound, Coin(1));
        interpreter.Execute("ab");
        Assert.True(sound.MatchHeld);
        sound.MatchDb = 9; // a sound that does not hold it is not told as the one used
        interpreter.Execute("1");
        IReadOnlyList<string> told = Preferring(interpreter, sound, 3, _ => true);
        told = interpreter.Execute("end");
        Assert.Contains(told, line => line.Contains("+3.2 dB", StringComparison.Ordinal));
        Assert.Equal((true, false), (sound.Bypassed, sound.MatchHeld));
    }

    [Fact]
    public void Meanwhile_NothingElseCanBeChanged_AndQuitEndsTheTestFirst()
    {
        FakeSound sound = new();
        CommandInterpreter interpreter = new(sound, Coin(1));
        interpreter.Execute("abx");
        foreach (string line in (string[])["bypass", "bypass off", "gain +1", "gain", "plan x", "ab", "abx 4", "trials"])
            Assert.Equal("A blind identification test runs: nothing else can be changed meanwhile: 'end' ends it.", Assert.Single(interpreter.Execute(line)));
        Say(interpreter, "x", "is a");
        IReadOnlyList<string> told = interpreter.Execute("quit");
        Assert.Contains(told, line => line.StartsWith("You identified X correctly in", StringComparison.Ordinal));
        Assert.Equal("ending.", told[^1]);
        Assert.True(sound.HasQuit && !sound.MatchHeld);
    }

    /// <summary>A listener who hears which is the plan, and prefers it in some trials.</summary>
    static IReadOnlyList<string> Preferring(CommandInterpreter interpreter, FakeSound sound, int trials, Func<int, bool> plan)
    {
        IReadOnlyList<string> told = [];
        for (int trial = 0; trial < trials; trial++)
        {
            Say(interpreter, "1");
            bool firstIsPlan = !sound.Bypassed;
            Say(interpreter, "2");
            Assert.Equal(firstIsPlan, sound.Bypassed);
            told = interpreter.Execute(firstIsPlan == plan(trial) ? "prefer 1" : "prefer 2");
        }
        return told;
    }

    /// <summary>A listener who compares X with A, or guesses.</summary>
    static IReadOnlyList<string> Identifying(CommandInterpreter interpreter, FakeSound sound, bool hears, Random? guess = null)
    {
        IReadOnlyList<string> told = interpreter.Execute("abx 16");
        for (int trial = 0; trial < 16; trial++)
        {
            Say(interpreter, "a");
            bool a = sound.Bypassed;
            Say(interpreter, "b");
            Assert.Equal((false, true), (a, sound.Bypassed));
            Say(interpreter, "x");
            told = interpreter.Execute((hears ? sound.Bypassed == a : guess!.Next(2) == 0) ? "is a" : "is b");
        }
        return told;
    }

    /// <summary>Commands that go well.</summary>
    static void Say(CommandInterpreter interpreter, params string[] lines)
    {
        foreach (string line in lines) Assert.Matches(Trial(), interpreter.Execute(line)[0]);
    }

    static Func<bool> Coin(int seed)
    {
        Random random = new(seed);
        return () => random.Next(2) == 0;
    }

    [GeneratedRegex("^Trial ")]
    private static partial Regex Trial();
}
