using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Proscenium.Files.Sound;

/// <summary>What ffprobe tells of a file.</summary>
/// <param name="Format">The name of its format.</param>
/// <param name="Start">When its first stream begins, in seconds of its clock, or null.</param>
/// <param name="HasPicture">True for a film; a cover is none.</param>
/// <param name="Tracks">Its sound tracks.</param>
/// <param name="OtherCodecs">The codecs of all that is no sound.</param>
sealed record SoundTracks(string Format, double? Start, bool HasPicture, IReadOnlyList<SoundTrack> Tracks, IReadOnlyList<string> OtherCodecs)
{
    const string Entries = "format=format_name,start_time:stream=index,codec_type,codec_name,channels,channel_layout,sample_rate,start_time,duration:stream_disposition=default,comment,visual_impaired,attached_pic:stream_tags=language,title";

    static readonly string[] _clocked = ["matroska", "mov", "mpegts", "mpeg", "asf", "flv", "mxf", "nut", "gxf"], _oneTrackAChannel = ["mov", "mxf", "gxf"], _jumping = ["mpegts", "mpeg"];

    /// <summary>True where the format gives every packet its time, so that holes and a late beginning show.</summary>
    public bool IsClocked => HasPicture || Tracks.Count > 1 || IsOf(_clocked);

    /// <summary>True for formats whose clock may jump: ffmpeg 5 then takes the first packet of what it reads for the beginning, not that of the file, unless it is told to shift the file by anything at all.</summary>
    public bool NeedsAShift => IsOf(_jumping);

    /// <summary>True for formats of studios, which give each channel a track.</summary>
    public bool IsOneTrackAChannel => IsOf(_oneTrackAChannel);

    /// <summary>Asks ffprobe.</summary>
    /// <param name="path">Named in errors.</param>
    /// <param name="source">The file as ffmpeg opens it.</param>
    /// <param name="content">The beginning of what is fed to it through a pipe; null for a file.</param>
    /// <exception cref="SoundException">It finds no sound.</exception>
    public static SoundTracks Of(string path, string source, byte[]? content)
    {
        using Process process = Ffmpeg.StartProbe(path, [.. Ffmpeg.Protocols(source), "-of", "json", "-show_entries", Entries, "-i", source]);
        FfmpegComplaints complaints = new(process.StandardError);
        Task<string> answer = process.StandardOutput.ReadToEndAsync();
        Feed(process, content);
        string text = answer.GetAwaiter().GetResult();
        process.WaitForExit();
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            SoundTracks found = Read(json.RootElement);
            if (found.Tracks.Count > 0) return found;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // what ffprobe complained of says why
        }
        throw new SoundException($"{path}: holds no sound that ffmpeg can read ({complaints.First(path, "it finds no sound track").TrimEnd('.')}): export it again, or name a sound file.");
    }

    static void Feed(Process process, byte[]? content)
    {
        try
        {
            using Stream pipe = process.StandardInput.BaseStream;
            if (content is not null) pipe.Write(content);
        }
        catch (IOException)
        {
            // it knows enough
        }
    }

    static SoundTracks Read(JsonElement root)
    {
        JsonElement[] streams = root.TryGetProperty("streams", out JsonElement all) ? [.. all.EnumerateArray()] : [];
        JsonElement format = root.GetProperty("format");
        bool picture = streams.Any(stream => Text(stream, "codec_type") == "video" && !Flag(stream, "attached_pic"));
        return new(Text(format, "format_name"), Number(format, "start_time"), picture, [.. streams.Where(stream => Text(stream, "codec_type") == "audio").Select(Track)],
            [.. streams.Where(stream => Text(stream, "codec_type") != "audio").Select(stream => Text(stream, "codec_name")).Where(name => name.Length > 0)]);
    }

    static SoundTrack Track(JsonElement stream) => new(
        stream.GetProperty("index").GetInt32(), Text(stream, "codec_name"), stream.TryGetProperty("channels", out JsonElement channels) ? channels.GetInt32() : 0,
        Text(stream, "channel_layout") is var layout and not "unknown" ? layout : "", (int)(Number(stream, "sample_rate") ?? 0), Number(stream, "start_time"), Number(stream, "duration"),
        Flag(stream, "default"), Flag(stream, "comment") || Flag(stream, "visual_impaired"), Tag(stream, "language"), Tag(stream, "title"));

    static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    static double? Number(JsonElement element, string name) => double.TryParse(Text(element, name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    static bool Flag(JsonElement stream, string name) => stream.TryGetProperty("disposition", out JsonElement flags) && flags.TryGetProperty(name, out JsonElement flag) && flag.GetInt32() != 0;

    static string Tag(JsonElement stream, string name) => stream.TryGetProperty("tags", out JsonElement tags) ? Text(tags, name) is var text and not "und" ? text : "" : "";

    bool IsOf(string[] formats) => Format.Split(',').Any(name => formats.Contains(name));
}
