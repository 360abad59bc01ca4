using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;

namespace Proscenium.Studio.Listening;

/// <summary>The songs of a studio: the demo's piece, and what was dropped.</summary>
sealed class SongShelf
{
    /// <summary>The demo's piece.</summary>
    public const string Demo = "demo";

    const int DemoRate = 48000, MostSongs = 8;

    readonly Lazy<Song> _demo;
    readonly ConcurrentDictionary<string, Song> _dropped = [];
    int _count;

    /// <summary>A shelf with the demo's piece on it.</summary>
    /// <param name="compose">Composes it at a sample rate.</param>
    public SongShelf(Func<int, float[][]> compose) => _demo = new(() => new(Demo, "The demo's piece", DemoRate, ChannelLayout.Stereo, compose(DemoRate), null));

    /// <summary>A song; the demo's piece where none has that name.</summary>
    public Song this[string? id] => id is not null && _dropped.TryGetValue(id, out Song? song) ? song : _demo.Value;

    /// <summary>A song, or null.</summary>
    public Song? Find(string id) => id == Demo ? _demo.Value : _dropped.GetValueOrDefault(id);

    /// <summary>All of them, for a page.</summary>
    public JsonArray Describe() => [Describe(Demo, "The demo's piece", 20, DemoRate, ChannelLayout.Stereo), .. _dropped.Values.OrderBy(song => song.Id).Select(Describe)];

    /// <summary>Adds a file.</summary>
    /// <exception cref="Files.SoundException">It is no sound of a known layout.</exception>
    public JsonObject Add(string name, string path)
    {
        if (_dropped.Count >= MostSongs) throw new SettingException($"The studio holds {MostSongs} songs: start it again for others.");
        Song song = Song.Open($"song-{Interlocked.Increment(ref _count)}", name, path);
        _dropped[song.Id] = song;
        return Describe(song);
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
