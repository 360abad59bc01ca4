using System.CommandLine;
using Proscenium.Cli;
using Verb = System.CommandLine.Command;

namespace Proscenium.Tests.Cli;

/// <summary>Whatever an option cannot use as a number is refused by a sentence in plain words, under the option's present name.</summary>
[Collection("console")]
public class NumberOptionTests
{
    [Theory]
    [InlineData("--delay needs a whole number in samples, not '1e30'", "design", "-o", "plan", "--delay", "1e30")]
    [InlineData("--taps needs a whole number in samples, not '1.5'", "design", "-o", "plan", "--taps", "1.5")]
    [InlineData("--distance needs a number in metres, as in 0.5, not '0,5': write 0.5 with a point", "design", "-o", "plan", "--distance", "0,5")]
    [InlineData("--monte-carlo needs a whole number from 0 to 1000, not 'x'", "analyze", "--draws", "x")]
    [InlineData("--control needs a whole number from 0 to 65535, not '99999'", "live", "--control", "99999")]
    [InlineData("--rate needs a whole number in Hz from 8000 to 192000, not '1e9'", "live", "--rate", "1e9")]
    [InlineData("--tail 'x': use on or off", "room", "--room", "studio", "--tail", "x")]
    public void TheSentence_NamesTheOption_AndWhatItNeeds(string sentence, params string[] arguments) => Assert.Contains(sentence, Command.Fail(2, arguments));

    [Fact]
    public void EveryNumber_IsRefused_WhereItIsNone()
    {
        int options = 0;
        foreach (Verb verb in Program.CommandTree().Subcommands)
        {
            foreach (Option option in verb.Options.Where(IsNumber))
            {
                foreach (string text in (string[])["x", "1,5", "NaN", "1e999"])
                    Assert.Matches($"^proscenium: {option.Name} (needs an? (whole )?number|'{text}' is not a level)", Command.Fail(2, [verb.Name, .. Needed(verb, option), option.Name, text]));
                options++;
            }
        }
        Assert.True(options > 15, $"{options} options");
    }

    [Fact]
    public void Help_ShowsTheUnit_OrTheKind_OfEveryValue()
    {
        foreach (Verb verb in Program.CommandTree().Subcommands)
            Assert.All(verb.Options.Where(option => !option.Hidden && option.ValueType != typeof(bool) && option.Name.StartsWith("--", StringComparison.Ordinal)), option => Assert.True(option.HelpName is not null, $"{verb.Name} {option.Name}"));
    }

    static bool IsNumber(Option option) => (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) is var type && (type == typeof(int) || type == typeof(double));

    /// <summary>What a verb needs beside an option.</summary>
    static IEnumerable<string> Needed(Verb verb, Option option)
    {
        foreach (Argument argument in verb.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0)) yield return argument.Name;
        foreach (Option other in verb.Options.Where(other => other.Required && other != option))
        {
            yield return other.Name;
            if (other.ValueType != typeof(bool)) yield return "1";
        }
    }
}
