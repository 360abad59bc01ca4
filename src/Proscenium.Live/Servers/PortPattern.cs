using System.Text.RegularExpressions;

namespace Proscenium.Live.Servers;

/// <summary>A way to name ports: a part of their full names, or a regular expression.</summary>
sealed class PortPattern
{
    readonly string _text;
    readonly Regex _expression;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="SettingException">It is no regular expression, or none that takes a time in proportion to a name.</exception>
    public PortPattern(string text)
    {
        _text = text;
        try
        {
            _expression = new(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (RegexParseException e)
        {
            throw new SettingException($"'{text}' is no pattern for ports: {Fault(e.Error)}: write a part of the ports' names, or a regular expression, with a backslash before each character that is to stand for itself, as in {Regex.Escape(text)}.", e);
        }
        catch (NotSupportedException e)
        {
            throw new SettingException($"'{text}' is no pattern for ports: back references, looks around and thousands of repetitions take too long beside sound: write it without them.", e);
        }
    }

    /// <summary>True for a port that is meant.</summary>
    public bool Means(string port) => port.Contains(_text, StringComparison.Ordinal) || _expression.IsMatch(port);

    public override string ToString() => _text;

    static string Fault(RegexParseError error) => error switch
    {
        RegexParseError.InsufficientClosingParentheses => "a bracket is not closed",
        RegexParseError.InsufficientOpeningParentheses => "a bracket is closed that was not opened",
        RegexParseError.UnterminatedBracket => "a square bracket is not closed",
        RegexParseError.UnescapedEndingBackslash => "it ends with a backslash",
        RegexParseError.QuantifierAfterNothing or RegexParseError.NestedQuantifiersNotParenthesized => "nothing stands before a sign of repetition",
        _ => "it is no regular expression",
    };
}
