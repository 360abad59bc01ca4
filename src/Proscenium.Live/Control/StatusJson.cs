using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Proscenium.Engine.Listening;

namespace Proscenium.Live.Control;

/// <summary>The status for programs: one line of JSON. While a blind test runs it says nothing of what is what.</summary>
static class StatusJson
{
    static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All that is known.</summary>
    public static string Of(ILiveSound sound, BlindTest? test) => Of(sound, test, withLines: test is null);

    /// <summary>The same without the lines for people, for which the sound server is asked.</summary>
    public static string OfMeters(ILiveSound sound, BlindTest? test) => Of(sound, test, withLines: false);

    static string Of(ILiveSound sound, BlindTest? test, bool withLines)
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
            WriteReadings(json, sound, test is null);
            if (test is null) json.WriteBoolean("bypassed", sound.Bypassed);
            else WriteTest(json, test);
            if (withLines) WriteLines(json, sound);
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

    /// <summary>Levels of outputs would tell a blind test what is heard.</summary>
    static void WriteReadings(Utf8JsonWriter json, ILiveSound sound, bool withOutputs)
    {
        SoundReadings readings = sound.Readings;
        json.WriteBoolean("followsHead", sound.FollowsHead);
        json.WriteString("tracker", sound.Head.Tracker);
        json.WriteBoolean("playing", sound.PlanPlays);
        json.WriteBoolean("changing", sound.IsChanging);
        WriteNumber(json, "sampleRate", readings.SampleRate);
        WriteNumber(json, "blockFrames", readings.BlockFrames);
        WriteNames(json, "inputs", readings.Ports.Inputs);
        WriteNames(json, "outputs", readings.Ports.Outputs);
        json.WriteBoolean("monitor", readings.IsMonitor);
        json.WriteStartObject("seat");
        WriteNumber(json, "left", readings.SeatLeft, 4);
        WriteNumber(json, "distance", readings.SeatDistance, 4);
        json.WriteEndObject();
        WriteNumber(json, "load", readings.Load, 3);
        json.WriteNumber("xruns", readings.Xruns);
        WriteNumber(json, "largestReductionDb", readings.LargestReductionDb);
        WritePeaks(json, "inputPeaksDb", readings.InputPeaksDb);
        if (withOutputs) WritePeaks(json, "outputPeaksDb", readings.OutputPeaksDb);
    }

    static void WriteNames(Utf8JsonWriter json, string key, IReadOnlyList<string> names)
    {
        json.WriteStartArray(key);
        foreach (string name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    /// <summary>Silence is null: JSON has no infinity.</summary>
    static void WritePeaks(Utf8JsonWriter json, string key, IReadOnlyList<double> peaks)
    {
        json.WriteStartArray(key);
        foreach (double peak in peaks)
            if (double.IsFinite(peak)) json.WriteNumberValue(Math.Round(peak, 1));
            else json.WriteNullValue();
        json.WriteEndArray();
    }

    static void WriteLines(Utf8JsonWriter json, ILiveSound sound)
    {
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
