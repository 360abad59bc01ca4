using System.Text.Json.Nodes;
using Proscenium.Engine.Dsp;
using Proscenium.Studio.Listening;

namespace Proscenium.Studio.Asking;

/// <summary>What a page convolves a song with, in an answer.</summary>
static class SoundArrays
{
    /// <summary>Adds sets of responses, inputs x 2 ears x taps each, and their rate.</summary>
    public static void Add(AnswerMessage answer, IEnumerable<KeyValuePair<string, (IReadOnlyList<string> Inputs, FirMatrix Responses)>> sets, int sampleRate)
    {
        JsonObject described = [];
        foreach ((string name, (IReadOnlyList<string> inputs, FirMatrix responses)) in sets)
        {
            described[name] = new JsonObject { ["inputs"] = new JsonArray([.. inputs.Select(input => (JsonNode)input)]), ["taps"] = responses.Taps };
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
