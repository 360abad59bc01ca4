using Proscenium.Live.Control;

namespace Proscenium.Tests.Live.Control;

public class KeyReaderTests
{
    readonly FakeSound _sound = new();

    [Fact]
    public void Keys_Steer()
    {
        string printed = Press("++- ?z");
        Assert.Equal((1, true), (_sound.GainDb, _sound.Bypassed));
        Assert.Contains("keys: space bypass", printed);
        Assert.Contains("hear A, B or X", printed);
        Assert.Contains("this key has no function: h lists the keys.", printed);
    }

    [Fact]
    public void ATest_CanBeDone_ByKeysAlone()
    {
        string printed = Press("a12\r21\re");
        Assert.Contains("Trial 1 of 16 is recorded. Trial 2 of 16: 1 is playing.", printed);
        Assert.Contains("in 0 of 2 trials", printed.Replace("in 1 of", "in 0 of", StringComparison.Ordinal).Replace("in 2 of", "in 0 of", StringComparison.Ordinal));
        Assert.Contains("Trial 2 of 16: A is playing.", Press("Axa\rabXBrA\re"));
        Assert.False(_sound.Bypassed);
    }

    [Theory]
    [InlineData('a', null, "ab")]
    [InlineData('A', null, "abx")]
    [InlineData('a', BlindTestKind.Identification, "a")]
    [InlineData('A', BlindTestKind.Identification, "a")]
    [InlineData('a', BlindTestKind.Preference, "ab")] // which the running test refuses
    [InlineData('=', null, "gain +1")]
    [InlineData('c', null, "pose centre")]
    [InlineData('q', null, "quit")]
    [InlineData('p', null, null)] // asks for a line
    public void AKey_StandsForALine(char key, object? testing, string? line) =>
        Assert.Equal(line, KeyReader.Line(Key(key), (BlindTestKind?)testing));

    [Fact]
    public void P_AsksForAPlan_ButNotDuringATest()
    {
        Assert.Contains("plan folder: plan desk", Press("p", "desk"));
        Assert.Contains("the plan is unchanged.", Press("p", ""));
        Assert.Contains("A blind preference test runs: nothing else can be changed", Press("ap", "other"));
        Assert.Equal("desk", _sound.PlanName);
    }

    [Fact]
    public void WithoutATerminal_LinesAreRead_AndTheirEnd_EndsNothing()
    {
        StringWriter printed = new();
        Queue<string?> lines = new(["gain -3", "", "bypass on", null]);
        new KeyReader(new CommandInterpreter(_sound), printed, readKey: null, lines.Dequeue).Read();
        Assert.Equal((-3, true, false), (_sound.GainDb, _sound.Bypassed, _sound.HasQuit));
        Assert.Equal(2, printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Empty(lines);
    }

    [Fact]
    public void WhatCannotBeReadOrPrinted_IsNoFault()
    {
        StringWriter printed = new();
        new KeyReader(new CommandInterpreter(_sound), printed, readKey: null, () => throw new UnauthorizedAccessException("Is a directory.")).Read();
        Assert.Equal("standard input is not read any further: Is a directory: playback continues.", printed.ToString().TrimEnd());
        Queue<string?> lines = new(["gain -3", "gain -1", null]);
        new KeyReader(new CommandInterpreter(_sound), new StreamWriter(new FullDisk()) { AutoFlush = true }, readKey: null, lines.Dequeue).Read();
        Assert.Equal(-4, _sound.GainDb);
    }

    [Fact]
    public void StandardInputWithoutLines_IsNotReadForEver()
    {
        StringWriter printed = new();
        EndlessText zeros = new();
        new KeyReader(new CommandInterpreter(_sound), printed, readKey: null, () => KeyReader.LineOf(zeros)).Read();
        Assert.Equal("standard input is not read any further: a line of more than 4096 characters is no command: playback continues.", printed.ToString().TrimEnd());
        Assert.InRange(zeros.Taken, 4096, 5000);
        StringReader text = new("gain 1\r\n\nstatus");
        Assert.Equal(["gain 1\r", "", "status", null], Enumerable.Range(0, 4).Select(_ => KeyReader.LineOf(text)));
    }

    /// <summary>What /dev/zero holds.</summary>
    sealed class EndlessText : TextReader
    {
        public int Taken { get; private set; }

        public override int Read()
        {
            Taken++;
            return 0;
        }
    }

    string Press(string keys, string? line = null)
    {
        StringWriter printed = new();
        Queue<char> left = new(keys);
        ConsoleKeyInfo Next() => left.TryDequeue(out char key) ? Key(key) : throw new InvalidOperationException("no more keys");
        new KeyReader(new CommandInterpreter(_sound, () => true), printed, Next, () => line).Read();
        Assert.Empty(left);
        return printed.ToString();
    }

    sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }

    static ConsoleKeyInfo Key(char key) => new(key, key == '\r' ? ConsoleKey.Enter : ConsoleKey.None, shift: false, alt: false, control: false);
}
