using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Proscenium.Engine.Listening;

namespace Proscenium.Live.Control;

/// <summary>The status for programs: one line of JSON. While a blind test runs it says nothing of what is what.</summary>
static class StatusJson
{
    static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ILiveSound sound, BlindTest? test)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, _readable))
        {
            json.WriteStartObject();
            json.WriteString("plan", sound.PlanName);
            json.WriteNumber("gainDb", sound.GainDb);
            json.WriteNumber("matchDb", Math.Round(sound.MatchDb, 2));
            json.WriteNumber("matchSeconds", Math.Round(sound.MatchSeconds, 1));
            WriteListening(json, sound.Listening);
            if (test is null) WriteState(json, sound);
            else WriteTest(json, test);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }

    static void WriteListening(Utf8JsonWriter json, ListeningSettings listening)
    {
        json.WriteBoolean("night", listening.Night);
        WriteNumber(json, "listeningLevelPhon", listening.LevelPhon);
        WriteNumber(json, "harmonicBassHz", listening.BassHz);
    }

    static void WriteNumber(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number) json.WriteNumber(key, Math.Round(number, 1));
        else json.WriteNull(key);
    }

    static void WriteState(Utf8JsonWriter json, ILiveSound sound)
    {
        json.WriteBoolean("bypassed", sound.Bypassed);
        json.WriteStartArray("status");
        foreach (string line in sound.Status) json.WriteStringValue(line);
        json.WriteEndArray();
    }

    static void WriteTest(Utf8JsonWriter json, BlindTest test)
    {
        json.WriteStartObject("test");
        json.WriteString("kind", test.Kind == BlindTestKind.Preference ? "ab" : "abx");
        json.WriteNumber("trial", test.Trial);
        json.WriteNumber("trials", test.Trials);
        json.WriteString("heard", $"{test.Heard}");
        json.WriteEndObject();
    }
}
