using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Studio.Listening;

/// <summary>The songs of a studio: the demo's piece, and what was dropped.</summary>
sealed class SongShelf
{
    /// <summary>The demo's piece.</summary>
    public const string Demo = "demo";

    const int DemoRate = 48000, MostSongs = 8;

    readonly Lazy<Song> _demo;
    readonly Lock _gate = new();
    readonly List<(string Content, Song Song)> _dropped = []; // those that were played last behind the others
    int _count;

    /// <summary>A shelf with the demo's piece on it.</summary>
    /// <param name="compose">Composes it at a sample rate.</param>
    public SongShelf(Func<int, float[][]> compose) => _demo = new(() => new(Demo, "The demo's piece", DemoRate, ChannelLayout.Stereo, compose(DemoRate), null));

    /// <summary>A song; the demo's piece where none is named.</summary>
    /// <exception cref="SettingException">It is not here any more.</exception>
    public Song this[string? id] => string.IsNullOrEmpty(id) ? _demo.Value : Find(id) ?? throw new SettingException(Gone);

    /// <summary>What is said of a song that made room for another one.</summary>
    public static string Gone => "This song is not in the studio any more: open it again, or choose another one.";

    /// <summary>A song, or null.</summary>
    public Song? Find(string id)
    {
        if (id == Demo) return _demo.Value;
        lock (_gate) return _dropped.FindIndex(kept => kept.Song.Id == id) is var at and >= 0 ? Played(at) : null;
    }

    /// <summary>All of them, for a page.</summary>
    public JsonArray Describe()
    {
        lock (_gate) return [Describe(Demo, "The demo's piece", 20, DemoRate, ChannelLayout.Stereo), .. _dropped.Select(kept => kept.Song).OrderBy(song => song.Id, StringComparer.Ordinal).Select(Describe)];
    }

    /// <summary>Adds a file, unless it is here; where the shelf is full, the song that was played longest ago makes room, and is named.</summary>
    /// <exception cref="Files.SoundException">It is no sound of a known layout.</exception>
    public JsonObject Add(string name, string path)
    {
        string content = FileFingerprint.Of(path);
        lock (_gate)
            if (_dropped.FindIndex(kept => kept.Content == content && kept.Song.Name == name) is var at and >= 0) return Describe(Played(at));
        Song song = Song.Open($"song-{Interlocked.Increment(ref _count)}", name, path);
        JsonObject described = Describe(song);
        lock (_gate)
        {
            if (_dropped.Count >= MostSongs)
            {
                Song oldest = _dropped[0].Song;
                _dropped.RemoveAt(0);
                described["removed"] = oldest.Id;
                described["note"] = $"{(song.Note is null ? "" : song.Note + " ")}The studio holds {MostSongs} songs: '{oldest.Name}', which was played longest ago, made room.";
            }
            _dropped.Add((content, song));
        }
        return described;
    }

    Song Played(int at)
    {
        (string, Song Song) kept = _dropped[at];
        _dropped.RemoveAt(at);
        _dropped.Add(kept);
        return kept.Song;
    }

    static JsonObject Describe(Song song)
    {
        JsonObject described = Describe(song.Id, song.Name, Math.Round((double)song.Frames / song.SampleRate, 1), song.SampleRate, song.Layout);
        if (song.Note is not null) described["note"] = song.Note;
        return described;
    }

    static JsonObject Describe(string id, string name, double seconds, int sampleRate, ChannelLayout layout) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["seconds"] = seconds,
        ["sampleRate"] = sampleRate,
        ["layout"] = layout.Name,
        ["fits"] = new JsonArray([.. ChannelLayout.All.Where(plan => SongChannels.Fit(layout, plan)).Select(plan => (JsonNode)plan.Name)]),
    };
}
