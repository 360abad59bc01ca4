using System.Globalization;
using System.Text;

namespace Proscenium.Engine.Errors;

/// <summary>Text of files as a message may quote it: a terminal obeys control characters, so they are written out.</summary>
static class PrintableText
{
    const int LongestQuote = 60;

    /// <summary>The text with its control characters written out, <c>\u001B</c>; tabs and ends of lines become blanks.</summary>
    public static string Of(string text)
    {
        StringBuilder? printable = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsObeyed(text[i]))
            {
                printable?.Append(text[i]);
                continue;
            }
            printable ??= new(text, 0, i, text.Length + 16);
            if (text[i] is '\t' or '\n' or '\r') printable.Append(' ');
            else printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
        }
        return printable?.ToString() ?? text;
    }

    /// <summary>True for what a terminal obeys instead of showing it: control characters, other ends of lines, and marks that turn the order of letters round.</summary>
    static bool IsObeyed(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The beginning of a text, as long as a sentence can bear.</summary>
    public static string Quote(string text) => text.Length <= LongestQuote ? Of(text) : Of(text[..LongestQuote]) + "...";
}
