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
            throw new SettingException($"'{text}' is no pattern for ports: {e.Message.TrimEnd('.')}.", e);
        }
        catch (NotSupportedException e)
        {
            throw new SettingException($"'{text}' is no pattern for ports: back references, looks around and thousands of repetitions take too long beside sound: write it without them.", e);
        }
    }

    /// <summary>True for a port that is meant.</summary>
    public bool Means(string port) => port.Contains(_text, StringComparison.Ordinal) || _expression.IsMatch(port);

    public override string ToString() => _text;
}
