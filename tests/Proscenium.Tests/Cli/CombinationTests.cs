using System.Globalization;
using System.Text.RegularExpressions;
using Proscenium.Cli.Text;

namespace Proscenium.Tests.Cli;

/// <summary>An option that would do nothing in a combination is refused or works, and what the program chooses for the user is said.</summary>
[Collection("console")]
public sealed partial class CombinationTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public CombinationTests() => Sounds.Write(_folder["song.wav"], 48000, Signals.Noise(24000, 1), Signals.Noise(24000, 2));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AHead_IsRefused_WhereNothingIsHeard() =>
        Assert.Contains("--head applies to the sound at the ears: add --monitor", Command.Fail(2, "render", _folder["song.wav"], _folder["feeds.wav"], "--device", "phone", "--head", "KEMAR.sofa"));

    /// <summary>With --bypass the drivers get the gain that was asked for and the match of loudness: what is named is the one to ask for, and nothing is turned down there.</summary>
    [Theory]
    [InlineData()]
    [InlineData("--monitor")]
    public void TheGain_UpToWhichNothingIsTurnedDown_IsTheOneToAskFor(params string[] what)
    {
        (double drivers, double highest, double toAskFor) = Gains(Rendered(what, "-20"));
        Assert.InRange(highest - toAskFor - (drivers + 20), -0.16, 0.16); // three roundings
        Assert.True(Math.Abs(drivers + 20) > 0.2);
        Assert.Contains("none needed", Rendered(what, toAskFor.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("add --monte-carlo with their number, --json or --report")]
    [InlineData("give --monte-carlo a number above 0", "--monte-carlo", "0", "--json", "-")]
    public void TheTolerance_OfRunsThatAreNotMade_IsRefused(string cure, params string[] others)
    {
        string sentence = Command.Fail(2, ["analyze", "--device", "phone", "--monte-carlo-tolerance", "1,5", .. others]);
        Assert.Contains("--monte-carlo-tolerance sets the errors of Monte Carlo runs, and none are made", sentence);
        Assert.Contains(cure, sentence);
    }

    [Fact]
    public void TheDeviceThatNobodyNamed_IsSaid()
    {
        Assert.Contains("echo-studio (no --device was named", Command.Succeed("render", _folder["song.wav"], _folder["feeds.wav"]));
        Assert.DoesNotContain("no --device was named", Command.Succeed("render", _folder["song.wav"], _folder["feeds.wav"], "--device", "phone"));
    }

    [Fact]
    public void AListenerWhoIsMovedByARoom_IsSaid()
    {
        const string Note = "in 'bedroom' the listener is 1.6 m from the device, and the plan is designed for that; laptop is usually heard from 0.6 m";
        Assert.Contains(Note, Command.Run("render", _folder["song.wav"], _folder["ears.wav"], "--device", "laptop", "--monitor", "--room", "bedroom").Errors);
        Assert.Contains(Note, Command.Run("brir", "-o", _folder["brir"], "--device", "laptop", "--room", "bedroom").Errors);
        Assert.DoesNotContain("usually heard", Command.Run("brir", "-o", _folder["brir"], "--device", "laptop", "--room", "bedroom", "--distance", "0.7").Errors);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void AFilmWithoutAPicture_IsSaid()
    {
        RecordedData.RequireProgram("ffmpeg");
        Assert.Contains("ears.mkv: holds the sound alone, no picture", Command.Run("headphones", _folder["song.wav"], _folder["ears.mkv"]).Errors);
        Assert.Empty(Command.Run("headphones", _folder["song.wav"], _folder["ears.flac"]).Errors);
    }

    [Theory]
    [InlineData(-0.04, "0.0")]
    [InlineData(0.04, "0.0")]
    [InlineData(0, "0.0")]
    [InlineData(-0.06, "-0.1")]
    [InlineData(1.26, "+1.3")]
    public void AChange_HasOneSign_AndNoneWhereItRoundsToNothing(double decibels, string wanted) => Assert.Equal(wanted, Level.Change(decibels));

    string Rendered(string[] what, string gain) => Command.Succeed(["render", _folder["song.wav"], _folder["out.wav"], "--device", "phone", "--bypass", "--gain", gain, .. what]);

    static (double Drivers, double Highest, double ToAskFor) Gains(string printed)
    {
        double Of(Regex pattern) => double.Parse(pattern.Match(printed).Groups[1].Value, CultureInfo.InvariantCulture);
        return (Of(Drivers()), Of(Highest()), Of(ToAskFor()));
    }

    [GeneratedRegex(@"gain at the drivers +(-?[0-9.]+) dB")]
    private static partial Regex Drivers();

    [GeneratedRegex(@"up to about (-?[0-9.]+) dB")]
    private static partial Regex Highest();

    [GeneratedRegex(@"\(--gain (-?[0-9.]+)\) nothing is turned down")]
    private static partial Regex ToAskFor();
}
