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
            WriteHead(json, sound);
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

    /// <summary>Where the head is, in metres and degrees from the seat; null where nobody ever told anything.</summary>
    static void WriteHead(Utf8JsonWriter json, ILiveSound sound)
    {
        if (sound.Head.Status is not { } head)
        {
            json.WriteNull("head");
            return;
        }
        json.WriteStartObject("head");
        json.WriteString("source", head.Source);
        json.WriteBoolean("known", head.Pose is not null);
        WriteNumber(json, "left", head.Pose?.Left, 4);
        WriteNumber(json, "forward", head.Pose?.Forward, 4);
        WriteNumber(json, "up", head.Pose?.Up, 4);
        WriteNumber(json, "yawDegrees", head.Pose?.YawDegrees);
        WriteNumber(json, "playingLeft", head.Playing?.Left, 4);
        WriteNumber(json, "playingForward", head.Playing?.Forward, 4);
        WriteNumber(json, "ageMilliseconds", 1000 * head.AgeSeconds);
        WriteNumber(json, "posesPerSecond", head.PosesPerSecond);
        json.WriteNumber("timesLost", head.TimesLost);
        json.WriteNumber("garbage", head.Datagrams.Garbage);
        json.WriteNumber("withoutPosition", head.Datagrams.WithoutPose);
        json.WriteNumber("tooFar", head.Datagrams.TooFar);
        json.WriteBoolean("beyondPlaces", head.IsBeyond);
        json.WriteBoolean("planFollows", sound.FollowsHead);
        json.WriteEndObject();
    }

    static void WriteNumber(Utf8JsonWriter json, string key, double? value, int decimals = 1)
    {
        if (value is { } number) json.WriteNumber(key, Math.Round(number, decimals));
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
