using System.Globalization;
using System.Text;

namespace Proscenium.Tests.Integrations.Export;

/// <summary>Reads the JSON of PipeWire: <c>=</c> or <c>:</c> or nothing behind a key, blanks or commas between values, bare words, comments.</summary>
sealed class SpaJson
{
    readonly string _text;
    int _at;

    SpaJson(string text) => _text = text;

    /// <summary>The keys and values of a whole file: dictionaries, lists and strings.</summary>
    public static Dictionary<string, object> Read(string text) => new SpaJson(text + "}").Object();

    Dictionary<string, object> Object()
    {
        Dictionary<string, object> members = [];
        while (Next() != '}') members.Add(Word(), Value());
        _at++;
        return members;
    }

    List<object> Array()
    {
        List<object> values = [];
        while (Next() != ']') values.Add(Value());
        _at++;
        return values;
    }

    object Value()
    {
        char first = Next();
        if (first is not ('{' or '[')) return Word();
        _at++;
        return first == '{' ? Object() : Array();
    }

    string Word()
    {
        StringBuilder word = new();
        if (Next() == '"')
        {
            for (_at++; _text[_at] != '"'; _at++) word.Append(_text[_at] == '\\' ? Escaped() : _text[_at]);
            _at++;
        }
        else
        {
            while (!" \n,=:{}[]\"#".Contains(_text[_at])) word.Append(_text[_at++]);
        }
        Assert.True(word.Length > 0, $"no word at {_at}");
        return word.ToString();
    }

    char Escaped()
    {
        char letter = _text[++_at];
        if (letter != 'u') return letter;
        _at += 4;
        return (char)int.Parse(_text.AsSpan(_at - 3, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    char Next()
    {
        for (; " \n,=:#".Contains(_text[_at]); _at++)
            if (_text[_at] == '#') _at = _text.IndexOf('\n', _at);
        return _text[_at];
    }
}
