using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Proscenium.Cli;
using Proscenium.Cli.Commands;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Tests.Cli;

/// <summary>Whatever is thrown ends in one sentence and the exit code of its kind; a stack is printed on request only.</summary>
[Collection("console")]
public class FailureTests
{
    public static TheoryData<Exception, int, string> Errors => new()
    {
        { new SettingException("a setting is wrong."), 2, "proscenium: a setting is wrong." },
        { new FileFormatException("file: is damaged."), 1, "proscenium: file: is damaged." },
        { new AggregateException(new OperationCanceledException(), new SoundException("sound: is gone.")), 1, "proscenium: sound: is gone." },
        { new AggregateException(new AggregateException(new OperationCanceledException())), 1, "proscenium: interrupted: nothing was written." },
        { new IOException("no space"), 1, "proscenium: a file could not be read or written: no space" },
        { new InsufficientMemoryException(), 1, "proscenium: there is not enough memory for this: close other programs, or give it less to do." },
        { new ArgumentException("of the runtime", "path"), 70, "this is a fault of proscenium itself (ArgumentException: of the runtime" },
        { new InvalidOperationException("line\n\u001b[31mtwo"), 70, "this is a fault of proscenium itself (InvalidOperationException: line \\u001B[31mtwo)" },
        { new OverflowException(), 70, "please report it with the command line; with --verbose it prints details for the report." },
        { new AggregateException(new KeyNotFoundException("inner")), 70, "(KeyNotFoundException: inner)" },
    };

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public void AnError_IsOneSentence_WithTheCodeOfItsKind(Exception error, int code, string words)
    {
        (int found, string errors) = Run(error, "fail");
        Assert.Equal(code, found);
        Assert.Contains(words, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void WorkThatDoesNotLook_IsInterruptedAllTheSame()
    {
        using CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => LongRun.Of("working", quiet: true, (_, _) => { source.Cancel(); return 1; }, source.Token));
    }

    [Fact]
    public void ASignalOnItsWayAsTheWorkEnds_IsLeftToTheSystem()
    {
        Interruption interruption = new(() => Assert.Fail("the process would end"), TimeSpan.FromMinutes(1));
        interruption.Dispose();
        PosixSignalContext signal = new(PosixSignal.SIGINT);
        interruption.End(signal);
        Assert.False(signal.Cancel);
    }

    [Fact]
    public void Details_ArePrintedOnRequest_OfOwnFaultsAlone()
    {
        (int code, string errors) = Run(new InvalidOperationException("deep"), "fail", "--verbose");
        Assert.Equal(70, code);
        Assert.Contains("the details below", errors);
        Assert.Contains("  System.InvalidOperationException: deep", errors);
        Assert.Contains("   at ", errors);
        Assert.Single(Run(new SettingException("a setting is wrong."), "fail", "--verbose").Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("there is no command 'rendr': did you mean 'render'?", "rendr", "a.wav", "b.wav")]
    [InlineData("there is no command 'foo'. See 'proscenium --help'.", "foo", "a.wav")]
    [InlineData("there is no option '--devise': did you mean '--device'? See 'proscenium design --help'.", "design", "--devise", "laptop", "-o", "plan")]
    [InlineData("there is no option '--dist': did you mean '--distance'?", "design", "--dist", "1", "-o", "plan")]
    [InlineData("there is no option '--quite': did you mean '--quiet'?", "render", "--quite", "a.wav", "b.wav")]
    [InlineData("there is no option '--frobnicate'. See", "design", "--frobnicate", "-o", "plan")]
    [InlineData("--distance needs a number in metres, as in 0.5, not '60cm'.", "design", "--distance", "60cm", "-o", "plan")]
    [InlineData("--rate needs a whole number in Hz from 8000 to 192000, not 'abc'.", "live", "--rate", "abc")]
    public void AMisspeltName_IsToldTheOneThatWasMeant(string words, params string[] arguments) => Assert.Contains(words, Command.Fail(2, arguments));

    [Fact]
    public void AFolderOfPosesThatNeverEnds_IsRefused() =>
        Assert.Contains("/dev/zero: is larger than 16 MB", Command.Fail(1, "design", "-q", "-o", "nowhere-at-all", "--poses", "/dev/zero"));

    [Fact]
    public void MarksThatTurnLettersRound_AreWrittenOut() => Assert.Equal("a\\u202Eb\\u2066c\\u2028d e\u00e9", PrintableText.Of("a\u202eb\u2066c\u2028d\ne\u00e9"));

    [Fact]
    public void AnOutputThatNeedsFfmpeg_IsRefused_AsAnOutput()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["s.wav"], 48000, Signals.Noise(4800, 1));
        ProcessStartInfo start = new(CommandProcess.Command, ["render", folder["s.wav"], folder["o.mp3"], "--device", "phone"]) { RedirectStandardError = true };
        start.Environment["PATH"] = folder["."];
        using Process run = Process.Start(start)!;
        Assert.Contains("o.mp3: ffmpeg, which writes .mp3, is not installed: install ffmpeg (Debian: apt-get install ffmpeg), or name a .wav file.", run.StandardError.ReadToEnd());
        run.WaitForExit();
        Assert.Equal((1, "s.wav"), (run.ExitCode, Assert.Single(folder.Names)));
    }

    static (int Code, string Errors) Run(Exception error, params string[] arguments)
    {
        System.CommandLine.Command verb = new("fail");
        verb.SetAction(int (ParseResult _) => throw error);
        TextWriter before = Console.Error;
        using StringWriter errors = new();
        try
        {
            Console.SetError(errors);
            return (Program.Run(arguments, () => Program.WithVerbose(new RootCommand { verb })), errors.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
