using System.Text.Json.Nodes;
using Proscenium.Engine.Dsp;
using Proscenium.Studio.Listening;

namespace Proscenium.Studio.Asking;

/// <summary>What a page convolves a song with, in an answer.</summary>
static class SoundArrays
{
    /// <summary>Adds sets of responses, feeds x 2 ears x taps each, what feeds them, and their rate.</summary>
    public static void Add(AnswerMessage answer, IEnumerable<KeyValuePair<string, HeardSet>> sets, int sampleRate)
    {
        JsonObject described = [];
        foreach ((string name, (IReadOnlyList<Feed> feeds, FirMatrix responses)) in sets)
        {
            described[name] = new JsonObject { ["feeds"] = new JsonArray([.. feeds.Select(feed => new JsonObject([.. feed.Parts.Select(part => KeyValuePair.Create(part.Channel, (JsonNode?)part.Gain))]))]), ["taps"] = responses.Taps };
            answer.Add(name == ListeningSets.Pair ? "pairResponses" : name, [.. Enumerable.Range(0, 2 * responses.Inputs).SelectMany(channel => responses[channel / 2, channel % 2].ToArray())], responses.Inputs, 2, responses.Taps);
        }
        answer.Header["sets"] = described;
        answer.Header["sampleRate"] = sampleRate;
    }

    /// <summary>Adds the sets of a design, and the gains at which they are equally loud.</summary>
    public static void Add(AnswerMessage answer, ListeningSets sound, int sampleRate)
    {
        Add(answer, sound.Sets, sampleRate);
        answer.Header["gains"] = new JsonObject([.. sound.Gains.Select(gain => KeyValuePair.Create(gain.Key, (JsonNode?)gain.Value))]);
    }
}
