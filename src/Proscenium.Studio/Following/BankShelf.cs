using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Judging.FreeField;
using Proscenium.Studio.Asking;
using Proscenium.Studio.Dropped;
using Proscenium.Studio.Listening;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Following;

/// <summary>The designs with filters for other places that were made last: a head that moves among them needs no new one.</summary>
sealed class BankShelf
{
    const int MostKept = 2;

    static readonly string[] _heard = ["listener", "room", "head"]; // what changes nothing of a design

    readonly Lock _gate = new();
    readonly LinkedList<(string Key, FollowedDesign Design)> _latestFirst = [];

    /// <summary>The design of a state, for all who listen to it; null where it is not made yet.</summary>
    public FollowedDesign? Find(JsonNode? state, Song song)
    {
        string key = KeyOf(state, song);
        lock (_gate) return _latestFirst.FirstOrDefault(kept => kept.Key == key).Design;
    }

    /// <summary>Whether two states are of one design.</summary>
    public static bool AreOfOne(JsonNode? a, JsonNode? b) => JsonNode.DeepEquals(Designed(a), Designed(b));

    /// <summary>Designs the filters of all places of a question's state, unless they are here, and says how many there are.</summary>
    public AnswerMessage Design(Question question, SongShelf songs, Shelves shelves, CancellationToken cancel)
    {
        StudioState state = StudioState.Read(question.State, shelves);
        if (state.Follow is null) throw new SettingException("This state follows no head: choose a range to follow it in.");
        Song song = songs[question.Song];
        if (Find(question.State, song) is not { } followed)
        {
            SpatialDesign design = SpatialDesigner.DesignUnlessCancelled(state.RequestWithPlaces.AtRate(song.SampleRate), cancel);
            followed = new(design, new(design.Plan), design.Untreated);
            lock (_gate)
            {
                _latestFirst.AddFirst((KeyOf(question.State, song), followed));
                if (_latestFirst.Count > MostKept) _latestFirst.RemoveLast();
            }
        }
        AnswerMessage answer = question.Answer("measured", state.Missing);
        answer.Header["count"] = followed.Design.Plan.Bank!.All.Count;
        answer.Header["notes"] = new JsonArray([.. followed.Design.Warnings.Where(warning => warning.Contains("place", StringComparison.Ordinal)).Select(warning => (JsonNode)warning)]);
        return answer;
    }

    static string KeyOf(JsonNode? state, Song song) => $"{song.SampleRate} {Designed(state)?.ToJsonString()}";

    static JsonObject? Designed(JsonNode? state)
    {
        if ((state as JsonObject)?.DeepClone().AsObject() is not { } design) return null;
        foreach (string key in _heard) design.Remove(key);
        return design;
    }
}

/// <summary>A design with filters for other places.</summary>
/// <param name="Design">The design.</param>
/// <param name="Seat">Its plan as it runs while nobody knows where the head is.</param>
/// <param name="Untreated">The untreated device.</param>
sealed record FollowedDesign(SpatialDesign Design, MeasuredPlan Seat, RenderPlan Untreated);
