using System.Text.Json;
using static System.FormattableString;

namespace Proscenium.Engine.Plan;

/// <summary>A file that does not say what its reader needs: one sentence with the file, the fault and the cure.</summary>
public sealed class FileFormatException : ProsceniumException
{
    /// <summary>An error with <see cref="ErrorCodes.FileInvalid"/>.</summary>
    public FileFormatException(string sentence, Exception? cause = null) : this(new Fault(ErrorCodes.FileInvalid, sentence), cause)
    {
    }

    /// <summary>An error of a fault.</summary>
    internal FileFormatException(Fault fault, Exception? cause = null) : base(fault, cause)
    {
    }
}

/// <summary>
/// A JSON object read strictly: every key is asked for by name, a missing one and an unknown one are errors, and the unknown one is
/// told the nearest key that is known.
/// </summary>
sealed class StrictJson
{
    /// <summary>What users may write: comments and trailing commas.</summary>
    internal static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = DeepestLevel };

    const int DeepestLevel = 64;

    readonly JsonElement _element;
    readonly string _file, _where;
    readonly string? _cure;
    readonly HashSet<string> _known = [];

    StrictJson(JsonElement element, string file, string where, string? cure)
    {
        (_element, _file, _where, _cure) = (element, file, where, cure);
        if (element.ValueKind != JsonValueKind.Object) throw Wrong($"{Here} is not an object in braces");
    }

    string Here => _where.Length == 0 ? "the file" : $"'{_where}'";

    /// <summary>Reads the outermost object of a text.</summary>
    /// <param name="text">JSON; comments and trailing commas are allowed.</param>
    /// <param name="file">Named in every error.</param>
    /// <param name="read">Asks for the keys.</param>
    /// <param name="cure">What mends a key that is missing or of another kind, for files that nobody writes by hand; or null.</param>
    /// <exception cref="FileFormatException">The text is no JSON, or not what was asked for.</exception>
    public static T Read<T>(string text, string file, Func<StrictJson, T> read, string? cure = null)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, Options);
        }
        catch (JsonException e)
        {
            if (e.Message.Contains("maximum configured depth", StringComparison.Ordinal)) throw new FileFormatException($"{file}: is nested too deeply (line {e.LineNumber + 1}; {DeepestLevel} levels can be read): repair it or make the file anew.", e);
            throw new FileFormatException($"{file}: is not JSON (line {e.LineNumber + 1}): repair it or make the file anew.", e);
        }
        using (document)
        {
            RequireSound(document.RootElement, file, "");
            return new StrictJson(document.RootElement, file, "", cure).Finish(read);
        }
    }

    /// <summary>Refuses what the parser lets through: keys that stand twice, texts that are none, numbers beyond all numbers.</summary>
    static void RequireSound(JsonElement element, string file, string where)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                HashSet<string> names = [];
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    string name = Sound(() => property.Name, file, where), inner = where.Length == 0 ? name : $"{where}.{name}";
                    if (!names.Add(name)) throw new FileFormatException($"{file}: the key '{PrintableText.Quote(inner)}' stands there twice: leave one of them out.");
                    RequireSound(property.Value, file, inner);
                }
                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray()) RequireSound(item, file, $"{where}[{index++}]");
                break;
            case JsonValueKind.String:
                Sound(element.GetString, file, where);
                break;
            case JsonValueKind.Number when !double.IsFinite(element.GetDouble()):
                throw new FileFormatException($"{file}: '{PrintableText.Quote(where)}' is {PrintableText.Quote(element.GetRawText())}, beyond all numbers: write the value that was meant.");
        }
    }

    /// <summary>A text of whole characters, none of them of number 0, which would end the name of a file.</summary>
    static string Sound(Func<string?> text, string file, string where)
    {
        try
        {
            if (text()!.Contains('\0')) throw new FileFormatException($"{file}: {(where.Length == 0 ? "a text in it" : $"'{PrintableText.Quote(where)}'")} holds the character \\u0000, which is in no name: leave it out.");
            return text()!;
        }
        catch (InvalidOperationException e)
        {
            throw new FileFormatException($"{file}: {(where.Length == 0 ? "a text in it" : $"'{PrintableText.Quote(where)}'")} holds half a character (\\ud800 to \\udfff by itself): write the whole one.", e);
        }
    }

    /// <summary>A text.</summary>
    public string Text(string key) => Typed(key, JsonValueKind.String, "a text").GetString()!;

    /// <summary>A text that is one of a few.</summary>
    public string OneOf(string key, params ReadOnlySpan<string> choices)
    {
        string value = Text(key);
        if (!choices.Contains(value)) throw Fault($"'{Path(key)}' is '{PrintableText.Quote(value)}'; it may be {string.Join(", ", choices.ToArray())}");
        return value;
    }

    /// <summary>A number within a range, both ends included.</summary>
    public double Number(string key, double least = double.MinValue, double most = double.MaxValue) => Within(Path(key), Typed(key, JsonValueKind.Number, "a number").GetDouble(), least, most);

    /// <summary>A whole number within a range, both ends included.</summary>
    public int Whole(string key, int least = int.MinValue, int most = int.MaxValue)
    {
        double value = Number(key, least, most);
        return value == Math.Floor(value) ? (int)value : throw Fault(Invariant($"'{Path(key)}' is {value}; it must be a whole number"));
    }

    /// <summary>True or false.</summary>
    public bool Flag(string key)
    {
        JsonElement value = Required(key);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong($"'{Path(key)}' must be true or false");
    }

    /// <summary>True where a key is there and is not null. The key counts as known.</summary>
    public bool Has(string key)
    {
        _known.Add(key);
        return _element.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>An object.</summary>
    public T Object<T>(string key, Func<StrictJson, T> read) => new StrictJson(Required(key), _file, Path(key), _cure).Finish(read);

    /// <summary>A list of objects.</summary>
    public List<T> Objects<T>(string key, Func<StrictJson, T> read) => List(key, (element, where) => new StrictJson(element, _file, where, _cure).Finish(read));

    /// <summary>True where a key holds a list.</summary>
    public bool IsList(string key) => Required(key).ValueKind == JsonValueKind.Array;

    /// <summary>True where a key holds an object.</summary>
    public bool IsObject(string key) => Required(key).ValueKind == JsonValueKind.Object;

    /// <summary>The keys of this object, where the file's author names them.</summary>
    public IReadOnlyList<string> Keys => Names();

    /// <summary>True where a key holds a text.</summary>
    public bool IsText(string key) => Required(key).ValueKind == JsonValueKind.String;

    /// <summary>A list of pairs of numbers, each within the range of its place.</summary>
    public List<(double, double)> Pairs(string key, (double Least, double Most) first, (double Least, double Most) second) => List(key, (element, where) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 2 && element[0].ValueKind == JsonValueKind.Number && element[1].ValueKind == JsonValueKind.Number
            ? (Within($"{where}[0]", element[0].GetDouble(), first.Least, first.Most), Within($"{where}[1]", element[1].GetDouble(), second.Least, second.Most))
            : throw Wrong($"'{where}' must be two numbers"));

    /// <summary>A value of any kind, for keys whose meaning another reader knows.</summary>
    public JsonElement Any(string key) => Required(key).Clone();

    /// <summary>A list of values of any kind.</summary>
    public List<JsonElement> AnyList(string key) => List(key, (element, _) => element.Clone());

    /// <summary>A list of texts.</summary>
    public List<string> Texts(string key) => List(key, (element, where) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Wrong($"'{where}' must be a text"));

    /// <summary>A list of numbers.</summary>
    public List<double> Numbers(string key, double least = double.MinValue, double most = double.MaxValue) => List(key, (element, where) =>
        element.ValueKind == JsonValueKind.Number ? Within(where, element.GetDouble(), least, most) : throw Wrong($"'{where}' must be a number"));

    /// <summary>Accepts a key without reading it.</summary>
    public void Accept(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) _known.Add(key);
    }

    /// <summary>An error about this object: fault first, then the cure.</summary>
    public FileFormatException Fault(string fault) => new($"{_file}: {fault}{(fault.EndsWith('?') ? "" : ".")}");

    /// <summary>An error that the cure of the whole file mends.</summary>
    FileFormatException Wrong(string fault) => Fault(_cure is null ? fault : $"{fault}: {_cure}");

    T Finish<T>(Func<StrictJson, T> read)
    {
        T value = read(this);
        foreach (JsonProperty property in _element.EnumerateObject())
            if (!_known.Contains(property.Name))
                throw Fault($"unknown key '{PrintableText.Quote(Path(property.Name))}'{(NearestName.To(property.Name, _known) is { } near ? $"; did you mean '{near}'?" : $": leave it out; there are {string.Join(", ", _known)}")}");
        return value;
    }

    List<T> List<T>(string key, Func<JsonElement, string, T> read)
    {
        List<T> items = [];
        foreach (JsonElement element in Typed(key, JsonValueKind.Array, "a list in brackets").EnumerateArray())
            items.Add(read(element, $"{Path(key)}[{items.Count}]"));
        return items;
    }

    JsonElement Required(string key)
    {
        _known.Add(key);
        return _element.TryGetProperty(key, out JsonElement value) ? value : throw (Misspelt(key) is { Length: > 0 } hint ? Fault($"the key '{Path(key)}' is missing{hint}") : Wrong($"the key '{Path(key)}' is missing"));
    }

    JsonElement Typed(string key, JsonValueKind kind, string what)
    {
        JsonElement value = Required(key);
        return value.ValueKind == kind ? value : throw Wrong($"'{Path(key)}' must be {what}");
    }

    double Within(string where, double value, double least, double most) =>
        value >= least && value <= most ? value : throw Fault(Invariant($"'{where}' is {value}; it must be {Range(least, most)}"));

    static string Range(double least, double most) => (least > int.MinValue, most < int.MaxValue) switch
    {
        (true, true) => Invariant($"from {least} to {most}"),
        (true, false) => Invariant($"at least {least}"),
        (false, true) => Invariant($"at most {most}"),
        _ => "a finite number",
    };

    string Path(string key) => _where.Length == 0 ? key : $"{_where}.{key}";

    /// <summary>A hint at a key of the file that may be meant to be this one, or nothing.</summary>
    string Misspelt(string key) => NearestName.To(key, Names()) is { } near ? $"; is '{near}' meant to be it?" : "";

    List<string> Names()
    {
        List<string> names = [];
        foreach (JsonProperty property in _element.EnumerateObject()) names.Add(property.Name);
        return names;
    }
}
