using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Proscenium.Cli.Arguments;

/// <summary>
/// Options that take a number as files hold it: with a point, never a comma, which another reader would skip (<c>0,5</c> would be 5). Anything else is refused in a sentence.
/// </summary>
static class NumberOption
{
    /// <summary>What stands for a value in a help and is a unit.</summary>
    static readonly string[] _units = ["Hz", "dB", "metres", "cm", "seconds", "ms", "degrees", "phon", "samples"];

    /// <summary>A whole number, or nothing.</summary>
    public static Option<int?> Whole(string name, string unit, string description, int lowest = int.MinValue, int highest = int.MaxValue) =>
        new(name) { HelpName = unit, Description = description, CustomParser = parsed => ReadWhole(parsed, lowest, highest) };

    /// <summary>A whole number, or another one where the option stands alone, or nothing.</summary>
    public static Option<int?> WholeOrAlone(int alone, string name, string unit, string description, int lowest, int highest) =>
        new(name) { HelpName = unit, Description = description, Arity = ArgumentArity.ZeroOrOne, CustomParser = parsed => parsed.Tokens.Count == 0 ? alone : ReadWhole(parsed, lowest, highest) };

    /// <summary>One of some whole numbers, or nothing.</summary>
    public static Option<int?> OneOf(string name, string unit, int[] choices, string description) => new(name)
    {
        HelpName = unit,
        Description = description,
        CustomParser = parsed => int.TryParse(parsed.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && choices.Contains(number) ? number : Refuse<int>(parsed, $"{string.Join(", ", choices[..^1])} or {choices[^1]}", ""),
    };

    /// <summary>True where validators of a command may ask for an option's value: what is wrong with it itself is told already.</summary>
    public static bool IsValid<T>(CommandResult result, Option<T> option)
    {
        try
        {
            _ = result.GetValue(option);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A whole number with a default.</summary>
    public static Option<int> WholeOr(int standard, string name, string unit, string description) =>
        new(name) { HelpName = unit, Description = description, DefaultValueFactory = _ => standard, CustomParser = parsed => ReadWhole(parsed, int.MinValue, int.MaxValue) ?? standard };

    /// <summary>A number, or nothing.</summary>
    public static Option<double?> Real(string name, string unit, string description) => new(name) { HelpName = unit, Description = description, CustomParser = ReadReal };

    /// <summary>A number within a range, or nothing.</summary>
    public static Option<double?> RealWithin(double lowest, double highest, string name, string unit, string description) => new(name)
    {
        HelpName = unit,
        Description = description,
        CustomParser = parsed => Options.TryNumber(parsed.Tokens[0].Value, out double number) && number >= lowest && number <= highest ? number : Refuse<double>(parsed, "a number", FormattableString.Invariant($" from {lowest:0.#} to {highest:0.#}")),
    };

    /// <summary>A number with a default.</summary>
    public static Option<double> RealOr(double standard, string name, string unit, string description) =>
        new(name) { HelpName = unit, Description = description, DefaultValueFactory = _ => standard, CustomParser = parsed => ReadReal(parsed) ?? standard };

    static int? ReadWhole(ArgumentResult parsed, int lowest, int highest)
    {
        if (int.TryParse(parsed.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= lowest && number <= highest) return number;
        return Refuse<int>(parsed, "a whole number", (lowest, highest) == (int.MinValue, int.MaxValue) ? "" : $" from {lowest} to {highest}");
    }

    static double? ReadReal(ArgumentResult parsed) => Options.TryNumber(parsed.Tokens[0].Value, out double number) ? number : Refuse<double>(parsed, "a number", ", as in 0.5");

    static T? Refuse<T>(ArgumentResult parsed, string kind, string range) where T : struct
    {
        Option option = ((OptionResult)parsed.Parent!).Option;
        string written = parsed.Tokens[0].Value, unit = _units.Contains(option.HelpName) ? $" in {option.HelpName}" : "";
        string hint = written.Contains(',') && Options.TryNumber(written.Replace(',', '.'), out double meant) ? FormattableString.Invariant($": write {meant} with a point") : "";
        parsed.AddError($"{option.Name} needs {kind}{unit}{range}, not '{written}'{hint}.");
        return null;
    }
}
